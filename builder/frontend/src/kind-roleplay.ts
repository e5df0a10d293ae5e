// The script of pages with this kind of exercise.

import { roleplay } from "./roleplay";

(window.HBKinds ??= {})["roleplay"] = roleplay;
