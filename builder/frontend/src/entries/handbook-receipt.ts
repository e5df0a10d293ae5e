// Everything about signing for a release of the discipline scheme, loaded by the one page that does it.

import { parts } from "../core/parts";
import { mountReceipt } from "../policy/receipt/page";

parts.receipt = (root, store) => mountReceipt(root, store.handbook.id);
