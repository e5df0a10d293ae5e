// The script of pages with this kind of exercise.

import { parts } from "../core/parts";
import { scale } from "../exercises/scale/scale";

parts.scale = scale;
