// <hb-data>: everything the learner has entered, in one place: to look at, take away, bring back and throw away.

import { copied, exportAll, fileOf, heads, offerUndo } from "../exercises/panel_actions";
import { merged, preview, readFile, type Learner } from "../answers/answers_file";
import { decode, overlay } from "../answers/code";
import { csv, lines } from "../answers/csv";
import { button, el, tableOf } from "../core/dom";
import { download, today } from "../core/files";
import { lazy } from "../core/lazy";
import { blank, merge, migrate, progress, put, type Known, type Rec } from "../answers/record";
import type { Store } from "../answers/store";
import { brought, words } from "../core/words";

type Records = Map<string, Rec>;

/** Brings the page to life once it knows what can be answered. Returns how to stop it. */
export function mountData(root: HTMLElement, store: Store): () => void {
  let stop: (() => void) | undefined = () => undefined;
  // What does not come leaves a page that lists, exports and clears, but knows nothing of single questions.
  void lazy("handbook-known").catch(() => undefined).then(() => {
    if (stop) stop = startData(root, store, brought<Known[]>("known") ?? []);
  });
  return () => {
    stop?.();
    stop = undefined;
  };
}

function startData(root: HTMLElement, store: Store, known: Known[]): () => void {
  const defs = new Map(known.map((def) => [def.id, def]));
  const part = <T extends HTMLElement>(name: string): T => root.querySelector(`[data-part=${name}]`) as T;
  const [list, asides, ahead] = [part("list"), part("asides"), part("preview")];
  const [paste, file, name] = [part<HTMLTextAreaElement>("paste"), part<HTMLInputElement>("file"), part<HTMLInputElement>("name")];
  const linkOf = (id: string): HTMLElement | null => root.querySelector(`[data-link="${CSS.escape(id)}"] a`);
  const titleOf = (id: string): string => linkOf(id)?.textContent ?? words("data_gone", { id });
  const named = (id: string): Node | string => linkOf(id)?.cloneNode(true) ?? titleOf(id);

  function render(): void {
    const order = [...defs.keys()];
    const all = [...store.all()].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
    const rows = all.map(([id, rec]) => [
      named(id),
      state(rec, defs.get(id)),
      new Date(rec.updated).toLocaleString(undefined, { dateStyle: "short", timeStyle: "short" }),
      clearButton(id, titleOf(id)),
    ]);
    list.replaceChildren(rows.length ? tableOf(words("data_stored"), words("data_columns").split("|"), rows) : el("p", "", words("data_nothing")));
    asides.hidden = !store.asides().size;
  }

  function clearButton(id: string, title: string): HTMLElement {
    const result = button(words("data_clear"), () => clear([id], words("data_cleared", { title })));
    result.setAttribute("aria-label", words("data_clear_one", { title }));
    return result;
  }

  function state(rec: Rec, def?: Known): string {
    const { done, count } = progress(rec, def?.needs ?? []);
    return words(done ? "progress_done" : "progress_some", { n: count });
  }

  function clear(ids: string[], text: string): void {
    offer(text, store.change(new Map(ids.map((id) => [id, undefined]))));
  }

  function offer(text: string, undo: () => void): void {
    offerUndo(root, text, () => {
      undo();
      render();
    });
    render();
  }

  /** Shows what the text, a file's or a code, would change, and asks. */
  function consider(text: string): void {
    if (!text.trim()) return refuse("import_empty");
    const found = /^\uFEFF?\s*[{[]/.test(text) ? fromFile(text) : fromCode(text);
    if (found) propose(found.records, found.bad, found.learner);
  }

  function fromFile(text: string): { records: Records; bad: string[]; learner: Learner } | undefined {
    const read = readFile(text, store.handbook.id);
    if (read.problem !== undefined) return refuse(read.problem, read.of);
    return { ...read, records: upToDate(read.records) };
  }

  /** Records under the present ids of exercises and fields. */
  function upToDate(records: Records): Records {
    for (const def of defs.values()) {
      for (const old of def.was ?? []) {
        const rec = records.get(old);
        const now = records.get(def.id);
        if (!rec || defs.has(old)) continue;
        records.delete(old);
        records.set(def.id, now ? merge(now, rec) : rec);
      }
      const rec = records.get(def.id);
      if (rec) migrate(rec, def);
    }
    return records;
  }

  function fromCode(text: string): { records: Records; bad: string[]; learner: Learner } | undefined {
    const read = decode(text, known);
    if (read.problem !== undefined) return refuse(read.problem);
    const { def, answers } = read;
    const mine = store.load(def.id);
    const rec = merge(blank(), mine);
    const now = Date.now();
    for (const [field, value] of Object.entries(answers))
      put(rec, field, overlay(mine.answers[field], value), now, def.asked[field]?.sig);
    rec.updated = new Date(now).toISOString();
    return { records: new Map([[def.id, rec]]), bad: [], learner: {} };
  }

  function refuse(problem: string, of = ""): undefined {
    ahead.replaceChildren(el("p", "hb-banner", words(problem, { of })));
    return undefined;
  }

  function propose(records: Records, bad: string[], learner: Learner): void {
    const here = store.all();
    const changes = [...preview(here, records)];
    const rows = changes.map(([id, { state, taken, kept }]) => [titleOf(id), words(`change_${state}`, { taken, kept })]);
    const coming = merged(here, records);
    const accept = (): void => {
      ahead.replaceChildren();
      if (learner.name && !name.value) store.meta = { name: (name.value = learner.name) };
      offer(words("import_done", { n: coming.size }), store.change(coming));
    };
    ahead.replaceChildren(
      tableOf(words("import_preview"), words("import_columns").split("|"), rows),
      ...(bad.length ? [el("p", "hb-banner", words("import_bad", { list: bad.join("、") }))] : []),
      ...(coming.size ? [button(words("import_accept"), accept)] : [el("p", "", words("import_nothing"))]),
      button(words("import_cancel"), () => ahead.replaceChildren()),
    );
  }

  const acts: Record<string, () => void> = {
    export: () => exportAll(store, name.value),
    copy: () => void copied(fileOf(store, name.value)).then((said) => (part("said").textContent = said)),
    csv: () => {
      const rows = [...store.all()].flatMap(([id, rec]) => lines(titleOf(id), rec, defs.get(id), words));
      download(`${store.handbook.id}-${today()}.csv`, "text/csv", csv([heads(), ...rows]));
    },
    read: () => consider(paste.value),
    clear: () => clear([...store.all().keys()], words("data_cleared_all")),
    asides: () => {
      for (const [key, text] of store.asides()) download(`${key.replace(/[^\w-]+/g, "-")}.txt`, "text/plain", text);
    },
    drop: () => {
      store.dropAsides();
      render();
    },
  };

  root.addEventListener("click", (event) => {
    const act = (event.target as Element).closest<HTMLElement>("[data-do]")?.dataset["do"];
    if (act) acts[act]?.();
  });
  file.addEventListener("change", () => {
    const chosen = file.files?.[0];
    if (!chosen) return;
    if (chosen.size > MOST_BYTES) refuse("import_big");
    else void chosen.text().then(consider);
    file.value = "";
  });
  name.value = store.meta.name ?? "";
  name.addEventListener("change", () => (store.meta = { name: name.value.trim().slice(0, 60) }));
  addEventListener("focus", render);
  render();
  return () => removeEventListener("focus", render);
}

const MOST_BYTES = 20_000_000;
