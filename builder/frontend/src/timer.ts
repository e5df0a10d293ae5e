// The part of worksheets that times.

import { bindTimer } from "./worksheet/timer";

window.HBTimer = bindTimer;
