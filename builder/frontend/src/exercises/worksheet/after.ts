/** What follows a filled sheet: its rows as calendar entries, and a day to look back. */

import type { ExerciseHost } from "../types";
import { download } from "../../core/files";
import type { JsonMap } from "../../answers/record";
import type { Details } from "./details";
import { calendar, type Entry } from "./ics";

/** The rows of the table that the author named, as entries. */
export function entries(def: Details, rows: JsonMap[]): Entry[] {
  const { title, date, start = "", minutes = "" } = def.calendar as NonNullable<Details["calendar"]>;
  const label = (row: JsonMap): string => {
    const { options } = def.asked[def.calendar?.table ?? ""]?.columns?.[title] ?? {};
    return options?.find(([id]) => id === row[title])?.[1] ?? String(row[title] ?? "");
  };
  return rows.map((row, i) => ({
    uid: `${def.id}-${i}@${location.hostname || "handbook"}`,
    title: label(row),
    date: String(row[date] ?? ""),
    start: String(row[start] ?? ""),
    minutes: Number(row[minutes] ?? 0) || 0,
  }));
}

const save = (file: string, list: Entry[]): void => download(file, "text/calendar", calendar(list, new Date()));

/** Hands over the rows that have a title and a date, and says how many they were. */
export function saveCalendar(host: ExerciseHost): void {
  const def = host.def as unknown as Details;
  const rows = (host.readForm()[def.calendar?.table ?? ""] ?? []) as JsonMap[];
  const list = entries(def, rows).filter((entry) => entry.title.trim() && entry.date);
  const said = host.form.querySelector("[data-said]") as HTMLElement;
  said.textContent = host.words(list.length ? "ws_calendar_done" : "ws_calendar_none", { n: list.length });
  if (list.length) save(`${def.id}.ics`, list);
}

/** Hands over a reminder to look back. */
export function saveReview({ def, words }: ExerciseHost, due: string): void {
  const title = words("ws_review_title", { title: def.title });
  save(`${def.id}-review.ics`, [{ uid: `${def.id}-review`, title, date: due }]);
}
