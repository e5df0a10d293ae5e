/** What the script that reads QR codes provides to the page. */

import type { attachCamera } from "./panel";
import type { read } from "./reader";

export interface Scan {
  /** Settled once all that reading takes is there. */
  ready: Promise<void>;
  read: typeof read;
  attachCamera: typeof attachCamera;
}

declare module "../../core/parts" {
  interface Parts {
    scan: Scan;
  }
}
