/** The table of what is stored on this device. */

import { progress, type Known, type AnswerRecord } from "../../answers/record";
import type { Store } from "../../answers/store";
import { button, el, tableOf } from "../../core/dom";
import { words } from "../../core/words";

/** How the page names an exercise: with a link where there is one. */
export interface Names {
  titleOf(id: string): string;
  named(id: string): Node | string;
}

/** Every record in the order of `defs`, each with a button that clears it. */
export function storedTable(store: Store, defs: Map<string, Known>, { titleOf, named }: Names, clear: (id: string) => void): HTMLElement {
  const order = [...defs.keys()];
  const all = [...store.all()].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  const rows = all.map(([id, rec]) => [
    named(id),
    state(rec, defs.get(id)),
    new Date(rec.updated).toLocaleString(undefined, { dateStyle: "short", timeStyle: "short" }),
    clearButton(titleOf(id), () => clear(id)),
  ]);
  return rows.length ? tableOf(words("data_stored"), words("data_columns").split("|"), rows) : el("p", "", words("data_nothing"));
}

function clearButton(title: string, act: () => void): HTMLElement {
  const result = button(words("data_clear"), act);
  result.setAttribute("aria-label", words("data_clear_one", { title }));
  return result;
}

function state(rec: AnswerRecord, def?: Known): string {
  const { done, count } = progress(rec, def?.needs ?? []);
  return words(done ? "progress_done" : "progress_some", { n: count });
}
