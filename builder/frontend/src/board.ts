// The part of worksheets that sorts and ranks.

import { bindRank } from "./worksheet/rank";
import { bindSort } from "./worksheet/sort";

window.HBBoard = { bindSort, bindRank };
