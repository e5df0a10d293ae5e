// The script of pages with this kind of exercise.

import { parts } from "../core/parts";
import { quiz } from "../exercises/quiz/quiz";

parts.quiz = quiz;
