// Reads QR codes: pictures that were handed in, and the camera. `window.HBScan` on the class page; the same script is
// the worker that looks into pictures.

import { attachCamera } from "./scan/panel";
import { read, serve, start } from "./scan/reader";

export interface Scan {
  /** Settled once all that reading takes is there. */
  ready: Promise<void>;
  read: typeof read;
  attachCamera: typeof attachCamera;
}

declare global {
  interface Window {
    HBScan?: Scan;
  }
}

if (typeof document === "undefined") serve();
else window.HBScan = { ready: start((document.currentScript as HTMLScriptElement).src), read, attachCamera };
