// The part of worksheets that is not needed before somebody touches the sheet.

import { saveCalendar, saveReview } from "./worksheet/after";
import { bindRows } from "./worksheet/growing";
import { openHalf } from "./worksheet/half";
import { bindKeys, bindProblems } from "./worksheet/problems";

window.HBExtras = { bindKeys, bindProblems, bindRows, openHalf, saveCalendar, saveReview };
