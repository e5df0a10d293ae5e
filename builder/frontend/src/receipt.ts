// Everything about signing for a release of the discipline scheme, loaded by the one page that does it: `window.HBReceipt`.

import { mountReceipt } from "./receipt/page";

declare global {
  interface Window {
    HBReceipt?: typeof mountReceipt;
  }
}

window.HBReceipt = mountReceipt;
