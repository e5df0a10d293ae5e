// The script of pages with this kind of exercise.

import { parts } from "../core/parts";
import { roleplay } from "../exercises/roleplay/roleplay";

parts.roleplay = roleplay;
