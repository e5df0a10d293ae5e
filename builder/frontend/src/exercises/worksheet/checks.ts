/** What is said at a field when its entry cannot count. Nothing is ever erased. */

import { display, read } from "../../scoring/values";
import type { Words } from "../../core/words";

type Rule = readonly [least: number | null, most: number | null, step: number | null];

/** What is wrong with a typed number; empty when nothing is. */
export function numberProblem(raw: string, [least, most, step]: Rule, words: Words): string {
  if (!raw.trim()) return "";
  const value = read({ kind: "number" }, raw);
  if (typeof value !== "number") return words("ws_not_number", { typed: raw });
  const typed = display(value);
  const [min, max] = [least, most].map((bound) => (bound === null ? "" : display(bound))) as [string, string];
  const [low, high] = [least !== null && value < least, most !== null && value > most];
  if (low || high) return words(min && max ? "ws_between" : low ? "ws_at_least" : "ws_at_most", { min, max, typed });
  return step === 1 && value % 1 ? words("ws_whole", { typed }) : "";
}

/** What is wrong with how many were chosen. */
export function countProblem(count: number, [least, most]: Rule, words: Words): string {
  if (count && least !== null && count < least) return words("ws_pick_least", { n: least, count });
  return most !== null && count > most ? words("ws_pick_most", { n: most, count }) : "";
}

/** What is wrong with how long a text is. */
export const lengthProblem = (length: number, [, most]: Rule, words: Words): string =>
  most !== null && length > most ? words("ws_too_long", { most, n: length }) : "";

/** The number one step up (1) or down (-1), on the grid of steps from the least, within bounds. */
export function stepped(raw: string, way: 1 | -1, [least, most, step]: Rule): string {
  const by = step ?? 1;
  const start = least ?? 0;
  const value = read({ kind: "number" }, raw);
  const count = typeof value === "number" ? (value - start) / by : -way;
  const near = Math.round(count * 1e6) / 1e6;
  const next = start + by * (way > 0 ? Math.floor(near) + 1 : Math.ceil(near) - 1);
  return String(Number(Math.min(most ?? Infinity, Math.max(least ?? -Infinity, next)).toFixed(9)));
}
