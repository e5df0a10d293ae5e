/** What the learner's own page knows of the handbook (builder/handbook/pages/my_handbook/outline.py), and of what was saved. Pure. */

import { localDay, type Day } from "../../core/calendar";
import { filled, merge, own, type Labels, type Rec } from "../../answers/record";

export interface Outline {
  handbook: { title: string; organisation: string };
  modules: Module[];
  exercises: Record<string, Exercise>;
}

export interface Module {
  id: string;
  title: string;
  lessons: { id: string; title: string; practice: string[] }[];
  /** In the order of learning, opening and closing included. */
  exercises: string[];
  opening: string[];
  closing: string[];
}

/** What is false or empty is left out. */
export interface Exercise {
  kind: string;
  title: string;
  was?: string[];
  needs?: string[];
  /** Of a worksheet: days after which to look back. */
  review?: number;
  promises?: PromiseField[];
  /** Of quizzes and decks: whether learners may see what is right. */
  open?: boolean;
  role?: "practice" | "pretest" | "posttest";
  /** Of a scale: the highest point, subscales and total, the scale that it is compared with. */
  points?: number;
  parts?: Labels;
  compare?: string;
  /** Of a checklist. */
  repeat?: "once" | "daily" | "weekly";
  items?: string[];
  goal?: number;
}

/** A field whose text is a promise (`label`) or the day to look back, or a table with columns that are. */
export interface PromiseField {
  id: string;
  was?: string[];
  label?: string;
  date?: boolean;
  columns?: Labels;
  dates?: string[];
}

/** Everything saved, by id. */
export type Records = Record<string, Rec>;

/** What was saved of an exercise, under its present or its former ids. */
export function recordOf(records: Records, id: string, { was = [] }: { was?: string[] }): Rec | undefined {
  const found = [id, ...was].flatMap((name) => own(records, name) ?? []);
  return found.length ? found.reduce(merge) : undefined;
}

/** Whether anything in a record says something. */
export const begun = (rec: Rec | undefined): rec is Rec =>
  rec !== undefined && (rec.history.length > 0 || Object.values(rec.answers).some(filled));

/** The local day of a moment; undefined where it is none, which a file may say. */
export function dayOf(moment: string | number | undefined): Day | undefined {
  const date = new Date(moment ?? NaN);
  const day = localDay(date);
  return /^\d{4}-\d\d-\d\d$/.test(day) ? day : undefined;
}
