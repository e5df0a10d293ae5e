/** What could not be taken, and how people are called in what is said of it. */

import type { Problem, Taken } from "./types";

const LONGEST_LABEL = 60;

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
