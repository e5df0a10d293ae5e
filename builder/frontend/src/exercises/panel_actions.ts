// What can be done with the answers: the acts of an exercise's panel.

import { writeFile } from "../answers/answers_file";
import { encode } from "../answers/code";
import { csv, lines } from "../answers/csv";
import { button, el } from "../core/dom";
import type { ExerciseHost } from "./types";
import { copy, download, qr, today } from "../core/files";
import type { Store } from "../answers/store";
import { words } from "../core/words";

/** The answers file of everything on this device. */
export const fileOf = (store: Store, name = store.meta.name): string =>
  writeFile(store.handbook, name ? { name } : {}, store.all());

/** Saves all answers of the handbook as a file, from memory where storage refuses. */
export function exportAll(store: Store, name?: string): void {
  store.flush();
  download(`${store.handbook.id}-${today()}.json`, "application/json", fileOf(store, name));
  store.meta = { exported: new Date().toISOString() };
}

/** The heads of a spreadsheet's columns. */
export const heads = (): string[] => words("data_heads").split("|");

/** A line that offers to take something back. */
export function offerUndo(place: Element, text: string, undo: () => void): void {
  for (const old of place.querySelectorAll(".hb-undo")) old.remove();
  const line = el("p", "hb-undo", text);
  line.setAttribute("role", "status");
  line.append(
    button(words("data_undo"), () => {
      undo();
      line.remove();
    }),
  );
  place.append(line);
}

/** Copies a text; says whether that worked. */
export const copied = async (text: string): Promise<string> => words((await copy(text)) ? "data_copied" : "data_copy_failed");

const ACTS: Record<string, (host: ExerciseHost, panel: HTMLElement) => void> = {
  export: ({ store }) => exportAll(store),
  csv: ({ def, rec }) => download(`${def.id}-${today()}.csv`, "text/csv", csv([heads(), ...lines(def.title, rec, def, words)])),
  copy: (host) => void copied(encode(host.def, host.rec.answers)).then((said) => host.announce(said)),
  clear: ({ store, def }, panel) =>
    offerUndo(panel, words("data_cleared", { title: def.title }), store.change(new Map([[def.id, undefined]]))),
};

/** Does what a button of the panel says. */
export const act = (name: string, host: ExerciseHost, panel: HTMLElement): void => ACTS[name]?.(host, panel);

/** Shows an exercise's code as text and as a picture. */
export async function showCode(host: ExerciseHost, panel: HTMLElement): Promise<void> {
  const [text, picture] = [".hb-code__text", ".hb-code__picture"].map((one) => panel.querySelector(one));
  const code = encode(host.def, host.rec.answers);
  if (!text || !picture || (code && text.textContent === code)) return;
  text.textContent = code;
  picture.textContent = code ? "" : words("code_empty");
  const image = code ? await qr(code, words("code_picture")) : undefined;
  // Another code may have come while the picture was on its way.
  if (code && text.textContent === code) picture.replaceChildren(image ?? words("code_long"));
}
