// The operations and functions of formulas on plain values. The twin of builder/handbook/formula/operations.py: IEEE doubles in
// the same order, without library sums or powers, so that both agree to the last bit. What has no value throws why.

import { day, dayNumber, minuteNumber, rounded } from "./values";

/** Why there is no value: see builder/handbook/formula/operations.py. */
export type Reason = "" | "zero" | "large" | "negative" | "few" | "whole" | "date";

export type Value = any; // what it can be, the build has checked

const SNAP = 1e-9;
const MOST_TEXT = 20_000;
const MOST_EXPONENT = 1e9;
const FIRST_DAY = dayNumber(1000, 1, 1)!;
const LAST_DAY = dayNumber(9999, 12, 31)!;

function fail(why: Reason): never {
  throw why;
}

/** The value, unless it is too large for a double. */
export const finite = (value: number): number => (isFinite(value) ? value : fail("large"));
const nonzero = (value: number): number => value || fail("zero");
const whole = (value: number): number => (Number.isInteger(value) ? value : fail("whole"));
const divide = (a: number, b: number): number => a / nonzero(b);

function modulo(a: number, b: number): number {
  const rest = a % nonzero(b);
  return rest && b < 0 !== rest < 0 ? rest + b : rest;
}

function floorDivide(a: number, b: number): number {
  const rest = a % nonzero(b);
  const quotient = (a - rest) / b - (rest && b < 0 !== rest < 0 ? 1 : 0);
  const below = Math.floor(quotient);
  return quotient - below > 0.5 ? below + 1 : below;
}

function power(base: number, exponent: number): number {
  let left = Math.abs(whole(exponent));
  if (left > MOST_EXPONENT) fail("large");
  let found = 1;
  for (let square = base; left; square *= square) {
    if (left % 2) found *= square;
    left = Math.floor(left / 2);
  }
  return exponent < 0 ? 1 / (found || fail(base ? "large" : "zero")) : found;
}

function floor(value: number): number {
  const near = Math.floor(value + 0.5);
  return Math.abs(value - near) <= SNAP ? near : Math.floor(value);
}

const ceil = (value: number): number => -floor(-value);

const realDay = (days = NaN): number => (days >= FIRST_DAY && days <= LAST_DAY ? days : fail("date"));
const part = (from: number, to: number) => (days: number) => Number(day(days).slice(from, to));
const workdaysBefore = (days: number): number => {
  const weeks = Math.floor((days + 3) / 7);
  return weeks * 5 + Math.min(days + 3 - weeks * 7, 5);
};

export const OPERATIONS: Record<string, (...values: Value[]) => Value> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": divide,
  "//": floorDivide,
  "%": modulo,
  "**": power,
  neg: (a) => -a,
  not: (a) => !a,
  "==": (a, b) => a === b,
  "!=": (a, b) => a !== b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
  "&": (a, b) => (a.length + b.length > MOST_TEXT ? fail("large") : a + b),
  "date+": (a, b) => realDay(floor(finite(a + b))),
  "time+": (a, b) => modulo(floor(finite(a + b)), 1440),
  in: (item, many) => many.has(item),
  has: (piece, text) => text.includes(piece),
  one: (value, ...many) => many.includes(value),
  abs: Math.abs,
  floor,
  ceil,
  round: rounded,
  sqrt: (a) => (a < 0 ? fail("negative") : Math.sqrt(a)),
  date: (y, m, d) => realDay(dayNumber(whole(y), whole(m), whole(d))),
  time: (h, m) => minuteNumber(whole(h), whole(m)) ?? fail("date"),
  year: part(0, 4),
  month: part(5, 7),
  day: part(8, 10),
  weekday: (a) => modulo(a + 3, 7) + 1,
  workdays: (a, b) => workdaysBefore(b) - workdaysBefore(a),
  length: (text) => [...text].length,
  digits: (text) => text.replace(/[^0-9０-９]/g, "").length,
};

// Functions of many values

const some = (values: Value[], least = 1): Value[] => (values.length < least ? fail("few") : values);
const positive = (values: Value[]): Value[] =>
  values.some((value) => value < 0) ? fail("negative") : some(values);
const total = (values: number[]): number => values.reduce((sum, value) => sum + value, 0);
const mean = (values: number[]): number => finite(total(some(values))) / values.length;
const ratio = (a: number, b: number): number => divide(finite(a), finite(b));
const share = (value: number): number => Math.min(Math.max(value, 0), 1);
/** Places of the values from large to small; ties keep their order. */
const descending = (values: number[]): number[] => values.map((_, at) => at).sort((a, b) => values[b]! - values[a]!);
const ascending = (values: number[]): number[] => [...values].sort((a, b) => a - b);

function median(values: number[]): number {
  const sorted = ascending(some(values));
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

function deviation(values: number[]): number {
  const middle = mean(some(values, 2));
  const squares = values.map((value) => (value - middle) * (value - middle));
  return Math.sqrt(finite(total(squares)) / (values.length - 1));
}

function quantile(values: number[], q: number): number {
  const sorted = ascending(some(values));
  const place = (sorted.length - 1) * share(q);
  const low = Math.floor(place);
  const rest = place - low;
  return sorted[low]! + (rest && rest * (sorted[low + 1]! - sorted[low]!));
}

function gini(values: number[]): number {
  const sorted = ascending(positive(values));
  const many = sorted.length;
  return ratio(total(sorted.map((value, place) => (2 * (place + 1) - many - 1) * value)), many * total(sorted));
}

function topShare(values: number[], of: number): number {
  const sorted = ascending(positive(values)).reverse();
  return ratio(total(sorted.slice(0, ceil(sorted.length * share(of)))), total(sorted));
}

function slope(ys: number[], xs: number[]): number {
  const y = mean(some(ys, 2));
  const x = mean(xs);
  const products = ys.map((value, at) => (value - y) * (xs[at]! - x));
  return ratio(total(products), total(xs.map((value) => (value - x) * (value - x))));
}

const nth = (values: Value[], by: number[], place: number): Value =>
  whole(place) < 1 || place > by.length ? fail("few") : values[descending(by)[place - 1]!];

/** The place of each value, from large to small; equal ones share the better place. */
export function ranks(values: number[]): number[] {
  const places = new Map<number, number>();
  descending(values).forEach((at, place) => places.has(values[at]!) || places.set(values[at]!, place + 1));
  return values.map((value) => places.get(value)!);
}

/** For each value the part of the sum that it and all before it have, from large to small. */
export function cumulativeShares(values: number[]): number[] {
  const found: number[] = [];
  let sum = 0;
  for (const at of descending(values)) found[at] = sum = finite(sum + values[at]!);
  return found.map((running) => finite(divide(running, sum)));
}

export const AGGREGATES: Record<string, (...values: Value[]) => Value> = {
  sum: total,
  mean,
  median,
  min: (values) => Math.min(...some(values)),
  max: (values) => Math.max(...some(values)),
  count: (values) => values.filter((value: Value) => value !== false).length,
  stdev: deviation,
  quantile,
  gini,
  top_share: topShare,
  slope,
  nth,
  streak: (values) => values.length - 1 - values.lastIndexOf(false),
};
