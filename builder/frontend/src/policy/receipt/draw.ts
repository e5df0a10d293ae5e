// Which questions a reader is asked.

import { shuffled } from "../../scoring/draw";
import type { PartQuestion } from "../../core/contract";

export type Question = PartQuestion;

/** One question for each of at most `most` parts that are to be read; the same for the same seed, in the order of the text. */
export function draw(questions: readonly Question[], toRead: ReadonlySet<string>, most: number, seed: string): string[] {
  const groups = new Map<string, string[]>();
  for (const { id, part } of questions) if (toRead.has(part)) groups.set(part, [...(groups.get(part) ?? []), id]);
  const chosen = new Set(shuffled([...groups.keys()], seed).slice(0, most));
  return [...groups].filter(([part]) => chosen.has(part)).map(([part, ids]) => shuffled(ids, `${seed}/${part}`)[0] as string);
}
