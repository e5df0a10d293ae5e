// The script of pages with this kind of exercise.

import { parts } from "../core/parts";
import { cards } from "../exercises/cards/cards";

parts.cards = cards;
