// <hb-check>: a question in a lesson. Choose or write first, then see the explanation; kept under `lesson:<id>`.

import { el } from "../core/dom";
import { controls, fill, read } from "../answers/form";
import { map, READ, type Ask } from "../answers/record";
import type { Store } from "../answers/store";
import { words } from "../core/words";

/** Starts one question. Returns how to stop it. */
export function mountCheck(root: HTMLElement, store: Store): (() => void) | undefined {
  const { lesson, block: field = "", sig = "" } = root.dataset;
  const form = root.querySelector("form");
  const details = root.querySelector<HTMLDetailsElement>(".hb-explain");
  if (!form || !details || !lesson) return undefined;
  const id = `lesson:${lesson}`;
  const kinds = controls(form).map((control) => control.type);
  const shape = kinds.includes("checkbox") ? "many" : kinds.includes("radio") ? "one" : "text";
  const asked: Record<string, Ask> = { [field]: { label: "", sig, shape } };

  const restore = (): void => {
    const { answers, asked: then } = store.load(id);
    const fresh = then[field] === sig && field in answers;
    fill(form, asked, fresh ? answers : map(), new Set([field]));
    mark(details, form);
  };
  form.addEventListener("input", (event) => {
    if ((event as InputEvent).isComposing) return;
    const rec = store.load(id);
    const old = rec.asked[field] && rec.asked[field] !== sig ? { [`${field}.old`]: rec.answers[field] } : {};
    store.save(id, { ...old, [field]: read(form, asked)[field] }, { asked: { [field]: sig }, revision: sig });
    mark(details, form);
  });
  // Arrow keys also choose; only a pointer's choice is final enough to open the explanation.
  form.addEventListener("click", (event) => {
    if (shape === "one" && event.detail && (event.target as HTMLInputElement).type === "radio") details.open = true;
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  lock(root, details, () => field in read(form, asked));
  restore();
  return store.onChange(id, (_, fields) => {
    if (fields.includes(field)) restore();
  });
}

/** Marks in the explanation which options were chosen. */
function mark(details: HTMLElement, form: HTMLFormElement): void {
  const chosen = [...form.querySelectorAll<HTMLInputElement>("input:checked")].map((one) => one.value);
  for (const why of details.querySelectorAll<HTMLElement>("[data-option]"))
    why.classList.toggle("hb-chosen", chosen.includes(why.dataset["option"] as string));
}

/** Keeps an explanation shut until `answered`; says what to do first. */
export function lock(root: HTMLElement, details: HTMLDetailsElement, answered: () => boolean): void {
  const summary = details.querySelector("summary");
  const hint = el("p", "hb-hint");
  hint.setAttribute("role", "status");
  details.after(hint);
  root.addEventListener("input", () => {
    hint.textContent = "";
  });
  summary?.addEventListener("click", (event) => {
    if (details.open || answered()) return;
    event.preventDefault();
    hint.textContent = words("check_first");
  });
}

/** Notes that a lesson was read once its end has been in sight; the name has a dot, as no question's has. */
export function markRead(store: Store): void {
  const end = document.querySelector<HTMLElement>("[data-read]");
  if (!end) return;
  const id = `lesson:${end.dataset["read"]}`;
  new IntersectionObserver(([seen], self) => {
    if (!seen?.isIntersecting) return;
    self.disconnect();
    if (!store.load(id).answers[READ]) store.save(id, { [READ]: true });
  }).observe(end);
}
