/** Which answers of an exercise count. */

import type { Answers, Ask, Value } from "../../answers/record";
import type { Exercise } from "./facts";
import type { How, Sitting } from "./types";

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
