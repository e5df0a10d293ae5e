// Reads QR codes: pictures that were handed in, and the camera. On the class page; the same script is
// the worker that looks into pictures.

import { parts } from "../../core/parts";
import { attachCamera } from "../../trainer/scan/panel";
import { read, serve, start } from "../../trainer/scan/reader";

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

if (typeof document === "undefined") serve();
else parts.scan = { ready: start((document.currentScript as HTMLScriptElement).src), read, attachCamera };
