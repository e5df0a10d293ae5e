// Everything about taking answers away and bringing them back, loaded by the page of the learner's data, and elsewhere
// when somebody asks for it or an old answer has to be brought over or shown: `window.HBData`.

import { act, showCode } from "./acts";
import { mountData } from "./data-page";
import { takeOver } from "./former";
import { showStale } from "./stale";

const data = { act, mountData, showCode, showStale, takeOver };

declare global {
  interface Window {
    HBData?: typeof data;
  }
}

window.HBData = data;
