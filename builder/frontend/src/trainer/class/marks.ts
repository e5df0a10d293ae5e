/** What stands beside the lines of a question on paper. The builder's twin, which says how, is builder/handbook/exchange/results/marks.py. */

const EMPTY = ["-", "–", "—", "−", "_", "0"];
const LETTER = /^[A-Za-z]$/;
const PAIR = /^([0-9]{1,2})([A-Za-z])$/;

/** Line → place, for an order. */
export function places(text: string, count: number): Map<number, number> | undefined {
  const marks = marksOf(text);
  if (marks.length !== count) return undefined;
  const byLetter = marks.some((mark) => LETTER.test(mark));
  const found = new Map<number, number>();
  for (const [i, mark] of marks.entries()) {
    if (EMPTY.includes(mark)) continue;
    const [line, place] = byLetter ? [letter(mark, count), i + 1] : [i, /^[0-9]{1,2}$/.test(mark) ? Number(mark) : 0];
    if (line === undefined || found.has(line) || place < 1 || place > count) return undefined;
    found.set(line, place);
  }
  return found.size ? found : undefined;
}

/** Line → letter. */
export function beside(text: string, lines: number, letters: number): Map<number, number> | undefined {
  const marks = marksOf(text);
  const pairs = marks.map((mark) => PAIR.exec(mark));
  const numbered = !pairs.includes(null);
  if (!numbered && marks.length !== lines) return undefined;
  const found = new Map<number, number>();
  for (const [i, mark] of marks.entries()) {
    if (!numbered && EMPTY.includes(mark)) continue;
    const [, number, beside_] = (numbered && pairs[i]) || ["", String(i + 1), mark];
    const line = Number(number) - 1;
    const one = letter(beside_ as string, letters);
    if (one === undefined || found.has(line) || line < 0 || line >= lines) return undefined;
    found.set(line, one);
  }
  return found.size ? found : undefined;
}

function marksOf(text: string): string[] {
  const marks = text.split(/[ \t\r\n,、;|/]+/).filter(Boolean);
  const [only = ""] = marks;
  if (marks.length !== 1) return marks;
  return /^([0-9]{1,2}[A-Za-z])+$/.test(only) ? (only.match(/[0-9]{1,2}[A-Za-z]/g) as string[]) : [...only];
}

function letter(mark: string, count: number): number | undefined {
  const place = LETTER.test(mark) ? mark.toUpperCase().charCodeAt(0) - 65 : -1;
  return place >= 0 && place < count ? place : undefined;
}
