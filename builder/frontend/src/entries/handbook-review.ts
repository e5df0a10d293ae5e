// A session of spaced review, loaded when it begins.

import { parts } from "../core/parts";
import { startSession } from "../learner/my_handbook/session";

declare module "../core/parts" {
  interface Parts {
    review: typeof startSession;
  }
}

parts.review = startSession;
