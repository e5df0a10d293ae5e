// A short text for one exercise's choices, ratings and numbers, to copy where files cannot be saved. Never free text,
// never private fields. Pure: record ↔ text.
//
//   HB1-XXXXX-XXXXX-…   Crockford's base 32 (no I, L, O, U): layout signature (32 bits), answers, checksum (4 signs)
//
// Both ways run through the same description of an answer, so that they cannot come apart: each `carry…` function
// writes the value that it is given, or reads and returns one.

import { map, own, type Answers, type Ask, type Known, type JsonMap, type Shape, type Value } from "./record";

/** Bits on their way: `bits` writes `value`, or reads and returns as many. */
interface Stream {
  bits(width: number, value: number): number;
}

const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const DIGITS = "0123456789.-e+";
const PREFIX = "HB1";
const PRIME = 1_048_573;
/** Bits for the number of rows; no number is written with more signs. */
const ROWS = 11;
const LONGEST = 32;

function writer(out: string[]): Stream {
  return {
    bits(width, value) {
      if (width) out.push(value.toString(2).padStart(width, "0"));
      return value;
    },
  };
}

/** Zeros at the end are left out of a code; here they come back. */
function reader(source: string): Stream {
  let at = 0;
  return {
    bits(width) {
      return parseInt(source.slice(at, (at += width)).padEnd(width, "0") || "0", 2);
    },
  };
}

const width = (count: number): number => (count > 1 ? (count - 1).toString(2).length : 0);

/** One of a list, or nothing. */
function pick<T extends Value>(stream: Stream, list: T[], value: Value | undefined): T | undefined {
  const index = list.indexOf(value as T);
  return stream.bits(1, index < 0 ? 0 : 1) ? list[stream.bits(width(list.length), Math.max(index, 0))] : undefined;
}

const range = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
const ids = (labels: [string, string][] = []): string[] => labels.map(([id]) => id);

/** A number as it is written, sign by sign. What was typed in another way (12,000) travels as the number it means. */
function decimal(stream: Stream, value: Value | undefined): number | undefined {
  const number = typeof value === "string" ? Number(value.normalize("NFKC").replace(/[,\s]/g, "") || NaN) : value;
  const text = typeof number === "number" && isFinite(number) ? String(number) : "";
  let found = "";
  for (let i = 0; i < LONGEST; i++) {
    const sign = stream.bits(4, text[i] ? DIGITS.indexOf(text[i] as string) : 15);
    if (sign > 13) break;
    found += DIGITS[sign];
  }
  return found && isFinite(+found) ? +found : undefined;
}

/** A part for every key that has one. */
function each(keys: string[], value: Value | undefined, one: (part: Value | undefined, key: string) => Value | undefined): JsonMap | undefined {
  const result = map<Value>();
  for (const key of keys) {
    const part = one(typeof value === "object" && value ? own(value as JsonMap, key) : undefined, key);
    if (part !== undefined) result[key] = part;
  }
  return Object.keys(result).length ? result : undefined;
}

function table(stream: Stream, ask: Ask, value: Value | undefined): Value | undefined {
  const columns = ask.columns ?? {};
  const keys = Object.keys(columns).filter((key) => CELLS.includes(columns[key]?.shape as Shape));
  if (!keys.length) return undefined;
  const rows = Array.isArray(value) ? value : [];
  const count = stream.bits(ROWS, Math.min(rows.length, 2 ** ROWS - 1));
  const result = range(1, count).map((_, i) =>
    each(keys, rows[i], (cell, key) => carry(stream, columns[key] as Ask, cell)) ?? map<Value>());
  return result.some((row) => Object.keys(row).length) ? result : undefined;
}

const CELLS: Shape[] = ["number", "one", "bool"];

