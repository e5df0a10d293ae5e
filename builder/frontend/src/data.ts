// Everything about taking answers away and bringing them back, loaded by the page of the learner's data, and elsewhere
// when somebody asks for it or an old answer has to be shown: `window.HBData`.

import { act, showCode } from "./acts";
import { mountData } from "./data-page";
import { showStale } from "./stale";

const data = { act, mountData, showCode, showStale };

declare global {
  interface Window {
    HBData?: typeof data;
  }
}

window.HBData = data;
