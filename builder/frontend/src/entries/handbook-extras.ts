// The part of worksheets that is not needed before somebody goes into the sheet.

import { parts } from "../core/parts";
import { bindPractice } from "../exercises/worksheet/practice";
import { use } from "../exercises/worksheet/use";

parts.extras = { use, bindPractice };