/** One answer. */
function carry(stream: Stream, ask: Ask, value: Value | undefined): Value | undefined {
  const options = ids(ask.options);
  const items = ids(ask.items);
  if (ask.shape === "number") return ask.range ? pick(stream, range(...ask.range), value) : decimal(stream, value);
  if (ask.shape === "bool") return pick(stream, [false, true], value);
  if (ask.shape === "one") return pick(stream, options, value);
  if (ask.shape === "many") {
    const chosen = options.filter((id) => stream.bits(1, Array.isArray(value) && value.includes(id) ? 1 : 0));
    return chosen.length ? chosen : undefined;
  }
  if (ask.shape === "map") return each(items, value, (part) => pick(stream, options, part));
  if (ask.shape === "order") return each(items, value, (part) => pick(stream, range(1, items.length), part));
  if (ask.shape === "table") return table(stream, ask, value);
  const done = ask.shape === "check" && !ask.repeat && stream.bits(1, (value as JsonMap | undefined)?.["done"] === true ? 1 : 0);
  return done ? { done: true, evidence: "", date: "" } : undefined;
}

/** Every answer that may travel, through the stream. */
function all(stream: Stream, def: Known, answers: Answers): Answers {
  const result = map<Value>();
  for (const [field, ask] of Object.entries(def.asked)) {
    const value = ask.private ? undefined : carry(stream, ask, answers[field]);
    if (value !== undefined) result[field] = value;
  }
  return result;
}

/** Four signs that change when one sign does or two neighbours change places. */
function checksum(signs: string): string {
  let sum = 7;
  for (const sign of signs) sum = (sum * 33 + SIGNS.indexOf(sign) + 1) % PRIME;
  return toSigns(sum.toString(2).padStart(20, "0"));
}

const toSigns = (bits: string): string =>
  (bits.match(/.{1,5}/g) ?? []).map((five) => SIGNS[parseInt(five.padEnd(5, "0"), 2)]).join("");

/** The code of these answers; empty when there is nothing that may travel. */
export function encode(def: Known, answers: Answers): string {
  const out: string[] = [];
  const carried = all(writer(out), def, answers);
  if (!Object.keys(carried).length) return "";
  const layout = parseInt(def.layout, 16).toString(2).padStart(32, "0");
  const signs = toSigns((layout + out.join("")).replace(/0+$/, ""));
  return `${PREFIX}-${((signs + checksum(signs)).match(/.{1,5}/g) as string[]).join("-")}`;
}

/** What a code says, or the key of the words that say why it cannot be read. */
export type Decoded = { problem: string } | { problem?: never; def: Known; answers: Answers };

/** Reads a code as people copy it: any case, width, spaces and line breaks; O for 0, I and L for 1. */
export function decode(text: string, known: Known[]): Decoded {
  const plain = text.normalize("NFKC").toUpperCase().replace(/[^0-9A-Z]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  if (!plain.startsWith(PREFIX)) return { problem: "code_foreign" };
  const signs = plain.slice(PREFIX.length, -4);
  if (!signs || signs.includes("U") || plain.slice(-4) !== checksum(signs)) return { problem: "code_typo" };
  const bits = [...signs].map((sign) => SIGNS.indexOf(sign).toString(2).padStart(5, "0")).join("");
  const layout = parseInt(bits.slice(0, 32).padEnd(32, "0"), 2);
  const def = known.find((one) => parseInt(one.layout, 16) === layout);
  if (!def) return { problem: "code_unknown" };
  return { def, answers: all(reader(bits.slice(32)), def, map()) };
}

/** A record's answer with the parts that a code carries laid over those it does not (text cells, evidence). */
export function overlay(mine: Value | undefined, coded: Value): Value {
  if (Array.isArray(coded) && Array.isArray(mine) && typeof coded[0] === "object")
    return range(0, Math.max(coded.length, mine.length) - 1).map((i) => overlay(mine[i], coded[i] ?? map<Value>()));
  if (Array.isArray(coded) || typeof coded !== "object" || !coded || typeof mine !== "object" || !mine) return coded;
  const said = Object.entries(coded).filter(([, part]) => part !== "");
  return { ...mine, ...Object.fromEntries(said) } as JsonMap;
}
