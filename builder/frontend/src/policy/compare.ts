// Two versions clause by clause: the meaning of builder/handbook/policy/compare.py.

import type { TextRow, Texts } from "../core/contract";
import { mirrored, runsOf, type Cuts, type Run } from "./redline";

export type Row = TextRow;
export type { Texts };
export type Kind = "same" | "changed" | "added" | "repealed" | "renumbered";
export interface Change {
  kind: Kind;
  id: string;
  old: Row | undefined;
  new: Row | undefined;
}

const ID = 0;
const LABEL = 2;
const PRINTED = 3;
const TITLE = 4;
const TEXT = 5;
const MARK = 6;
const WAS = 7;

/** The rows of a version, in reading order. */
export function rowsOf(texts: Texts, version: string): Row[] {
  const found = texts.versions.find((one) => one.version === version);
  return (found?.rows ?? []).map((at) => texts.rows[at] as Row);
}

/** What became of each clause; what is gone stands where it stood. */
export function compare(old: Row[], now: Row[]): Change[] {
  const present = new Map(now.map((row) => [row[ID], row]));
  const former = new Map(now.flatMap((row) => row[WAS].map((was): [string, string] => [was, row[ID]])));
  const names = new Map(old.map((row) => [row[ID], present.has(row[ID]) ? row[ID] : former.get(row[ID])]));
  const before = new Map<string, Row>();
  for (const row of old) {
    const name = names.get(row[ID]);
    if (name) before.set(name, row);
  }
  const made = new Map(now.map((row) => [row[ID], one(before.get(row[ID]), row)]));
  const gone = new Map(old.filter((row) => !names.get(row[ID])).map((row) => [row[ID], row]));
  return order(old, now, names).map((id) => made.get(id) ?? { kind: "repealed", id, old: gone.get(id), new: undefined });
}

function one(old: Row | undefined, now: Row): Change {
  const id = now[ID];
  if (!old) return { kind: "added", id, old: undefined, new: now };
  if (old[MARK] !== now[MARK]) return { kind: "changed", id, old, new: now };
  const moved = [LABEL, PRINTED, TEXT].some((at) => old[at] !== now[at]);
  return { kind: moved ? "renumbered" : "same", id, old, new: now };
}

/** The redlines of a clause's title and text. */
export function redlines(texts: Texts, { old, new: now }: Change): { title: Run[]; text: Run[] } {
  const [title, text] = between(texts, old, now) ?? between(texts, now, old)?.map(mirrored) ?? [];
  return {
    title: runsOf(old?.[TITLE] ?? "", now?.[TITLE] ?? "", title),
    text: runsOf(old?.[TEXT] ?? "", now?.[TEXT] ?? "", text),
  };
}

function between({ rows, cuts }: Texts, old: Row | undefined, now: Row | undefined): Cuts[] | undefined {
  const found = cuts.find(([before, after]) => rows[before] === old && rows[after] === now);
  return found && [found[2], found[3]];
}

/** The new order with each id that is gone right behind what stood before it. */
function order(old: Row[], now: Row[], names: Map<string, string | undefined>): string[] {
  const behind = new Map<string, string[]>();
  let last = "";
  for (const [id] of old) {
    const name = names.get(id);
    if (name) last = name;
    else behind.set(last, [...(behind.get(last) ?? []), id]);
  }
  return [...(behind.get("") ?? []), ...now.flatMap(([id]) => [id, ...(behind.get(id) ?? [])])];
}
