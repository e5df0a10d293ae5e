// The script of pages with this kind of exercise.

import { parts } from "../core/parts";
import { branching } from "../exercises/case/case";

parts.case = branching;
