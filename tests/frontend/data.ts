// What tests/frontend/test_data.py and test_store.py ask of the learner's data, without a page.

import { merged, preview, readFile, writeFile, type Learner } from "../../builder/frontend/src/answers/answers_file";
import { decode, encode, overlay } from "../../builder/frontend/src/answers/code";
import { csv, lines } from "../../builder/frontend/src/answers/csv";
import * as record from "../../builder/frontend/src/answers/record";
import type { Definition, AnswerRecord, Value } from "../../builder/frontend/src/answers/record";
import { Store, type Changed } from "../../builder/frontend/src/answers/store";
import type { Words } from "../../builder/frontend/src/core/words";

type Records = Record<string, unknown>;

const known = (raw: unknown): AnswerRecord => record.readRecord(raw) ?? fail("no record");
const fail = (text: string): never => {
  throw new Error(text);
};
const toMap = (records: Records): Map<string, AnswerRecord> => new Map(Object.entries(records).map(([id, raw]) => [id, known(raw)]));
const say: Words = (key, values = {}) => [key, ...Object.values(values)].join(" ");

export const readRecord = (raw: unknown): AnswerRecord | null => record.readRecord(raw) ?? null;
export const merge3 = (base?: Value, mine?: Value, theirs?: Value): Value | null =>
  record.merge3(base ?? undefined, mine ?? undefined, theirs ?? undefined) ?? null;
export const merge = (mine: unknown, theirs: unknown): AnswerRecord => record.merge(known(mine), known(theirs));
export const compare = (mine: unknown, theirs: unknown): record.Change =>
  record.compare(mine ? known(mine) : undefined, known(theirs));
export const progress = (rec: unknown, needs: string[]): unknown => record.progress(known(rec), needs);
export const isStale = (rec: unknown, field: string, def: Definition): boolean => record.isStale(known(rec), field, def);

export function migrate(rec: unknown, def: Definition): AnswerRecord {
  const result = known(rec);
  record.migrate(result, def);
  return result;
}

export const write = (id: string, learner: Learner, records: Records): string =>
  writeFile({ id, version: "1.0" }, learner, toMap(records));

/** Reads a file; says also whether reading left the language's own objects alone. */
export function read(text: string, id: string): unknown {
  const found = readFile(text, id);
  const untouched = !("polluted" in {}) && Object.keys(Object.prototype).length === 0;
  return found.problem === undefined ? { ...found, records: Object.fromEntries(found.records), untouched } : { ...found, untouched };
}

export const deep = (depth: number, id: string): unknown =>
  read(`{"format":"handbook-answers","version":1,"handbook":{"id":"${id}"},"exercises":{"x":${"[".repeat(depth)}${"]".repeat(depth)}}}`, id);

export const previewed = (here: Records, there: Records): unknown => Object.fromEntries(preview(toMap(here), toMap(there)));
export const afterImport = (here: Records, there: Records): unknown => Object.fromEntries(merged(toMap(here), toMap(there)));

export const table = (title: string, rec: unknown, def: Definition): string => csv(lines(title, known(rec), def, say));
export const cells = (rows: string[][]): string => csv(rows);

export { decode, encode, overlay };

// ------------------------------------------------------------------ storage

/** Storage that can be made to refuse, shared by the tabs of one device. */
class Area {
  readonly data = new Map<string, string>();
  refuse: "" | "full" | "blocked" = "";

  getItem(key: string): string | null {
    if (this.refuse === "blocked") throw new DOMException("no", "SecurityError");
    return this.data.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    if (this.refuse) throw new DOMException("no", this.refuse === "full" ? "QuotaExceededError" : "SecurityError");
    this.data.set(key, value);
    (this as unknown as Records)[key] = value;
  }
  removeItem(key: string): void {
    if (this.refuse === "blocked") throw new DOMException("no", "SecurityError");
    this.data.delete(key);
    delete (this as unknown as Records)[key];
  }
}

interface Step {
  /** Which tab; steps happen in order, a millisecond apart. */
  tab: number;
  save?: [id: string, changed: Changed];
  flush?: true;
  sync?: true;
  clear?: string[];
  undo?: true;
  dropAsides?: true;
  refuse?: Area["refuse"];
  /** Puts raw text under a record's key, as a fault would. */
  raw?: [id: string, text: string];
}

/** Plays steps on tabs that share one storage; tells what each tab knows and what is stored. */
export function play(steps: Step[]): unknown {
  const area = new Area();
  let time = Date.UTC(2026, 2, 2);
  const tabs: Store[] = [];
  const told: string[] = [];
  const undos: (() => void)[] = [];
  const tab = (index: number): Store => {
    if (!tabs[index]) {
      const store = new Store({ id: "h", version: "1.0" }, () => {
        if (area.refuse === "blocked") throw new DOMException("no", "SecurityError");
        return area as unknown as Storage;
      }, () => ++time);
      store.onChange("x", (_, fields) => told.push(`${index}:${[...fields].sort().join(",")}`));
      tabs[index] = store;
    }
    return tabs[index];
  };
  for (const step of steps) {
    const store = tab(step.tab);
    if (step.refuse !== undefined) area.refuse = step.refuse;
    if (step.raw) area.setItem(`handbook:h:exercise:${step.raw[0]}`, step.raw[1]);
    if (step.save) store.save(step.save[0], Object.fromEntries(Object.entries(step.save[1]).map(([k, v]) => [k, v ?? undefined])));
    if (step.flush) store.flush();
    if (step.sync) store.sync();
    if (step.clear) undos.push(store.change(new Map(step.clear.map((id) => [id, undefined]))));
    if (step.undo) undos.pop()?.();
    if (step.dropAsides) store.dropAsides();
  }
  return {
    tabs: tabs.map((store) => ({
      status: store.status,
      unsaved: store.unsaved,
      answers: Object.fromEntries([...store.all()].map(([id, rec]) => [id, rec.answers])),
      asides: [...store.asides().values()],
    })),
    stored: Object.fromEntries(
      [...area.data].filter(([key]) => !key.endsWith(":meta")).map(([key, text]) => [key, key.includes(":aside:") ? text : parsed(text)]),
    ),
    told,
  };
}

function parsed(text: string): unknown {
  try {
    return (JSON.parse(text) as { answers: unknown }).answers;
  } catch {
    return text;
  }
}
