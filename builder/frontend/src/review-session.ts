// A session of spaced review, loaded when it begins: `window.HBReview`.

import { startSession } from "./mine/session";

declare global {
  interface Window {
    HBReview?: typeof startSession;
  }
}

window.HBReview = startSession;
