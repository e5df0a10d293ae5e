// Worksheets, loaded by the pages that have one.

import { parts } from "../core/parts";
import { worksheet } from "../exercises/worksheet/worksheet";

parts.worksheet = worksheet;
