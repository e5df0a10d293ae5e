// <hb-data>: everything the learner has entered, in one place: to look at, take away, bring back and throw away.

import { csv, lines } from "../../answers/csv";
import type { Known } from "../../answers/record";
import type { Store } from "../../answers/store";
import { el } from "../../core/dom";
import { download, today } from "../../core/files";
import { lazy } from "../../core/lazy";
import { sharedData, words } from "../../core/words";
import { copied, exportAll, fileOf, heads, offerUndo } from "../../exercises/panel_actions";
import { incoming, propose } from "./incoming";
import { storedTable } from "./stored";

const MOST_BYTES = 20_000_000;

/** Brings the page to life once it knows what can be answered. Returns how to stop it. */
export function mountData(root: HTMLElement, store: Store): () => void {
  let stop: (() => void) | undefined = () => undefined;
  // What does not come leaves a page that lists, exports and clears, but knows nothing of single questions.
  void lazy("handbook-known").catch(() => undefined).then(() => {
    if (stop) stop = startData(root, store, sharedData<Known[]>("known") ?? []);
  });
  return () => {
    stop?.();
    stop = undefined;
  };
}

function startData(root: HTMLElement, store: Store, known: Known[]): () => void {
  const defs = new Map(known.map((def) => [def.id, def]));
  const part = <T extends HTMLElement>(name: string): T => root.querySelector(`[data-part=${name}]`) as T;
  const [paste, file, name] = [part<HTMLTextAreaElement>("paste"), part<HTMLInputElement>("file"), part<HTMLInputElement>("name")];
  const linkOf = (id: string): HTMLElement | null => root.querySelector(`[data-link="${CSS.escape(id)}"] a`);
  const titleOf = (id: string): string => linkOf(id)?.textContent ?? words("data_gone", { id });
  const named = (id: string): Node | string => linkOf(id)?.cloneNode(true) ?? titleOf(id);

  function render(): void {
    part("list").replaceChildren(storedTable(store, defs, { titleOf, named }, (id) => clear([id], words("data_cleared", { title: titleOf(id) }))));
    part("asides").hidden = !store.asides().size;
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
    const found = incoming(text, store, known);
    if ("records" in found)
      propose(part("preview"), found, store, titleOf, (coming) => {
        const theirs = found.learner.name;
        if (theirs && !name.value) store.meta = { name: (name.value = theirs) };
        offer(words("import_done", { n: coming.size }), store.change(coming));
      });
    else refuse(found.problem, found.of);
  }

  function refuse(problem: string, of = ""): void {
    part("preview").replaceChildren(el("p", "hb-banner", words(problem, { of })));
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
