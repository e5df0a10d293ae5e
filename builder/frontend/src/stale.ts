// An answer that was given to other words than those now on the page: shown beside the question, never filled in.

import { describe } from "./csv";
import { el } from "./dom";
import type { ExerciseHost } from "./exercise";
import { controls, fieldOf } from "./form";
import { own, type Value } from "./record";

/** A button that does one thing. */
export function button(text: string, act: () => void): HTMLButtonElement {
  const result = el("button", "hb-button", text);
  result.type = "button";
  result.addEventListener("click", act);
  return result;
}

/** Takes the old answers to these fields off the page. */
export function hideStale(root: HTMLElement, field: string): void {
  for (const note of root.querySelectorAll<HTMLElement>(".hb-stale")) if (note.dataset["stale"] === field) note.remove();
}

/** Shows the old answer with two buttons: use it all the same, or throw it away. */
export function showStale(host: ExerciseHost, field: string): void {
  const { root, words } = host;
  const old = host.rec.answers[field] as Value;
  hideStale(root, field);
  const answer = describe(old, own(host.def.asked, field), words);
  const keep = (): void => {
    host.commit({ [field]: old });
    host.fillForm({ [field]: old });
  };
  const drop = (): void => host.commit({ [field]: undefined, [`${field}.old`]: undefined });
  const note = el("div", "hb-stale", el("p", "", words("stale_answer", { answer })));
  note.append(button(words("stale_keep"), keep), button(words("stale_drop"), drop));
  note.dataset["stale"] = field;
  place(host, field)?.append(note);
}

/** The element of the question: the one that says so, or the group around its first control. */
function place(host: ExerciseHost, field: string): Element | null {
  const control = controls(host.form).find((one) => fieldOf(one.name, host.def.asked) === field);
  return control?.closest("[data-field]") ?? control?.closest("fieldset,label,p,div") ?? null;
}
