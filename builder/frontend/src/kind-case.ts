// The script of pages with this kind of exercise.

import { branching } from "./case";

(window.HBKinds ??= {})["case"] = branching;
