// Charts, loaded by the pages that have one.

import { parts } from "../core/parts";
import { charts } from "../exercises/charts/charts";

parts.charts = charts;
