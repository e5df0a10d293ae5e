// The learner's own page, loaded by that page alone.

import { parts } from "../core/parts";
import { mountMine } from "../learner/my_handbook/page";

parts.mine = mountMine;
