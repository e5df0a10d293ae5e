// The script of pages with this kind of exercise.

import { scale } from "./scale";

(window.HBKinds ??= {})["scale"] = scale;
