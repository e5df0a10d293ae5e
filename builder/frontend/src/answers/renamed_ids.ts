// Answers that were saved under ids which the handbook has since renamed.

import { merge, migrate, type Definition, type AnswerRecord } from "./record";
import type { Store } from "./store";

/** Brings answers saved under former ids, of the exercise or of parts of it, to the present ones. */
export function takeOver(store: Store, def: Definition): void {
  const records = new Map<string, AnswerRecord | undefined>();
  let rec = store.load(def.id);
  for (const old of def.was ?? []) {
    const before = store.load(old);
    if (!before.updated) continue;
    rec = rec.updated ? merge(rec, before) : before;
    records.set(old, undefined);
  }
  const copy = JSON.parse(JSON.stringify(rec)) as AnswerRecord;
  if (migrate(copy, def) || records.size) store.change(records.set(def.id, copy));
}
