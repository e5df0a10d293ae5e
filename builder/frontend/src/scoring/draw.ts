/** Which questions an attempt asks, and in what order: the same for the same attempt, another time another. */

import type { Pool } from "../core/contract";

export type { Pool };

/** Numbers from 0 up to 1 that follow from a text (FNV-1a, then mulberry32). */
export function random(seed: string): () => number {
  let state = 0x811c9dc5;
  for (const char of seed) state = Math.imul(state ^ (char.codePointAt(0) as number), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** The items in an order that follows from the seed. */
export function shuffled<T>(items: readonly T[], seed: string): T[] {
  const next = random(seed);
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}

/**
 * The questions of one attempt: all that are in no pool and those drawn from each; in the author's order or shuffled.
 * Attempts go round a pool before a question comes again.
 */
export function drawn(ids: string[], pools: Pool[], shuffle: boolean, exercise: string, attempt: number): string[] {
  const out = new Set<string>();
  pools.forEach((pool, i) => {
    const deck = shuffled(pool.of, `${exercise}/${i}`);
    const first = attempt * pool.draw;
    const taken = new Set(Array.from({ length: pool.draw }, (_, k) => deck[(first + k) % deck.length]));
    for (const id of pool.of) if (!taken.has(id)) out.add(id);
  });
  const asked = ids.filter((id) => !out.has(id));
  return shuffle ? shuffled(asked, `${exercise}/${attempt}`) : asked;
}
