// The learner's own page, loaded by that page alone.

import { mountMine } from "./mine/page";

(window.HBParts ??= {})["mine"] = mountMine;
