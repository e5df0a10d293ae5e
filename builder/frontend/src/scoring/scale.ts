/** What a scale's answers come to. The builder's twin, which documents the rules, is builder/handbook/exercises/marking/scale.py. */

import type { ScaleItem } from "../core/contract";

export type Item = ScaleItem;

export interface Mean {
  /** The weighted mean; null when fewer than half of the items are answered. */
  value: number | null;
  missing: string[];
}

/** The mean of `items` on a scale from 1 to `highest`. */
export function mean(items: Item[], highest: number, answers: Readonly<Record<string, unknown>>): Mean {
  let sum = 0;
  let weight = 0;
  const missing: string[] = [];
  for (const { id, reversed, weight: own = 1 } of items) {
    const given = answers[id];
    if (typeof given !== "number" || !Number.isInteger(given) || given < 1 || given > highest) {
      missing.push(id);
      continue;
    }
    sum += own * (reversed ? highest + 1 - given : given);
    weight += own;
  }
  const enough = weight > 0 && (items.length - missing.length) * 2 >= items.length;
  return { value: enough ? sum / weight : null, missing };
}

/** The index of the first bound that the value is below, or of the one without a bound (null); -1 without either. */
export const band = (bounds: (number | null)[], value: number | null): number =>
  value === null ? -1 : bounds.findIndex((below) => below === null || value < below);
