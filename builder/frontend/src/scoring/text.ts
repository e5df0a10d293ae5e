/** When two short answers say the same. The builder's twin, which documents it, is builder/handbook/exercises/marking/text.py. */

const DIGITS = "零〇一二三四五六七八九两";
const VALUES = "001234567892";
const UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1000, 万: 1e4, 亿: 1e8 };
const LARGEST = 9e15;

/** The text without what does not matter: width, case, spaces, punctuation, and how a number is written. */
export function normal(text: string): string {
  const folded = text.normalize("NFKC").toLowerCase();
  return (
    folded
      .replace(/[零〇一二三四五六七八九两]/g, (c) => VALUES[DIGITS.indexOf(c)] as string)
      .replace(/[‐‑‒–—−~]/g, "-")
      .replace(/[\p{P}\p{Z}\p{Cc}\p{Cf}]/gu, (c, at: number, all: string) =>
        speaks(all[at - 1] ?? " ", c, all[at + c.length] ?? " ") ? c : "",
      )
      .replace(/([0-9十百千万亿])点(?=[0-9])/g, "$1.")
      .replace(/(?:[0-9]+\.[0-9]+|[0-9十百千万亿])+/g, numeral)
      .replace(/百分之([0-9]+(?:\.[0-9]+)?)/g, "$1%") || folded
  );
}

/** The number of an answer, typed or saved; null where it is none. The question's own unit may stand behind it. */
export function number(answer: unknown, unit?: string | null): number | null {
  if (typeof answer === "number") return answer;
  if (typeof answer !== "string") return null;
  const folded = answer.normalize("NFKC").trim();
  const suffix = (unit ?? "").normalize("NFKC");
  const text = normal(suffix && folded.endsWith(suffix) ? folded.slice(0, -suffix.length) : folded);
  return /^[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)$/.test(text) ? Number(text) : null;
}

/** Whether a punctuation mark counts: where it is part of a number. */
function speaks(before: string, char: string, after: string): boolean {
  if ("%‰".includes(char)) return "0123456789十百千万亿".includes(before);
  return after >= "0" && after <= "9" && (char === "." || (char === "-" && !(before >= "a" && before <= "z")));
}

function numeral(run: string): string {
  const parts = run.match(/[0-9]+(?:\.[0-9]+)?|[十百千万亿]/g) as string[];
  if (!parts.some((part) => part in UNITS)) return run.includes(".") ? run.replace(/\.?0+$/, "") : run;
  const worth = value(parts);
  return worth !== null && worth < LARGEST && Number.isInteger(worth) ? String(worth) : run;
}

/** What a numeral is worth; a single last digit counts one unit below the one before it: 三千二 is 3200. */
function value(parts: string[]): number | null {
  if ("百千万亿".includes(parts[0] as string)) return null;
  let total = 0;
  let section = 0;
  let count = 0;
  let unit = 1;
  let ten = 1;
  for (const part of parts) {
    const size = UNITS[part];
    if (!size) {
      count = Number(part);
      ten = 0;
      continue;
    }
    unit = size;
    if (size < 1e4) section += (count || ten) * size;
    else {
      const whole = section + count;
      total = size > 1e4 ? (total + whole) * size : total + whole * size;
      section = 0;
    }
    count = 0;
    ten = 1;
  }
  const last = parts[parts.length - 1] as string;
  return total + section + (last.length < 2 && !(last in UNITS) && unit > 10 ? (count * unit) / 10 : count);
}
