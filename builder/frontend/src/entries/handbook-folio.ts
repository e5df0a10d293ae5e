// What the learner's own page puts on paper, loaded when it is asked for.

import { parts } from "../core/parts";
import { commitment } from "../learner/my_handbook/commitment";
import { portfolio } from "../learner/my_handbook/portfolio";

const folio = { commitment, portfolio };

declare module "../core/parts" {
  interface Parts {
    folio: typeof folio;
  }
}

parts.folio = folio;
