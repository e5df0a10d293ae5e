// An answer that was given to other words than those now on the page: shown beside the question, never filled in.

import { describe } from "../answers/csv";
import { button, el } from "../core/dom";
import type { ExerciseHost } from "./types";
import { controls, fieldOf } from "../answers/form";
import { own, type Value } from "../answers/record";

/** Shows the old answer with two buttons: use it all the same, or throw it away. */
export function showStale(host: ExerciseHost, field: string): void {
  const { words } = host;
  const old = host.rec.answers[field] as Value;
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
