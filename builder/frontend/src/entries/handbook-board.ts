// The part of worksheets that sorts and ranks.

import { parts } from "../core/parts";
import { bindRank } from "../exercises/worksheet/rank";
import { bindSort } from "../exercises/worksheet/sort";

parts.board = { bindSort, bindRank };
