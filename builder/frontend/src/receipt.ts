// Everything about signing for a release of the discipline scheme, loaded by the one page that does it.

import { mountReceipt } from "./receipt/page";

(window.HBParts ??= {})["receipt"] = (root, store) => mountReceipt(root, store.handbook.id);
