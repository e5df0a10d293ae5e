// The script of pages with this kind of exercise.

import { checklist } from "./checklist";

(window.HBKinds ??= {})["checklist"] = checklist;
