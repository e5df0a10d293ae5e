// The part of worksheets for long tables.

import { bindLong } from "./worksheet/long";

window.HBLong = bindLong;
