// The redline of two texts: the meaning of builder/handbook/policy/redline.py, run for run.

export type RunKind = "same" | "deleted" | "inserted";
export type Run = [kind: RunKind, text: string];

const SHORTEST = 3;
const NUMERAL = "[零〇一二三四五六七八九十百千\\p{Nd}]+";
const ATOM = new RegExp(
  `第${NUMERAL}[编章节条款目](?:之${NUMERAL})?|第（${NUMERAL}）项|（${NUMERAL}）` +
    "|\\p{Nd}+(?:[.,:/-]\\p{Nd}+)*%?|[A-Za-z]+|.",
  "gsu",
);

interface Change {
  old: string;
  new: string;
  same: boolean;
}

/** The pieces of a text that are never cut; joined they are the text. */
export const atoms = (text: string): string[] => text.match(ATOM) ?? [];

/** The runs that lead from one text to the other; at each change what went stands before what came. */
export function redline(old: string, now: string): Run[] {
  return merged(steps(atoms(old), atoms(now))).flatMap(runsOf);
}

function runsOf(step: Change): Run[] {
  if (step.same) return [["same", step.old]];
  const runs: Run[] = [];
  if (step.old) runs.push(["deleted", step.old]);
  if (step.new) runs.push(["inserted", step.new]);
  return runs;
}

/** Equal and changed stretches in order; what is common at both ends is not searched. */
function steps(old: string[], now: string[]): Change[] {
  const start = common(old, now);
  const end = common(old.slice(start).reverse(), now.slice(start).reverse());
  const [a, b] = [old.slice(start, old.length - end), now.slice(start, now.length - end)];
  return [
    change(old.slice(0, start), now.slice(0, start)),
    ...opcodes(a, b).map(([i, j, k, l]) => change(a.slice(i, j), b.slice(k, l))),
    change(old.slice(old.length - end), now.slice(now.length - end)),
  ];
}

function common(old: string[], now: string[]): number {
  let at = 0;
  while (at < old.length && at < now.length && old[at] === now[at]) at++;
  return at;
}

function change(old: string[], now: string[]): Change {
  const same = old.length === now.length && old.every((atom, at) => atom === now[at]);
  return { old: old.join(""), new: now.join(""), same };
}

/** Steps in turn equal and changed, with short equal ones between two changes taken into them. */
function merged(all: Change[]): Change[] {
  const kept = all.filter((step) => step.old || step.new);
  const found: Change[] = [];
  kept.forEach((step, at) => {
    const island = step.same && at > 0 && at < kept.length - 1 && [...step.old].length < SHORTEST;
    const same = step.same && !island;
    const last = found[found.length - 1];
    if (last?.same === same) {
      last.old += step.old;
      last.new += step.new;
    } else found.push({ ...step, same });
  });
  return found;
}

type Opcode = [a: number, b: number, c: number, d: number];
type Block = [a: number, b: number, size: number];

/** Stretches in order, equal and unequal in turn: what difflib's SequenceMatcher calls opcodes, without their names. */
function opcodes(a: string[], b: string[]): Opcode[] {
  const found: Opcode[] = [];
  let [i, j] = [0, 0];
  for (const [ai, bj, size] of blocks(a, b)) {
    if (i < ai || j < bj) found.push([i, ai, j, bj]);
    [i, j] = [ai + size, bj + size];
    if (size) found.push([ai, i, bj, j]);
  }
  return found;
}

function blocks(a: string[], b: string[]): Block[] {
  const places = new Map<string, number[]>();
  b.forEach((atom, at) => places.set(atom, [...(places.get(atom) ?? []), at]));
  const queue: Opcode[] = [[0, a.length, 0, b.length]];
  const matches: Block[] = [];
  for (let part = queue.pop(); part; part = queue.pop()) {
    const [alo, ahi, blo, bhi] = part;
    const [i, j, size] = longest(a, places, part);
    if (!size) continue;
    matches.push([i, j, size]);
    if (alo < i && blo < j) queue.push([alo, i, blo, j]);
    if (i + size < ahi && j + size < bhi) queue.push([i + size, ahi, j + size, bhi]);
  }
  matches.sort((x, y) => x[0] - y[0] || x[1] - y[1]);
  return [...adjacent(matches), [a.length, b.length, 0]];
}

/** The longest match of a part; of several the one that begins first in `a`, then in `b`. */
function longest(a: string[], places: Map<string, number[]>, [alo, ahi, blo, bhi]: Opcode): Block {
  let best: Block = [alo, blo, 0];
  let lengths = new Map<number, number>();
  for (let i = alo; i < ahi; i++) {
    const next = new Map<number, number>();
    for (const j of places.get(a[i] as string) ?? []) {
      if (j < blo) continue;
      if (j >= bhi) break;
      const size = (lengths.get(j - 1) ?? 0) + 1;
      next.set(j, size);
      if (size > best[2]) best = [i - size + 1, j - size + 1, size];
    }
    lengths = next;
  }
  return best;
}

function adjacent(matches: Block[]): Block[] {
  const found: Block[] = [];
  for (const [i, j, size] of matches) {
    const last = found[found.length - 1];
    if (last && last[0] + last[2] === i && last[1] + last[2] === j) last[2] += size;
    else found.push([i, j, size]);
  }
  return found;
}
