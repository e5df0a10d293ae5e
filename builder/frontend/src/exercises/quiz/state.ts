/** What is kept of the attempt under way, among the outputs. */

import type { ExerciseHost } from "../types";
import { isStale, type Answers, type Attempt } from "../../answers/record";
import type { Question } from "../../scoring/quiz";

export interface State {
  attempt: number;
  /** Locked questions. */
  checked: string[];
  /** Points at the first check. */
  first: Record<string, number>;
  retried: boolean;
}

/** A question that has changed since it was checked is not locked. */
export function stateOf({ rec, def }: ExerciseHost, questions: Question[]): State {
  const { outputs, history } = rec;
  const { attempt, checked, retried } = outputs;
  const first: Record<string, number> = {};
  for (const { id } of questions) {
    const earned = outputs[`${id}.points`];
    if (typeof earned === "number") first[id] = earned;
  }
  return {
    attempt: typeof attempt === "number" ? attempt : history.filter((one) => !one.outputs["retried"]).length,
    checked: String(checked ?? "").split(" ").filter((id) => id && !isStale(rec, id, def)),
    first,
    retried: !!retried,
  };
}

export function save(host: ExerciseHost, { attempt, checked, first, retried }: State, more: Answers = {}, attempts?: Attempt[]): void {
  const outputs: Answers = { attempt, checked: checked.join(" "), retried, ...more };
  for (const id in first) outputs[`${id}.points`] = first[id] as number;
  host.commit({}, attempts ? { outputs, history: attempts } : { outputs });
}
