// What tests/formula/test_agreement.py compares with Python. Doubles travel as their bits, so that nothing is rounded away.

import { createSheet, type Changes, type Outcome, type SheetDefinition } from "../../builder/frontend/src/scoring/formula";
import * as format from "../../builder/frontend/src/scoring/values";

type Answers = Record<string, unknown>;

const view = new DataView(new ArrayBuffer(8));

function bits(value: unknown): unknown {
  if (value instanceof Set) return [...value].sort();
  if (typeof value !== "number") return value ?? null;
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16).padStart(16, "0");
}

const told = ({ value, names, reason }: Outcome): unknown =>
  value === undefined ? [names, reason] : { value: bits(value) };

/** Fills a sheet once per set of answers, one after another, and says what each recomputing changed. */
export function fillSheet(definition: SheetDefinition, today: number, sets: Answers[]): unknown[] {
  const sheet = createSheet(definition, today);
  return sets.map((answers) => {
    for (const [name, raw] of Object.entries(answers)) sheet.set(name, raw);
    const { values, shown }: Changes = sheet.recompute();
    return [Object.fromEntries([...values].map(([path, found]) => [path, told(found)])), Object.fromEntries(shown)];
  });
}

/** Fills a sheet control by control, as typing does. */
export function typeSheet(definition: SheetDefinition, today: number, entries: [string, unknown][]): unknown {
  const sheet = createSheet(definition, today);
  const seen: Record<string, unknown> = {};
  for (const [path, raw] of entries) {
    sheet.set(path, raw);
    for (const [name, found] of sheet.recompute().values) seen[name] = told(found);
  }
  return seen;
}

export const read = (known: format.Known, raw: unknown): unknown => bits(format.read(known, raw));
export const display = format.display;
export const rounded = (value: number, places: number): unknown => bits(format.rounded(value, places));
export const day = format.day;
export const clock = format.clock;
