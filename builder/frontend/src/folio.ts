// What the learner's own page puts on paper, loaded when it is asked for: `window.HBFolio`.

import { commitment } from "./mine/commitment";
import { portfolio } from "./mine/portfolio";

const folio = { commitment, portfolio };

declare global {
  interface Window {
    HBFolio?: typeof folio;
  }
}

window.HBFolio = folio;
