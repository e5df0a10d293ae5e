// Reads QR codes: pictures that were handed in, and the camera. On the class page; the same script is
// the worker that looks into pictures.

import { parts } from "../../core/parts";
import { attachCamera } from "../../trainer/scan/panel";
import { read, serve, start } from "../../trainer/scan/reader";

if (typeof document === "undefined") serve();
else parts.scan = { ready: start((document.currentScript as HTMLScriptElement).src), read, attachCamera };
