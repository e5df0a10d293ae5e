// The part of worksheets for long tables.

import { parts } from "../core/parts";
import { bindLong } from "../exercises/worksheet/long";

parts.long = bindLong;
