// Everything about taking answers away and bringing them back, loaded by the page of the learner's data, and elsewhere
// when somebody asks for it or an old answer has to be brought over or shown.

import { parts } from "../core/parts";
import { act, showCode } from "../exercises/panel_actions";
import { mountData } from "../learner/my_data/page";
import { takeOver } from "../answers/renamed_ids";
import { showStale } from "../exercises/stale";

const data = { act, mountData, showCode, showStale, takeOver };

declare module "../core/parts" {
  interface Parts {
    data: typeof data;
  }
}

parts.data = data;
