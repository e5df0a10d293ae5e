/** The occasions of a checklist, days or weeks, each known by its first day: their names, and what is done on them. */

import { addDays, localDay, occasion, startOf, weekday, type Day } from "../../core/calendar";
import type { ChecklistDetails } from "../../core/contract";
import type { ExerciseHost } from "../types";
import { filled, own, type JsonMap, type Value } from "../../answers/record";

export const details = (host: ExerciseHost): ChecklistDetails => host.def as unknown as ChecklistDetails;
export const periodOf = (host: ExerciseHost): 1 | 7 => (details(host).repeat === "weekly" ? 7 : 1);
export const present = (host: ExerciseHost): Day => startOf(localDay(), periodOf(host));

/** What is saved of one occasion. */
export const at = (saved: Value | undefined, when: string): Value | undefined =>
  typeof saved === "object" && saved ? own(saved as JsonMap, when) : undefined;

export const isDone = (host: ExerciseHost, field: string, start: Day): boolean =>
  filled(at(host.rec.answers[field], occasion(start, periodOf(host))));

/** How many items are done. */
export const count = (host: ExerciseHost, start: Day): number => details(host).items.filter((field) => isDone(host, field, start)).length;

export const weekdaysOf = ({ words }: ExerciseHost): string[] => words("check_weekdays").split(" ");

/** The seven days of the week that a day lies in. */
export const weekOf = (day: Day): Day[] => [0, 1, 2, 3, 4, 5, 6].map((i) => addDays(startOf(day, 7), i));

export function nameOf(host: ExerciseHost, start: Day): string {
  const { words } = host;
  return periodOf(host) === 1
    ? words("check_day", { day: start, weekday: weekdaysOf(host)[weekday(start)] as string })
    : words("check_week", { week: occasion(start, 7), from: start.slice(5), to: addDays(start, 6).slice(5) });
}
