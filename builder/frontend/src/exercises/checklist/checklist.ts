/** A checklist: done once, or again every day or week, with what was done when. */

import { addDays, addMonths, localDay, occasion, startOf, streak, weekday, weeksOfMonth, type Day } from "../../core/calendar";
import { el, output, tableOf } from "../../core/dom";
import type { ExerciseHost, Kind } from "../types";
import { bindLines } from "../../core/lines";
import { filled, own, type Map_, type Value } from "../../answers/record";
import type { ChecklistDetails } from "../../core/contract";

/** The checklist's own part of the definition. */
type Details = ChecklistDetails;

type Cells = (Node | string)[];

/** The occasion in each form: its first day. */
const shown = new WeakMap<ExerciseHost, Day>();

const details = (host: ExerciseHost): Details => host.def as unknown as Details;
const periodOf = (host: ExerciseHost): 1 | 7 => (details(host).repeat === "weekly" ? 7 : 1);
const present = (host: ExerciseHost): Day => startOf(localDay(), periodOf(host));
const occasionOf = (host: ExerciseHost): string => occasion(shown.get(host) ?? present(host), periodOf(host));
const repeats = (host: ExerciseHost, field: string): boolean => details(host).repeat !== "once" && details(host).items.includes(field);
const at = (saved: Value | undefined, when: string): Value | undefined =>
  typeof saved === "object" && saved ? own(saved as Map_, when) : undefined;

// The answer to an item that repeats is a map: occasion → what the form shows of it.
export const checklist: Kind = {
  mount,
  view: (host, field, saved) => (repeats(host, field) ? at(saved, occasionOf(host)) : saved),
  enter(host, field, given, saved) {
    if (!repeats(host, field)) return given;
    // What was emptied is kept as not done, so that an older copy does not bring it back.
    return { ...(saved as Map_ | undefined), [occasionOf(host)]: given ?? { done: false } };
  },
};

function mount(host: ExerciseHost): void {
  const { repeat, items, goal } = details(host);
  const { form, words } = host;
  const period = periodOf(host);
  const find = (selector: string): HTMLElement => form.querySelector(selector) as HTMLElement;
  const weekdays = words("check_weekdays").split(" ");
  const weekOf = (day: Day): Day[] => weekdays.map((_, i) => addDays(startOf(day, 7), i));
  let when = present(host);
  let month = when;

  // ------------------------------------------------------------ counting

  const isDone = (field: string, start: Day): boolean => filled(at(host.rec.answers[field], occasion(start, period)));
  const count = (start: Day): number => items.filter((field) => isDone(field, start)).length;
  const complete = (start: Day): boolean => count(start) === items.length;

  /** How often it was complete in the week (daily) or month (weekly) of the occasion shown. */
  function times(): number {
    const starts = period === 1 ? weekOf(when) : weeksOfMonth(when).filter((week) => week.slice(0, 7) === when.slice(0, 7));
    return starts.filter(complete).length;
  }

  // ------------------------------------------------------------ showing

  function render(): void {
    const now = host.readForm();
    const done = items.filter((field) => filled(now[field])).length;
    output(form, "done", done);
    const praise = find("[data-done]");
    if (praise) praise.hidden = done < items.length;
    if (repeat !== "once") renderOccasions();
  }

  function renderOccasions(): void {
    const input = find("[data-when]") as HTMLInputElement;
    input.value = when;
    input.max = localDay();
    find("[data-named]").textContent = nameOf(when);
    (find("[data-step='1']") as HTMLButtonElement).disabled = when >= present(host);
    output(form, "streak", streak(complete, localDay(), period));
    if (goal) find("[data-goal]").textContent = words(`check_goal_${period}`, { n: times(), goal });
    const views = period === 1 ? [week(), monthTable([...weekdays], days)] : [monthTable([words("check_days"), words("check_done")], weeks)];
    find("[data-views]").replaceChildren(...views);
  }

  const nameOf = (start: Day): string =>
    period === 1
      ? words("check_day", { day: start, weekday: weekdays[weekday(start)] as string })
      : words("check_week", { week: occasion(start, 7), from: start.slice(5), to: addDays(start, 6).slice(5) });

  /** Items against the days of the week. */
  function week(): Node {
    const heads = weekOf(when).map((day, i) => `${weekdays[i]} ${+day.slice(8)}`);
    const rows = items.map((field) => [host.def.asked[field]?.label ?? field, ...weekOf(when).map((day) => tick(isDone(field, day)))]);
    const table = tableOf(words("check_week_of", { week: occasion(when, 7) }), [words("check_item"), ...heads], rows);
    table.classList.add("hb-week");
    return table;
  }

  function tick(done: boolean): Node {
    const sign = el("span", done ? "hb-tick is-done" : "hb-tick", done ? "✓" : "·");
    sign.setAttribute("role", "img");
    sign.setAttribute("aria-label", words(done ? "check_done" : "check_open"));
    return sign;
  }

  const days = (start: Day): Cells => weekOf(start).map((day) => cell(day, String(+day.slice(8))));
  const weeks = (start: Day): Cells => [cell(start, `${start.slice(5)} – ${addDays(start, 6).slice(5)}`), `${count(start)} / ${items.length}`];

  function monthTable(heads: string[], cells: (week: Day) => Cells): Node {
    const rows = weeksOfMonth(month).map((start) => [occasion(start, 7).slice(5), ...cells(start)]);
    const table = tableOf(words("check_month", { month: month.slice(0, 7) }), [words("check_week_short"), ...heads], rows);
    table.classList.add("hb-month");
    table.append(el("p", "hb-month__steps hb-noprint", step(-1, "‹"), step(1, "›")));
    return table;
  }

  function step(by: number, sign: string): Node {
    const result = button("hb-button", sign);
    result.setAttribute("aria-label", words(`check_month_${by}`));
    result.dataset["month"] = String(by);
    return result;
  }

  /** A day or week to go to, with how much of it is done. */
  function cell(start: Day, text: string): Node {
    if (start > localDay()) return el("span", "hb-soft", text);
    const n = count(start);
    const state = (n === items.length ? " is-done" : n ? " is-begun" : "") + (start.slice(0, 7) === month.slice(0, 7) ? "" : " is-other");
    const result = button(`hb-cell${state}`, text);
    result.append(el("span", "hb-sr", ` ${words("check_cell", { name: nameOf(start), n, all: items.length })}`));
    result.dataset["go"] = start;
    if (start === present(host)) result.setAttribute("aria-current", "date");
    result.setAttribute("aria-pressed", String(start === when));
    return result;
  }

  // ------------------------------------------------------------ what the learner does

  /** Shows the occasion that a day lies in. Days to come cannot be ticked yet. */
  function go(day: Day): void {
    const start = startOf(day, period);
    when = start > present(host) ? present(host) : start;
    month = when;
    shown.set(host, when);
    host.fillForm(Object.fromEntries(items.map((id) => [id, host.rec.answers[id] ?? null])));
    host.announce(nameOf(when));
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
    if (used && !used.isConnected) find(data["go"] ? `[data-go="${when}"]` : `[data-month="${data["month"]}"]`)?.focus();
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

  /** Ticking an item enters today as its date, where no other was entered. */
  function enterToday(field: string): void {
    const date = form.elements.namedItem(`${field}.date`) as HTMLInputElement | null;
    if (!date || date.value || !filled(host.readForm()[field])) return;
    date.value = localDay();
    host.changed(field);
  }
}

function button(name: string, text: string): HTMLButtonElement {
  const result = el("button", name, text);
  result.type = "button";
  return result;
}
