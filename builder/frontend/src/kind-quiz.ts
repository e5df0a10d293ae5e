// The script of pages with this kind of exercise.

import { quiz } from "./quiz/quiz";

(window.HBKinds ??= {})["quiz"] = quiz;
