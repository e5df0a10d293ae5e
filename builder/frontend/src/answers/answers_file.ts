// The answers file: one for the whole handbook (format "handbook-answers", version 1). Pure: text ↔ records.

import { compare, merge, readRecord, type Change, type AnswerRecord } from "./record";

export interface Learner {
  name?: string;
}

type Records = Map<string, AnswerRecord>;

const FORMAT = "handbook-answers";
const VERSION = 1;
const ID = /^(lesson:)?[a-z][a-z0-9_-]{0,63}(~half)?$/;
/** More characters than a device can keep are no answers file of ours. */
const MOST = 20_000_000;

/** The answers file as text. Records come in the order of their ids, so that equal answers give equal files. */
export function writeFile(handbook: { id: string; version: string }, learner: Learner, records: Records): string {
  const exercises = Object.fromEntries([...records].sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ format: FORMAT, version: VERSION, handbook, learner, exercises }, null, 1)}\n`;
}

/** What a file holds, or the key of the words that say why it cannot be used. */
export type Imported =
  | { problem: string; of?: string }
  | { problem?: never; records: Records; bad: string[]; learner: Learner; version: string };

/** Reads a file of unknown origin for the handbook `id`. Exercises that are not sound are named in `bad`. */
export function readFile(text: string, id: string): Imported {
  if (text.length > MOST) return { problem: "import_big" };
  const given = parsed(text.replace(/^\uFEFF/, ""));
  if (given === undefined) return { problem: "import_not_json" };
  const { format, version, handbook, learner, exercises } = (given ?? {}) as Record<string, unknown>;
  if (format !== FORMAT || !isObject(exercises) || !isObject(handbook)) return { problem: "import_foreign" };
  if (version !== VERSION) return { problem: "import_newer" };
  if (handbook["id"] !== id) return { problem: "import_other", of: String(handbook["id"]).slice(0, 64) };
  const name = isObject(learner) && typeof learner["name"] === "string" ? learner["name"].slice(0, 60) : "";
  return { ...sound(exercises), learner: name ? { name } : {}, version: String(handbook["version"]).slice(0, 20) };
}

function sound(exercises: Record<string, unknown>): { records: Records; bad: string[] } {
  const records: Records = new Map();
  const bad: string[] = [];
  for (const [id, raw] of Object.entries(exercises)) {
    const rec = ID.test(id) ? readRecord(raw) : undefined;
    if (rec?.updated) records.set(id, rec);
    else bad.push(id.slice(0, 80));
  }
  return { records, bad };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What taking these records in would do, exercise by exercise. */
export const preview = (here: Records, there: Records): Map<string, Change> =>
  new Map([...there].map(([id, rec]) => [id, compare(here.get(id), rec)]));

/** The records that change, as they will be. */
export function merged(here: Records, there: Records): Records {
  const changes = preview(here, there);
  const wanted = [...there].filter(([id]) => !["same", "older"].includes(changes.get(id)?.state as string));
  return new Map(
    wanted.map(([id, rec]) => {
      const mine = here.get(id);
      return [id, mine ? merge(mine, rec) : rec];
    }),
  );
}
