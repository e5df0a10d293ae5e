// Worksheets, loaded by the pages that have one.

import { worksheet } from "./worksheet/worksheet";

(window.HBKinds ??= {})["worksheet"] = worksheet;
