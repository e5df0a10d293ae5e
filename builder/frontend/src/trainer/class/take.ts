/** What somebody handed in → sittings. The builder's twin, which says what is meant, is builder/handbook/exchange/results/submissions.py. */

import { decode } from "../../answers/code";
import { isStale, migrate, readRecord, type Answers, type Definition, type Known, type AnswerRecord, type Value } from "../../answers/record";
import type { Exercise, Index } from "./facts";
import { takeRows } from "./paper";
import { labelOf, note, refused } from "./problems";
import { askedOf, closedFields, ofAnswers, pick } from "./sittings";
import type { How, Problem, Sheet, Sitting, Taken } from "./types";

const RANK: Record<How, number> = { first: 0, retried: 1, code: 2, paper: 3, open: 4 };
export const MOST_BYTES = 5_000_000;
const LEAST_TIMES = 3;
const ID = /^(lesson:)?[a-z][a-z0-9_-]{0,63}(~half)?$/;
const TIME = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?Z$/;
const START = /HB[1IL][\s\-‐-―]/i;
const SIGNS = /^[0-9A-Za-z\s-]+$/;

/** Whether a sitting counts rather than another of the same person and exercise. */
export function better(one: Sitting, how: How, at: string): boolean {
  if (one.how !== how) return RANK[one.how] < RANK[how];
  return how === "first" || how === "retried" ? one.at < at : one.at > at;
}

/** Whether bytes begin as pictures do: PNG, JPEG, GIF, WebP, and what newer phones write. */
export const isPicture = (bytes: Uint8Array): boolean =>
  /^(\x89PNG|\xff\xd8\xff|GIF8|RIFF[^]{4}WEBP|[^]{4}ftyp)/.test(String.fromCharCode(...bytes.subarray(0, 12)));

/** What the bytes of a file, or of a text that was pasted, hold. */
export function take(bytes: Uint8Array, source: string, facts: Index): Taken {
  if (isPicture(bytes)) return refused(source, "picture");
  if (bytes.length > MOST_BYTES) return refused(source, "big");
  const text = new TextDecoder().decode(bytes);
  const head = text.trimStart().slice(0, 1);
  if (!head) return refused(source, "empty");
  if ("{[".includes(head)) return takeFile(text, source, facts);
  if (START.test(text.normalize("NFKC")) && !source.toLowerCase().endsWith(".csv")) return takeCodes(text, source, facts);
  return takeRows(bytes, source, facts);
}

// ------------------------------------------------------------------ answers files

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function takeFile(text: string, source: string, facts: Index): Taken {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return refused(source, "not_json");
  }
  const known = isObject(given) ? given : {};
  const { handbook, exercises, learner } = known;
  if (known["format"] !== "handbook-answers" || !isObject(exercises) || !isObject(handbook)) return refused(source, "foreign", { of: "" });
  if (known["version"] !== 1) return refused(source, "newer", { of: "" });
  if (handbook["id"] !== facts.handbook.id) return refused(source, "other", { of: labelOf(handbook["id"]) });
  const sheet: Sheet = { source, form: "file", label: isObject(learner) ? labelOf(learner["name"]) : "", traces: [], sittings: [] };
  const problems = fill(sheet, exercises, facts);
  const version = labelOf(handbook["version"]);
  const now = facts.handbook.version;
  if (version !== now) problems.push(note(source, "version", { version: version || "–", now }));
  return sheet.sittings.length ? { sheets: [sheet], problems } : { sheets: [], problems: [...problems, ...refused(source, "nothing").problems] };
}

function fill(sheet: Sheet, exercises: Record<string, unknown>, facts: Index): Problem[] {
  const bad: string[] = [];
  let stale = 0;
  const records = new Map<string, AnswerRecord>();
  for (const [id, raw] of Object.entries(exercises)) {
    const rec = ID.test(id) ? sound(raw) : undefined;
    if (!rec) {
      bad.push(labelOf(id));
      continue;
    }
    const now = facts.now.get(id);
    if (now !== undefined && (now === id || !Object.prototype.hasOwnProperty.call(exercises, now))) records.set(now, rec);
  }
  for (const [id, rec] of records) {
    const known = facts.byId.get(id) as Exercise;
    migrate(rec, known as unknown as Known);
    sheet.traces.push(...traces(id, rec));
    const [sitting, old] = sittingOf(rec, known);
    stale += old;
    if (sitting) sheet.sittings.push(sitting);
  }
  return [
    ...(bad.length ? [note(sheet.source, "bad", { n: String(bad.length), list: bad.slice(0, 3).join("、") })] : []),
    ...(stale ? [note(sheet.source, "stale", { n: String(stale) })] : []),
  ];
}

/** A record as strict as the builder reads it. */
function sound(raw: unknown): AnswerRecord | undefined {
  const rec = readRecord(raw);
  return rec && TIME.test(rec.updated) && rec.history.every(({ at }) => TIME.test(at)) ? rec : undefined;
}

function traces(id: string, rec: AnswerRecord): string[] {
  const found = rec.history.map(({ at, answers }) => mark([id, at, answers]));
  return Object.keys(rec.times).length >= LEAST_TIMES ? [...found, mark([id, rec.times])] : found;
}

