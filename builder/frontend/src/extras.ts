// The part of worksheets that is not needed before somebody goes into the sheet.

import { use } from "./worksheet/use";

window.HBUse = use;
