// What one learner entered in one exercise, and how two versions of it come together. Pure: no page, no storage.

import type { Ask, AskColumn, Definition, Known, Labels, Shape } from "../core/contract";

export type Value = string | number | boolean | null | Value[] | JsonMap;
export interface JsonMap {
  [key: string]: Value;
}
export type Answers = Record<string, Value>;

/** An earlier attempt. Kinds may add keys of their own. */
export interface Attempt extends JsonMap {
  at: string;
  answers: JsonMap;
  outputs: JsonMap;
}

/** The saved state of one exercise. */
export interface AnswerRecord {
  /** The wording of the whole exercise when it was last answered. */
  revision: string;
  /** ISO time of the last change; empty when nothing was ever entered. */
  updated: string;
  answers: Answers;
  outputs: Answers;
  history: Attempt[];
  /** Field → signature of its wording when it was answered. */
  asked: Record<string, string>;
  /** Field → when it was answered or emptied, in milliseconds since 1970. */
  times: Record<string, number>;
  /** Whether all that the exercise needs was answered. */
  done: boolean;
}

export type { Ask, Definition, Known, Labels, Shape };
export type Column = AskColumn;

const KEY = /^[a-z0-9][\w.:-]{0,199}$/i;
const DEEPEST = 6;

/** An empty map without a prototype, so that no key of a hostile file means anything. */
export const map = <T>(): Record<string, T> => Object.create(null) as Record<string, T>;

/** What `object` itself has under `key`; nothing that it inherits. */
export const own = <T>(object: Record<string, T>, key: string): T | undefined =>
  Object.prototype.hasOwnProperty.call(object, key) ? object[key] : undefined;

/** Whether two values are the same, whatever the order in which they came about. */
export const same = (a: unknown, b: unknown): boolean => a === b || canonical(a) === canonical(b);