const mark = (parts: unknown): string =>
  JSON.stringify(parts, (_, part: unknown) =>
    isObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );

/** The sitting of an exercise that counts, and how many answers were given to other words. */
function sittingOf(rec: AnswerRecord, known: Exercise): [sitting: Sitting | undefined, stale: number] {
  if (known.kind !== "quiz") return standing(rec, known);
  const { how, at, answers, asked } = attempt(rec, known);
  if (!asked.some((q) => q in answers)) return [undefined, 0];
  const stale = asked.filter((q) => q in answers && isStale(timeless(rec, answers), q, known as unknown as Definition));
  const fresh = asked.filter((q) => !stale.includes(q));
  if (!fresh.length) return [undefined, stale.length];
  return [{ exercise: known.id, how, at, asked: fresh, answers: pick(answers, fresh.flatMap((q) => [q, `${q}.confidence`])), given: {} }, stale.length];
}

/** The record with other answers: what wording they were given to is only known of the fields. */
const timeless = (rec: AnswerRecord, answers: Answers): AnswerRecord => ({ ...rec, answers });

function attempt(rec: AnswerRecord, known: Exercise): Pick<Sitting, "how" | "at" | "answers" | "asked"> {
  const attempts = [...rec.history].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const chosen = attempts.find(({ outputs }) => !truthy(outputs["retried"])) ?? attempts[0];
  if (!chosen) return { how: "open", at: rec.updated, answers: rec.answers, asked: askedOf(known, rec.answers) };
  const named = chosen.outputs["asked"];
  const names = typeof named === "string" ? named.split(" ") : [];
  const asked = (known.questions ?? []).map(({ id }) => id).filter((id) => names.includes(id));
  return {
    how: truthy(chosen.outputs["retried"]) ? "retried" : "first",
    at: chosen.at,
    answers: chosen.answers,
    asked: asked.length ? asked : askedOf(known, chosen.answers),
  };
}

/** Truth as Python has it: empty lists and maps are false. */
const truthy = (value: Value | undefined): boolean =>
  typeof value === "object" && value !== null ? Object.keys(value).length > 0 : !!value;

function standing(rec: AnswerRecord, known: Exercise): [Sitting | undefined, number] {
  let { answers, updated: at } = rec;
  const asked = closedFields(known);
  if (known.kind === "scale" && rec.history.length && !asked.some((item) => item in answers)) {
    const last = rec.history.reduce((best, one) => (one.at > best.at ? one : best));
    [answers, at] = [last.answers, last.at];
  }
  const given = asked.filter((item) => item in answers);
  const fresh = given.filter((item) => !isStale(timeless(rec, answers), item, known as unknown as Definition));
  const sitting: Sitting = { exercise: known.id, how: "open", at, asked: fresh, answers: pick(answers, fresh), given: {} };
  return [fresh.length ? sitting : undefined, given.length - fresh.length];
}

// ------------------------------------------------------------------ codes

function takeCodes(text: string, source: string, facts: Index): Taken {
  const taken: Taken = { sheets: [], problems: [] };
  const seen = new Set<string>();
  codes(text).forEach(([label, code], i) => {
    const { sheets, problems } = takeCode(label, code, `${source} #${i + 1}`, facts, seen);
    taken.sheets.push(...sheets);
    taken.problems.push(...problems);
  });
  return taken.sheets.length || taken.problems.length ? taken : refused(source, "code_foreign");
}

/** What one code holds. `seen` are the codes before it, with their labels. */
export function takeCode(label: string, code: string, source: string, facts: Index, seen: Set<string>): Taken {
  const found = decode(code, facts.exercises as unknown as Known[]);
  if (found.problem !== undefined) return refused(source, found.problem, { label });
  const known = facts.byId.get(found.def.id) as Exercise;
  const sign = signOf(label, code);
  if (seen.has(sign)) return refused(source, label ? "again" : "again_unnamed", { label });
  seen.add(sign);
  const sitting = ofAnswers(known, found.answers, "code", {});
  return { sheets: [{ source, form: "code", label, traces: label ? [] : [sign], sittings: sitting ? [sitting] : [] }], problems: [] };
}

/** A mark of a code and what its person is called. */
export const signOf = (label: string, code: string): string => JSON.stringify([label, plain(code)]);

const plain = (code: string): string =>
  code.normalize("NFKC").toUpperCase().replace(/[^0-9A-Z]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");

/** Label and code, in order; a code may run over several lines. */
function codes(text: string): [label: string, code: string][] {
  const found: [string, string][] = [];
  let [label, code] = ["", ""];
  for (const line of text.normalize("NFKC").split(/\r\n?|\n/)) {
    const at = line.search(START);
    if (at >= 0) {
      if (code) {
        found.push([label, code]);
        label = "";
      }
      label = labelOf(line.slice(0, at)) || label;
      code = line.slice(at);
    } else if (code && !whole(code) && SIGNS.test(line)) code += line;
    else if (line.trim()) {
      if (code) found.push([label, code]);
      [label, code] = [labelOf(line), ""];
    }
  }
  return code ? [...found, [label, code]] : found;
}

const whole = (code: string): boolean => {
  const { problem } = decode(code, []);
  return problem === "code_unknown";
};
