/** What is taken of a class: sheets, sittings, problems. The builder's twin is builder/handbook/exchange/results/sittings.py. */

import type { Answers, Ask, Value } from "../../answers/record";
import type { Exercise } from "./facts";

export type How = "first" | "retried" | "code" | "paper" | "open";

export interface Problem {
  source: string;
  why: string;
  args: Record<string, string>;
  refused: boolean;
}

export interface Sitting {
  exercise: string;
  how: How;
  at: string;
  asked: string[];
  answers: Answers;
  given: Record<string, number>;
}

export interface Sheet {
  source: string;
  form: "file" | "code" | "paper";
  label: string;
  traces: string[];
  sittings: Sitting[];
}

export interface Taken {
  sheets: Sheet[];
  problems: Problem[];
}

const RANK: Record<How, number> = { first: 0, retried: 1, code: 2, paper: 3, open: 4 };
const LONGEST_LABEL = 60;

/** Whether a sitting counts rather than another of the same person and exercise. */
export function better(one: Sitting, how: How, at: string): boolean {
  if (one.how !== how) return RANK[one.how] < RANK[how];
  return how === "first" || how === "retried" ? one.at < at : one.at > at;
}

export const refused = (source: string, why: string, args: Record<string, string> = {}): Taken => ({
  sheets: [], problems: [{ source, why, args, refused: true }],
});

export const note = (source: string, why: string, args: Record<string, string> = {}): Problem => ({ source, why, args, refused: false });

const ENDS = /^[ \t\r\n\u3000:：,，、;；。|]+|[ \t\r\n\u3000:：,，、;；。|]+$/g;
const BREAKS = /[\s\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g;

/** What somebody is called, in one way of writing. */
export function labelOf(text: unknown): string {
  if (typeof text !== "string") return "";
  const plain = text.replace(/[\ud800-\udfff]/gu, "?").normalize("NFKC").replace(ENDS, "").replace(BREAKS, " ").trim();
  return [...plain].slice(0, LONGEST_LABEL).join("");
}

export function askedOf(known: Exercise, answers: Record<string, unknown>): string[] {
  const pooled = new Set((known.pools ?? []).flatMap((pool) => pool.of));
  return (known.questions ?? []).map(({ id }) => id).filter((id) => !pooled.has(id) || id in answers);
}

export const closed = (ask: Ask): boolean => !ask.private && (["one", "many", "bool"].includes(ask.shape) || !!ask.range);

export const pick = (answers: Answers, fields: string[]): Answers =>
  Object.fromEntries(fields.filter((field) => field in answers).map((field) => [field, answers[field] as Value]));

export const closedFields = (known: Exercise): string[] => Object.keys(known.asked).filter((field) => closed(known.asked[field] as Ask));

export function ofAnswers(known: Exercise, answers: Answers, how: How, given: Record<string, number>): Sitting | undefined {
  if (known.kind === "quiz") return { exercise: known.id, how, at: "", asked: askedOf(known, { ...answers, ...given }), answers, given };
  const kept = closedFields(known).filter((item) => item in answers);
  return kept.length ? { exercise: known.id, how, at: "", asked: kept, answers: pick(answers, kept), given: {} } : undefined;
}
