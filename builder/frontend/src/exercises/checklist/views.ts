/** What was done when: a week with its items, and a month with its days or weeks. */

import { addDays, localDay, occasion, weeksOfMonth, type Day } from "../../core/calendar";
import { el, tableOf } from "../../core/dom";
import type { ExerciseHost } from "../types";
import { count, details, isDone, nameOf, periodOf, present, weekdaysOf, weekOf } from "./occasions";

type Cells = (Node | string)[];

/** The tables around the occasion `when`; `month` is a day of the month to show. */
export function viewsOf(host: ExerciseHost, when: Day, month: Day): Node[] {
  const { words } = host;
  const { items } = details(host);
  const weekdays = weekdaysOf(host);

  /** Items against the days of the week. */
  function week(): Node {
    const heads = weekOf(when).map((day, i) => `${weekdays[i]} ${+day.slice(8)}`);
    const ticks = (field: string): Node[] => weekOf(when).map((day) => tick(isDone(host, field, day)));
    const rows = items.map((field) => [host.def.asked[field]?.label ?? field, ...ticks(field)]);
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
  const weeks = (start: Day): Cells => [
    cell(start, `${start.slice(5)} – ${addDays(start, 6).slice(5)}`),
    `${count(host, start)} / ${items.length}`,
  ];

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
    const n = count(host, start);
    const state = (n === items.length ? " is-done" : n ? " is-begun" : "") + (start.slice(0, 7) === month.slice(0, 7) ? "" : " is-other");
    const result = button(`hb-cell${state}`, text);
    result.append(el("span", "hb-sr", ` ${words("check_cell", { name: nameOf(host, start), n, all: items.length })}`));
    result.dataset["go"] = start;
    if (start === present(host)) result.setAttribute("aria-current", "date");
    result.setAttribute("aria-pressed", String(start === when));
    return result;
  }

  return periodOf(host) === 1 ? [week(), monthTable(weekdays, days)] : [monthTable([words("check_days"), words("check_done")], weeks)];
}

function button(name: string, text: string): HTMLButtonElement {
  const result = el("button", name, text);
  result.type = "button";
  return result;
}
