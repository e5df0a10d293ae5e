/** What the learner has promised: if-then plans, pledges, habits to keep. Pure. */

import { addDays, monday, occasion, startOf, weeksOfMonth, type Day } from "../../core/calendar";
import { filled, own, type JsonMap, type AnswerRecord, type Value } from "../../answers/record";
import { REVIEW } from "./items";
import { begun, dayOf, recordOf, type Exercise, type Outline, type PromiseField, type Records } from "./outline";

/** Days until a promise comes up again whose sheet says no other number. */
export const USUAL = 7;

/** The promises of one sheet. */
export interface Pledge {
  exercise: string;
  title: string;
  /** Each promise as its parts: label and what was written. */
  lines: [label: string, text: string][][];
  made: Day;
  due: Day;
  /** The day on which the learner said that it was kept. */
  kept?: Day;
}

/** The record's name for what became of a sheet's promises: `kept <day>` or `due <day>`. */
export const stateId = (exercise: string): string => `promise:${exercise}`;

const STATE = /^(kept|due) (\d{4}-\d\d-\d\d)$/;

/** Every promise, earliest first; kept ones last, newest first. */
export function pledges({ exercises }: Outline, records: Records): Pledge[] {
  const found = Object.entries(exercises).flatMap(([id, exercise]) => pledge(id, exercise, records) ?? []);
  const open = found.filter(({ kept }) => !kept).sort((a, b) => (a.due < b.due ? -1 : 1));
  return [...open, ...found.filter(({ kept }) => kept).sort((a, b) => ((a.kept as Day) > (b.kept as Day) ? -1 : 1))];
}

function pledge(id: string, exercise: Exercise, records: Records): Pledge | undefined {
  const rec = exercise.promises && recordOf(records, id, exercise);
  if (!rec) return undefined;
  const parts = (exercise.promises as PromiseField[]).map((field) => promised(field, rec));
  const lines = joined(exercise.promises as PromiseField[], parts.map((part) => part.lines));
  const at = Math.max(...parts.map((part) => (part.lines.length ? part.at : 0)));
  const made = dayOf(at || rec.updated);
  if (!lines.length || !made) return undefined;
  const review = own(records, REVIEW);
  const state = (own(review?.times ?? {}, stateId(id)) ?? 0) >= at ? STATE.exec(String(review?.answers[stateId(id)])) : null;
  const planned = parts.flatMap((part) => part.days).sort()[0] ?? addDays(made, exercise.review ?? USUAL);
  const due = state?.[1] === "due" ? (state[2] as Day) : planned;
  return { exercise: id, title: exercise.title, lines, made, due, ...(state?.[1] === "kept" && { kept: state[2] as Day }) };
}

/** Fields that follow each other (if …, then …) make one promise; each row of a table is one by itself. */
function joined(fields: PromiseField[], lines: Pledge["lines"][]): Pledge["lines"] {
  const found: Pledge["lines"] = [];
  fields.forEach(({ label }, i) => {
    const [before, own_] = [found[found.length - 1], lines[i] ?? []];
    if (label && fields[i - 1]?.label && before && lines[i - 1]?.length) before.push(...(own_[0] ?? []));
    else found.push(...own_);
  });
  return found;
}

/** What a field holds: promises, days to look back on, and when it was last touched. */
function promised({ id, was = [], label, date, columns, dates = [] }: PromiseField, rec: AnswerRecord): { lines: Pledge["lines"]; days: Day[]; at: number } {
  const name = [id, ...was].find((one) => filled(rec.answers[one])) ?? id;
  const [value, at] = [rec.answers[name], own(rec.times, name) ?? 0];
  if (columns) return { lines: rowsOf(value, columns), days: cells(value).flatMap((row) => dates.flatMap((one) => days(row[one]))), at };
  if (date) return { lines: [], days: days(value), at };
  return { lines: filled(value) ? [[[label ?? id, String(value)]]] : [], days: [], at };
}

const days = (value: Value | undefined): Day[] =>
  typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) && dayOf(`${value}T00:00`) ? [value] : [];

const cells = (value: Value | undefined): JsonMap[] =>
  (Array.isArray(value) ? value : []).map((row) => (typeof row === "object" && row && !Array.isArray(row) ? row : {}));

const rowsOf = (value: Value | undefined, columns: [string, string][]): Pledge["lines"] =>
  cells(value).flatMap((row) => {
    const said = columns.filter(([id]) => filled(row[id])).map(([id, label]): [string, string] => [label, String(row[id])]);
    return said.length ? [said] : [];
  });

/** A checklist that was begun. */
export interface Habit {
  exercise: string;
  title: string;
  repeat: "once" | "daily" | "weekly";
  /** Items not done: in all, today, or this week. */
  left: number;
  items: number;
  /** How often it was complete in this week (daily) or month (weekly). */
  times: number;
  goal?: number;
}

export function habits({ exercises }: Outline, records: Records, today: Day): Habit[] {
  return Object.entries(exercises).flatMap(([id, exercise]) => {
    const { items = [], repeat = "once", title, goal } = exercise;
    const rec = exercise.kind === "checklist" ? recordOf(records, id, exercise) : undefined;
    if (!begun(rec)) return [];
    const period = repeat === "weekly" ? 7 : 1;
    const done = (item: string, start: Day): boolean =>
      filled(repeat === "once" ? rec.answers[item] : at(rec.answers[item], occasion(start, period)));
    const now = startOf(today, period);
    const left = items.filter((item) => !done(item, now)).length;
    const times = starts(today, period).filter((start) => items.every((item) => done(item, start))).length;
    return [{ exercise: id, title, repeat, left, items: items.length, times, ...(goal && { goal }) }];
  });
}

const at = (value: Value | undefined, when: string): Value | undefined =>
  typeof value === "object" && value && !Array.isArray(value) ? own(value, when) : undefined;

/** The days of this week, or the weeks that begin in this month. */
const starts = (today: Day, period: 1 | 7): Day[] =>
  period === 1
    ? Array.from({ length: 7 }, (_, i) => addDays(monday(today), i))
    : weeksOfMonth(today).filter((week) => week.slice(0, 7) === today.slice(0, 7));
