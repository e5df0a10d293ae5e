/** A text that was brought, a file's or a code → the records in it, and what they would change. */

import { merged, preview, readFile, type Learner } from "../../answers/answers_file";
import { decode, overlay } from "../../answers/code";
import { blank, merge, migrate, put, type Known, type AnswerRecord } from "../../answers/record";
import type { Store } from "../../answers/store";
import { button, el, tableOf } from "../../core/dom";
import { words } from "../../core/words";

type Records = Map<string, AnswerRecord>;

export interface Incoming {
  records: Records;
  /** Ids of what could not be read. */
  bad: string[];
  learner: Learner;
}

/** The key of the words that say why a text is none. */
export interface Refusal {
  problem: string;
  of?: string;
}

/** What the text holds, under the present ids of exercises and fields. */
export function incoming(text: string, store: Store, known: Known[]): Incoming | Refusal {
  if (!text.trim()) return { problem: "import_empty" };
  return /^\uFEFF?\s*[{[]/.test(text) ? fromFile(text, store, known) : fromCode(text, store, known);
}

function fromFile(text: string, store: Store, known: Known[]): Incoming | Refusal {
  const read = readFile(text, store.handbook.id);
  return read.problem !== undefined ? read : { ...read, records: upToDate(read.records, known) };
}

function upToDate(records: Records, known: Known[]): Records {
  const present = new Set(known.map(({ id }) => id));
  for (const def of known) {
    for (const old of def.was ?? []) {
      const rec = records.get(old);
      const now = records.get(def.id);
      if (!rec || present.has(old)) continue;
      records.delete(old);
      records.set(def.id, now ? merge(now, rec) : rec);
    }
    const rec = records.get(def.id);
    if (rec) migrate(rec, def);
  }
  return records;
}

function fromCode(text: string, store: Store, known: Known[]): Incoming | Refusal {
  const read = decode(text, known);
  if (read.problem !== undefined) return read;
  const { def, answers } = read;
  const mine = store.load(def.id);
  const rec = merge(blank(), mine);
  const now = Date.now();
  for (const [field, value] of Object.entries(answers))
    put(rec, field, overlay(mine.answers[field], value), now, def.asked[field]?.sig);
  rec.updated = new Date(now).toISOString();
  return { records: new Map([[def.id, rec]]), bad: [], learner: {} };
}

/** Shows in `place` what would change, and asks; `accept` is given the records as they would be. */
export function propose(place: HTMLElement, { records, bad }: Incoming, store: Store, titleOf: (id: string) => string, accept: (coming: Records) => void): void {
  const here = store.all();
  const rows = [...preview(here, records)].map(([id, { state, taken, kept }]) => [titleOf(id), words(`change_${state}`, { taken, kept })]);
  const coming = merged(here, records);
  const accepted = (): void => {
    place.replaceChildren();
    accept(coming);
  };
  place.replaceChildren(
    tableOf(words("import_preview"), words("import_columns").split("|"), rows),
    ...(bad.length ? [el("p", "hb-banner", words("import_bad", { list: bad.join("、") }))] : []),
    ...(coming.size ? [button(words("import_accept"), accepted)] : [el("p", "", words("import_nothing"))]),
    button(words("import_cancel"), () => place.replaceChildren()),
  );
}
