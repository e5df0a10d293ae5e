// The script of pages with this kind of exercise.

import { parts } from "../core/parts";
import { checklist } from "../exercises/checklist/checklist";

parts.checklist = checklist;
