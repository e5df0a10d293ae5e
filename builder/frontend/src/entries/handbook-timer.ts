// The part of worksheets that times.

import { parts } from "../core/parts";
import { bindTimer } from "../exercises/worksheet/timer";

parts.timer = bindTimer;
