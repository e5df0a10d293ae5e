// The redline of two texts, which the builder made: builder/handbook/policy/redline.py.

export type RunKind = "same" | "deleted" | "inserted";
export type Run = [kind: RunKind, text: string];
/** Lengths in characters of what stayed, went and came, in threes. */
export type Cuts = number[];

/** Cuts the other way round: what went came, and what came went. */
export const mirrored = (cuts: Cuts): Cuts => cuts.map((_, at) => cuts[at + [0, 1, -1][at % 3]!]!);

/** The runs that lead from one text to the other; without cuts all of the one went and all of the other came. */
export function runsOf(old: string, now: string, cuts?: Cuts): Run[] {
  if (old === now) return old ? [["same", old]] : [];
  const [before, after] = [[...old], [...now]];
  const lengths = cuts ?? [0, before.length, after.length];
  const runs: Run[] = [];
  for (let at = 0; at < lengths.length; at += 3) {
    const [same = 0, deleted = 0, inserted = 0] = lengths.slice(at, at + 3);
    after.splice(0, same);
    runs.push(["same", before.splice(0, same).join("")], ["deleted", before.splice(0, deleted).join("")], ["inserted", after.splice(0, inserted).join("")]);
  }
  return runs.filter(([, text]) => text);
}
