// The part of worksheets that sorts, ranks and times.

import { bindRank } from "./worksheet/rank";
import { bindSort } from "./worksheet/sort";
import { bindTimer } from "./worksheet/timer";

window.HBBoard = { bindSort, bindRank, bindTimer };
