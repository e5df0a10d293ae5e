// An answer that was given to other words than those now on the page: shown beside the question, never filled in.

import type { ExerciseHost } from "./exercise";
import { controls, fieldOf } from "./form";
import { own, type Ask, type Labels, type Value } from "./record";

const labelOf = (labels: Labels | undefined, id: string): string => labels?.find((one) => one[0] === id)?.[1] ?? id;

/** An answer in words: option labels instead of ids, parts one after the other. */
export function describe(value: Value | undefined, ask?: Pick<Ask, "options" | "items" | "columns">): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return labelOf(ask?.options, value);
  if (Array.isArray(value)) return value.map((part) => describe(part, ask)).filter(Boolean).join("；");
  if (typeof value !== "object") return String(value);
  const parts = Object.entries(value).map(([key, part]) => {
    const column = own(ask?.columns ?? {}, key);
    return `${column?.label ?? labelOf(ask?.items, key)}：${describe(part, column ?? ask)}`;
  });
  return parts.join("，");
}

const find = (root: HTMLElement, field: string): Element | undefined =>
  [...root.querySelectorAll(".hb-stale")].find((note) => (note as HTMLElement).dataset["stale"] === field);

export const hideStale = (root: HTMLElement, field: string): void => find(root, field)?.remove();

/** Shows the old answer with two buttons: use it all the same, or throw it away. */
export function showStale(host: ExerciseHost, field: string): void {
  const { root, rec, words } = host;
  hideStale(root, field);
  const note = document.createElement("div");
  note.className = "hb-stale hb-noprint";
  note.dataset["stale"] = field;
  const text = document.createElement("p");
  text.textContent = words("stale_answer", { answer: describe(rec.answers[field], own(host.def.asked, field)) });
  const keep = (): void => {
    const answers = { [field]: rec.answers[field] as Value };
    note.remove();
    host.commit(answers);
    host.fillForm(answers);
  };
  const drop = (): void => host.commit({ [field]: undefined });
  note.append(text, button(words("stale_keep"), keep), button(words("stale_drop"), drop));
  place(host, field)?.append(note);
}

/** The element of the question: the one that says so, or the group around its first control. */
function place(host: ExerciseHost, field: string): Element | null {
  const control = controls(host.form).find((one) => fieldOf(one.name, host.def.asked) === field);
  return control?.closest(`[data-field]`) ?? control?.closest("fieldset,label,p,div") ?? null;
}

export function button(text: string, act: () => void): HTMLButtonElement {
  const result = document.createElement("button");
  result.type = "button";
  result.className = "hb-button";
  result.textContent = text;
  result.addEventListener("click", act);
  return result;
}
