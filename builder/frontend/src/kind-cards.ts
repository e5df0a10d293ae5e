// The script of pages with this kind of exercise.

import { cards } from "./cards";

(window.HBKinds ??= {})["cards"] = cards;
