/** When a quiz was passed. */

import { localDay } from "../../core/calendar";
import type { Attempt } from "../../answers/record";

/** The local days on which the whole quiz was passed at the first try. */
export const daysPassed = (history: Attempt[]): string[] => {
  const passed = history.filter(({ outputs }) => outputs["passed"] === true && !outputs["retried"]);
  return [...new Set(passed.map(({ at }) => localDay(new Date(at))))];
};
