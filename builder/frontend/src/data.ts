// Everything about taking answers away and bringing them back, loaded by the page of the learner's data, and elsewhere
// when somebody asks for it: `window.HBData`.

import { act, showCode } from "./acts";
import { mountData } from "./data-page";

const data = { act, mountData, showCode };

declare global {
  interface Window {
    HBData?: typeof data;
  }
}

window.HBData = data;
