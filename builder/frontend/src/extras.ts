// The part of worksheets that waits behind a button.

import { saveCalendar, saveReview } from "./worksheet/after";
import { openHalf } from "./worksheet/half";

window.HBExtras = { openHalf, saveCalendar, saveReview };
