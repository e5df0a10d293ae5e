/** What the learner's own page knows of the handbook (builder/handbook/pages/my_handbook/outline.py), and of what was saved. Pure. */

import { localDay, type Day } from "../../core/calendar";
import { filled, merge, own, type AnswerRecord } from "../../answers/record";
import type { Outline, OutlineExercise, OutlineModule, PromiseField } from "../../core/contract";

export type { Outline, PromiseField };

export type Module = OutlineModule;

export type Exercise = OutlineExercise;

/** Everything saved, by id. */
export type Records = Record<string, AnswerRecord>;

/** What was saved of an exercise, under its present or its former ids. */
export function recordOf(records: Records, id: string, { was = [] }: { was?: string[] }): AnswerRecord | undefined {
  const found = [id, ...was].flatMap((name) => own(records, name) ?? []);
  return found.length ? found.reduce(merge) : undefined;
}

/** Whether anything in a record says something. */
export const begun = (rec: AnswerRecord | undefined): rec is AnswerRecord =>
  rec !== undefined && (rec.history.length > 0 || Object.values(rec.answers).some(filled));

/** The local day of a moment; undefined where it is none, which a file may say. */
export function dayOf(moment: string | number | undefined): Day | undefined {
  const date = new Date(moment ?? NaN);
  const day = localDay(date);
  return /^\d{4}-\d\d-\d\d$/.test(day) ? day : undefined;
}
