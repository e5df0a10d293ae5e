// The learner's own page, loaded by that page alone: `window.HBMine`.

import { mountMine } from "./mine/page";

declare global {
  interface Window {
    HBMine?: typeof mountMine;
  }
}

window.HBMine = mountMine;
