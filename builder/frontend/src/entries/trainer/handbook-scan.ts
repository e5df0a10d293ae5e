// Reads QR codes: pictures that were handed in, and the camera. On the class page; the same script is
// the worker that looks into pictures.

import type { Parts } from "../../core/parts";
import { given } from "../../core/words";
import type {} from "../../trainer/scan/part";
import { attachCamera } from "../../trainer/scan/panel";
import { read, serve, start } from "../../trainer/scan/reader";

// A worker has neither a page nor the parts of one, so nothing may ask for them before this is known.
if (typeof document === "undefined") serve();
else (given.parts as Partial<Parts>).scan = { ready: start((document.currentScript as HTMLScriptElement).src), read, attachCamera };
