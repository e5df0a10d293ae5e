// The part of worksheets that is not needed before somebody goes into the sheet.

import { bindPractice } from "./worksheet/practice";
import { use } from "./worksheet/use";

window.HBUse = use;
window.HBPractice = bindPractice;
