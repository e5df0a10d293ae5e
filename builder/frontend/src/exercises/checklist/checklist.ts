/** A checklist: done once, or again every day or week, with what was done when. */

import { addDays, addMonths, localDay, occasion, startOf, streak, weeksOfMonth, type Day } from "../../core/calendar";
import { output } from "../../core/dom";
import type { ExerciseHost, Kind } from "../types";
import { bindLines } from "../../core/lines";
import { filled, type JsonMap } from "../../answers/record";
import { at, count, details, nameOf, periodOf, present, weekOf } from "./occasions";
import { viewsOf } from "./views";

/** The occasion in each form: its first day. */
const shown = new WeakMap<ExerciseHost, Day>();

const occasionOf = (host: ExerciseHost): string => occasion(shown.get(host) ?? present(host), periodOf(host));
const repeats = (host: ExerciseHost, field: string): boolean => details(host).repeat !== "once" && details(host).items.includes(field);

// The answer to an item that repeats is a map: occasion → what the form shows of it.
export const checklist: Kind = {
  mount,
  view: (host, field, saved) => (repeats(host, field) ? at(saved, occasionOf(host)) : saved),
  enter(host, field, given, saved) {
    if (!repeats(host, field)) return given;
    // What was emptied is kept as not done, so that an older copy does not bring it back.
    return { ...(saved as JsonMap | undefined), [occasionOf(host)]: given ?? { done: false } };
  },
};

function mount(host: ExerciseHost): void {
  const { repeat, items } = details(host);
  const { form } = host;
  const period = periodOf(host);
  let when = present(host);
  let month = when;

  function render(): void {
    const now = host.readForm();
    const done = items.filter((field) => filled(now[field])).length;
    output(form, "done", done);
    const praise = find(form, "[data-done]");
    if (praise) praise.hidden = done < items.length;
    if (repeat !== "once") renderOccasions(host, when, month);
  }

  /** Shows the occasion that a day lies in. Days to come cannot be ticked yet. */
  function go(day: Day): void {
    const start = startOf(day, period);
    when = start > present(host) ? present(host) : start;
    month = when;
    shown.set(host, when);
    host.fillForm(Object.fromEntries(items.map((id) => [id, host.rec.answers[id] ?? null])));
    host.announce(nameOf(host, when));
  }

  /** Ticking an item enters today as its date, where no other was entered. */
  function enterToday(field: string): void {
    const date = form.elements.namedItem(`${field}.date`) as HTMLInputElement | null;
    if (!date || date.value || !filled(host.readForm()[field])) return;
    date.value = localDay();
    host.changed(field);
  }

  form.addEventListener("click", ({ target }) => {
    const used = (target as HTMLElement).closest<HTMLElement>("[data-go],[data-step],[data-month]");
    const data = used?.dataset ?? {};
    if (data["go"]) go(data["go"]);
    if (data["step"]) go(addDays(when, +data["step"] * period));
    if (data["month"]) {
      month = addMonths(month, +data["month"]);
      render();
    }
    // The views were drawn anew: the focus goes to what stands where the learner pressed.
    if (used && !used.isConnected) find(form, data["go"] ? `[data-go="${when}"]` : `[data-month="${data["month"]}"]`)?.focus();
  });
  form.addEventListener("change", ({ target }) => {
    const { value } = target as HTMLInputElement;
    if ((target as HTMLElement).matches("[data-when]") && value) go(value);
  });
  host.onInput((fields) => {
    if (repeat === "once") fields.forEach(enterToday);
    render();
  });
  const fit = bindLines(form);
  host.onRestore(() => {
    render();
    fit();
  });
  render();
}

const find = (form: HTMLFormElement, selector: string): HTMLElement => form.querySelector(selector) as HTMLElement;

function renderOccasions(host: ExerciseHost, when: Day, month: Day): void {
  const { form, words } = host;
  const { items, goal } = details(host);
  const period = periodOf(host);
  const complete = (start: Day): boolean => count(host, start) === items.length;
  // The goal counts the days of the week, or the weeks of the month, that the occasion shown lies in.
  const starts = period === 1 ? weekOf(when) : weeksOfMonth(when).filter((week) => week.slice(0, 7) === when.slice(0, 7));
  const input = find(form, "[data-when]") as HTMLInputElement;
  input.value = when;
  input.max = localDay();
  find(form, "[data-named]").textContent = nameOf(host, when);
  (find(form, "[data-step='1']") as HTMLButtonElement).disabled = when >= present(host);
  output(form, "streak", streak(complete, localDay(), period));
  if (goal) find(form, "[data-goal]").textContent = words(`check_goal_${period}`, { n: starts.filter(complete).length, goal });
  find(form, "[data-views]").replaceChildren(...viewsOf(host, when, month));
}