const canonical = (value: unknown): string | undefined =>
  JSON.stringify(value, (_, part: unknown) =>
    isMap(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A copy of `value` that holds only what an answer can be; undefined where that is not possible. */
function clean(value: unknown, depth: number): Value | undefined {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "object" || !depth) return undefined;
  if (!Array.isArray(value)) return cleanMap(value, depth);
  const list = value.map((part) => clean(part, depth - 1));
  return list.includes(undefined) ? undefined : (list as Value[]);
}

function cleanMap(value: unknown, depth: number): JsonMap | undefined {
  if (!isMap(value)) return undefined;
  const result = map<Value>();
  for (const [key, part] of Object.entries(value)) {
    const kept = clean(part, depth - 1);
    if (kept === undefined || !KEY.test(key)) return undefined;
    result[key] = kept;
  }
  return result;
}

const every = (value: JsonMap, kind: string): boolean => Object.values(value).every((part) => typeof part === kind);

/** A record of nothing. */
export const blank = (): AnswerRecord => ({
  revision: "", updated: "", answers: map(), outputs: map(), history: [], asked: map(), times: map(), done: false,
});

/** The record that `raw` (parsed JSON of unknown origin) holds; undefined when it holds none. */
export function readRecord(raw: unknown): AnswerRecord | undefined {
  const given = cleanMap(raw, DEEPEST);
  if (!given) return undefined;
  const { revision, updated, answers, outputs = map(), history = [], asked = map(), times = map() } = given;
  const done = given["done"] === true;
  if (typeof revision !== "string" || typeof updated !== "string" || (updated && Number.isNaN(Date.parse(updated))))
    return undefined;
  if (![answers, outputs, asked, times].every(isMap) || !Array.isArray(history)) return undefined;
  if (!every(asked as JsonMap, "string") || !every(times as JsonMap, "number") || !history.every(isAttempt))
    return undefined;
  return { revision, updated, answers, outputs, history, asked, times, done } as AnswerRecord;
}

const isAttempt = (part: Value): boolean =>
  isMap(part) && typeof part["at"] === "string" && isMap(part["answers"]) && isMap((part["outputs"] ??= map()));

/**
 * What a value becomes when two people changed it from the same `base`: part by part, what only one of them changed
 * stays changed; what both changed is `mine`.
 */
export function merge3(base: Value | undefined, mine: Value | undefined, theirs: Value | undefined): Value | undefined {
  if (same(mine, base)) return theirs;
  if (same(theirs, base)) return mine;
  if (Array.isArray(mine) && Array.isArray(theirs) && mine.every(isMap))
    return mergeParts(Array.isArray(base) ? base : [], mine, theirs).filter((part) => part !== undefined);
  if (isMap(mine) && isMap(theirs)) {
    const result = map<Value>();
    const from = isMap(base) ? base : map<Value>();
    for (const key of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
      const part = merge3(from[key], mine[key], theirs[key]);
      if (part !== undefined) result[key] = part;
    }
    return result;
  }
  return mine;
}

const mergeParts = (base: Value[], mine: Value[], theirs: Value[]): (Value | undefined)[] =>
  Array.from({ length: Math.max(mine.length, theirs.length) }, (_, i) => merge3(base[i], mine[i], theirs[i])) as never;

/** When `field` was last touched in `rec`; -1 when never. */
const touched = (rec: AnswerRecord, field: string): number =>
  rec.times[field] ?? (field in rec.answers ? Date.parse(rec.updated) || 0 : -1);

/** Enters (or with undefined takes away) the answer to one field. */
export function put(rec: AnswerRecord, field: string, value: Value | undefined, at: number, sig?: string): void {
  if (value === undefined) delete rec.answers[field];
  else rec.answers[field] = value;
  rec.times[field] = at;
  if (sig !== undefined) rec.asked[field] = sig;
}

/** Attempts of both, oldest first; of two made at the same moment, those of `mine`. */
export const unite = (mine: Attempt[], theirs: Attempt[]): Attempt[] =>
  [...new Map([...theirs, ...mine].map((one) => [one.at, one])).values()].sort((a, b) => (a.at < b.at ? -1 : 1));

/** Every field that either record knows. */
const fields = (a: AnswerRecord, b: AnswerRecord): string[] => [
  ...new Set([a, b].flatMap((rec) => [...Object.keys(rec.answers), ...Object.keys(rec.times)])),
];

const OCCASION = /^\d{4}-(\d\d-\d\d|W\d\d)$/;

/** The newer answer; of an item that is answered by occasions, with the occasions that only the older one knows. */
function together(old: Value | undefined, newer: Value | undefined): Value | undefined {
  if (!isMap(old) || !isMap(newer)) return newer;
  const both = Object.assign(map<Value>(), old, newer);
  return Object.keys(both).every((key) => OCCASION.test(key)) ? both : newer;
}

/** Brings two records of one exercise together: field by field, the newer answer (or emptying) stays. */
export function merge(mine: AnswerRecord, theirs: AnswerRecord): AnswerRecord {
  const newer = theirs.updated > mine.updated ? theirs : mine;
  const result = { ...blank(), revision: newer.revision, updated: newer.updated, done: newer.done };
  for (const field of fields(mine, theirs)) {
    const [old, from] = touched(theirs, field) > touched(mine, field) ? [mine, theirs] : [theirs, mine];
    const value = together(old.answers[field], from.answers[field]);
    put(result, field, value, touched(from, field), from.asked[field] ?? from.revision);
  }
  result.history = unite(mine.history, theirs.history);
  result.outputs = same(result.answers, newer.answers) ? newer.outputs : map();
  return result;
}

/** What bringing `theirs` in would do to `mine`. */
export interface Change {
  state: "new" | "newer" | "older" | "same" | "mixed";
  /** Answers that come in. */
  taken: number;
  /** Answers of the file that stay out because those here are newer. */
  kept: number;
}

export function compare(mine: AnswerRecord | undefined, theirs: AnswerRecord): Change {
  const here = mine ?? blank();
  const result = merge(here, theirs);
  const differ = (a: AnswerRecord, b: AnswerRecord): number =>
    fields(a, b).filter((field) => !same(a.answers[field], b.answers[field])).length;
  const taken = differ(result, here);
  const kept = differ(result, theirs);
  const more = taken || result.history.length > here.history.length;
  return { state: !mine ? "new" : more ? (kept ? "mixed" : "newer") : kept ? "older" : "same", taken, kept };
}

/** Whether an answer says something. */
export const filled = (value: Value | undefined): boolean =>
  isMap(value) && "done" in value ? value["done"] === true : value !== undefined && value !== null && value !== "";

/** How far an exercise has come: nothing yet, so many answers, or done. */
export function progress(rec: AnswerRecord, needs: string[]): { done: boolean; count: number } {
  const count = Object.keys(rec.answers).filter((key) => key === question(key) && filled(rec.answers[key])).length;
  return { done: rec.done || rec.history.length > 0 || (needs.length > 0 && needs.every((id) => filled(rec.answers[id]))), count };
}

/** In the record of a lesson: that it was read to its end. */
export const READ = "page.read";

/** The part of a field id that names the question: `q1` of `q1.confidence`. */
export const question = (field: string): string => field.split(".")[0] as string;

/** Whether the answer to `field` was given to other words than those now on the page. */
export function isStale(rec: AnswerRecord, field: string, def: Definition): boolean {
  const now = own(def.asked, field)?.sig;
  const then = rec.asked[field] ?? rec.revision;
  return field in rec.answers && now !== undefined && then !== def.revision && !agree(then, now);
}

/** Whether two signatures (`head part:digits …`) name the same wording, where both know a part. */
function agree(then: string, now: string): boolean {
  const parts = new Map(then.split(" ").map((part) => part.split(":") as [string, string]));
  return now.split(" ").every((part) => {
    const [id = "", digits] = part.split(":");
    return digits ? (parts.get(id) ?? digits) === digits : parts.has(id);
  });
}

/** What tells former ids of a question and inside its value. */
type Renamed = Pick<Ask, "was" | "ids" | "shape">;

/** Carries answers over from former ids of fields, options, items and columns to the present ones. */
export function migrate(rec: AnswerRecord, def: { readonly asked: Record<string, Renamed> }): boolean {
  let moved = false;
  for (const [id, ask] of Object.entries(def.asked)) {
    for (const old of ask.was ?? []) moved = rename(rec, old, id) || moved;
    moved = (ask.ids !== undefined && renameInside(rec, id, ask)) || moved;
  }
  return moved;
}

/** The answers of now and of earlier attempts. */
const allAnswers = (rec: AnswerRecord): Answers[] => [rec.answers, ...rec.history.map((one) => one.answers)];

function rename(rec: AnswerRecord, old: string, id: string): boolean {
  const parts = ([rec.asked, rec.times, ...allAnswers(rec)] as Record<string, unknown>[]).filter((part) => old in part);
  for (const part of parts) {
    if (!(id in part)) part[id] = part[old];
    delete part[old];
  }
  return parts.length > 0;
}

function renameInside(rec: AnswerRecord, id: string, ask: Renamed): boolean {
  const before = JSON.stringify(allAnswers(rec));
  for (const answers of allAnswers(rec))
    if (id in answers) answers[id] = renamed(answers[id] as Value, ask.ids ?? {}, ask.shape);
  return before !== JSON.stringify(allAnswers(rec));
}

function renamed(value: Value, ids: Record<string, string>, shape: Shape): Value {
  const now = (id: string, within = ""): string => own(ids, within + id) ?? id;
  if (typeof value === "string") return shape === "one" ? now(value) : value;
  if (Array.isArray(value))
    return value.map((part) =>
      isMap(part) ? renamedCells(part as JsonMap, now) : typeof part === "string" ? now(part) : part,
    );
  if (!isMap(value)) return value;
  const result = map<Value>();
  for (const [key, part] of Object.entries(value as JsonMap))
    result[now(key)] = shape === "map" && typeof part === "string" ? now(part) : part;
  return result;
}

function renamedCells(row: JsonMap, now: (id: string, within?: string) => string): JsonMap {
  const result = map<Value>();
  for (const [key, cell] of Object.entries(row)) {
    const column = now(key);
    result[column] = typeof cell === "string" ? now(cell, `${column}.`) : cell;
  }
  return result;
}
