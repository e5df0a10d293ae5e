/** What a quiz's answers are worth. The builder's twin, which documents the rules, is builder/handbook/exercises/marking/quiz.py. */

import { normal, number } from "./text";
import type { Question } from "../core/contract";

export type { Question };

export interface Mark {
  question: Question;
  /** The share of the points, 0 to 1; null when not answered. */
  share: number | null;
  confidence: number | null;
}

export interface Result {
  marked: Mark[];
  score: number;
  most: number;
  percent: number;
  passed: boolean;
  marks: number | null;
  sureButWrong: string[];
}

type Answers = Readonly<Record<string, unknown>>;

const WRONG = [0, 0, -2, -6];
const SURE = 3;
const SLACK = 1e-9;

/** What `answers` are worth when `asked` were the questions. */
export function result(asked: Question[], answers: Answers, pass: number): Result {
  const marked = asked.map((question) => mark(question, answers));
  const score = total(marked.map((m) => points(m)));
  const most = total(asked.map((q) => q.points));
  const percent = most ? (100 * score) / most : 0;
  const marks = marked.map(confidenceMarks).filter((m) => m !== null);
  return {
    marked,
    score,
    most,
    percent,
    passed: percent >= pass - SLACK,
    marks: marks.length ? total(marks) : null,
    sureButWrong: marked.filter((m) => m.confidence === SURE && m.share !== null && m.share < 1).map((m) => m.question.id),
  };
}

export const total = (values: number[]): number => values.reduce((sum, v) => sum + v, 0);

/** The points a question earned. */
export const points = ({ question, share }: Mark): number => question.points * (share ?? 0);

export function mark(question: Question, answers: Answers): Mark {
  const level = answers[`${question.id}.confidence`];
  return { question, share: share(question, answers[question.id]), confidence: [1, 2, 3].find((l) => l === level) ?? null };
}

function confidenceMarks({ share, confidence }: Mark): number | null {
  if (share === null || confidence === null) return null;
  return share === 1 ? confidence : (WRONG[confidence] as number);
}

/** The share of the points that an answer earns; null when the question was not answered. */
export function share(question: Question, answer: unknown): number | null {
  const { type, key, parts = [] } = question;
  if (type === "single") return parts.includes(answer as string) ? Number((key as string[]).includes(answer as string)) : null;
  if (type === "multiple") return multiple(parts, key as string[], answer);
  if (type === "truefalse") return typeof answer === "boolean" ? Number(answer === key) : null;
  if (type === "numeric") return numeric(question, answer);
  const given = typeof answer === "object" && answer ? (answer as Answers) : {};
  if (type === "order") return order((key as string[]).map((id) => place(given[id])));
  const wanted = key as Record<string, string | string[]>;
  return portion(parts.map((id) => (type === "blank" ? accepted : equal)(given[id], wanted[id] as never)));
}

/** What is said of a part: right, wrong, or right but not chosen. */
export type Verdict = "ok" | "bad" | "missed";

/** The parts that say something once the question is checked. */
export function verdicts(question: Question, answer: unknown): Record<string, Verdict> {
  const { id, type, key, parts = [] } = question;
  if (type === "numeric") return { [id]: share(question, answer) === 1 ? "ok" : "bad" };
  if (type === "truefalse") return chosen(["true", "false"], [String(key)], [String(answer)]);
  if (type === "single" || type === "multiple") return chosen(parts, key as string[], ([] as unknown[]).concat(answer));
  const given = typeof answer === "object" && answer ? (answer as Answers) : {};
  return Object.fromEntries(parts.map((part) => [part, partRight(question, part, given[part]) ? "ok" : "bad"]));
}

function chosen(options: string[], right: string[], answer: unknown[]): Record<string, Verdict> {
  const said = (id: string): Verdict => (!right.includes(id) ? "bad" : answer.includes(id) ? "ok" : "missed");
  return Object.fromEntries(options.filter((id) => right.includes(id) || answer.includes(id)).map((id) => [id, said(id)]));
}

function partRight({ type, key }: Question, part: string, given: unknown): boolean {
  if (type === "order") return place(given) === (key as string[]).indexOf(part) + 1;
  const wanted = (key as Record<string, string | string[]>)[part] as never;
  return (type === "blank" ? accepted : equal)(given, wanted) === true;
}

function multiple(options: string[], right: string[], answer: unknown): number | null {
  const chosen = Array.isArray(answer) ? options.filter((id) => answer.includes(id)) : [];
  if (!chosen.length) return null;
  const hits = chosen.filter((id) => right.includes(id)).length;
  return right.length ? Math.max(0, hits - (chosen.length - hits)) / right.length : 0;
}

function numeric({ key, tolerance = 0, unit }: Question, answer: unknown): number | null {
  if (answer == null || (typeof answer === "string" && !answer.trim())) return null;
  const value = number(answer, unit);
  const right = key as number;
  return Number(value !== null && Math.abs(value - right) <= tolerance + SLACK * Math.max(1, Math.abs(right)));
}

function order(places: number[]): number | null {
  return places.some(Boolean) ? portion(places.slice(1).map((b, i) => !!places[i] && b === (places[i] as number) + 1)) : null;
}

const place = (value: unknown): number => {
  const given = typeof value === "string" && /^[0-9]+$/.test(value) ? Number(value.slice(0, 3)) : value;
  return typeof given === "number" && given > 0 && given < 100 && Number.isInteger(given) ? given : 0;
};

const accepted = (given: unknown, accept: string[]): boolean | null =>
  typeof given === "string" && given.trim() ? accept.includes(normal(given)) : null;

const equal = (given: unknown, wanted: string): boolean | null =>
  typeof given === "string" && given ? given === wanted : null;

const portion = (parts: (boolean | null)[]): number | null =>
  parts.every((part) => part === null) ? null : parts.filter(Boolean).length / parts.length;
