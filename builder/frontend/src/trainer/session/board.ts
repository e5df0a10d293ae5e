/** What a run sheet shows: the clock times of its table, and in the live mode what goes on, comes next and is cut. */

import { el } from "../../core/dom";
import { words } from "../../core/words";
import { clock, type Plan, type Stretch } from "../../scoring/timetable";

export interface Row extends Stretch {
  title: string;
  how: string;
  row: HTMLElement;
}

/** Finds what is marked `data-<name>`. */
export type Find = (name: string) => HTMLElement;

export function rowOf(row: HTMLElement): Row {
  const { minutes, to, order, rest, title } = row.dataset;
  const how = row.querySelector("[data-how]")?.textContent?.trim() ?? "";
  return { minutes: Number(minutes), to: to === undefined ? null : Number(to), order: Number(order ?? 0), rest: rest !== undefined, title: title ?? "", how, row };
}

/** The table: when each activity begins and ends. `begins` is the start in minutes after midnight; `spent` stretches are over. */
export function showTable(rows: Row[], minutes: number[], begins: number, spent: number): void {
  let at = begins + (minutes[0] ?? 0);
  rows.forEach(({ row, minutes: planned, to }, n) => {
    const now = minutes[n + 1] ?? planned;
    write(row, "begins", clock(at));
    write(row, "ends", clock((at += now)));
    write(row, "len", String(now));
    row.classList.toggle("is-cut", n + 1 >= spent && now < planned && to !== null);
  });
}

/** What goes on at place `at`, `gone` minutes after the start, how long it still takes, what comes next, and when all of it ends. */
export function showTimes(part: Find, rows: Row[], { minutes, over }: Plan, at: number, gone: number, begins: number): void {
  const ends = (n: number): number => minutes.slice(0, n + 1).reduce((a, b) => a + b, 0);
  const time = (n: number): string => clock(begins + ends(n));
  const last = rows.length;
  const next = rows.slice(Math.max(0, at)).find((_, n) => minutes[Math.max(0, at) + 1 + n] !== 0);
  const number = next ? rows.indexOf(next) + 1 : 0;
  text(part("time"), clock(timeOf(Date.now())));
  text(part("now"), at > last ? words(over ? "run_after_late" : "run_after", { n: over }) : (rows[at - 1]?.title ?? words("run_before")));
  text(part("left"), at > last ? "" : remaining(Math.ceil((at < 1 ? ends(0) : ends(at)) - gone), at < 1));
  text(part("next"), !next || at > last ? words("run_nothing") : words("run_next", { at: time(number - 1), title: next.title, n: minutes[number] ?? 0 }));
  text(part("end"), words(over ? "run_over" : "run_on_time", { n: over, at: time(last) }));
}

const remaining = (n: number, before: boolean): string =>
  n < 1 ? words("run_left_last") : words(before ? "run_begins" : "run_left", { n });

/** The activities that get less than their time. */
export function showCuts(list: HTMLElement, rows: Row[], minutes: number[], spent: number): void {
  const cut = rows.filter((one, n) => n + 1 >= spent && (minutes[n + 1] ?? 0) < one.minutes);
  const line = (one: Row): HTMLElement => {
    const to = minutes[rows.indexOf(one) + 1] ?? 0;
    return el("li", "", el("strong", "", words(to ? "run_cut" : "run_cut_all", { title: one.title, from: one.minutes, to })), " ", one.how);
  };
  const said = JSON.stringify(cut.map((one) => [one.title, minutes[rows.indexOf(one) + 1]]));
  if (list.dataset["shown"] === said) return;
  list.dataset["shown"] = said;
  list.replaceChildren(...(cut.length ? [el("li", "hb-replan__head", words("run_cuts")), ...cut.map(line)] : []));
}

/** Marks the activities that are over, and the one at place `at`. */
export function markRows(rows: Row[], at: number): void {
  rows.forEach(({ row }, n) => mark(row, n + 1 === at ? "is-now" : n + 1 < at ? "is-done" : "", n + 1 === at));
}

function mark(row: HTMLElement, name: string, current: boolean): void {
  row.classList.toggle("is-now", name === "is-now");
  row.classList.toggle("is-done", name === "is-done");
  if (current) row.setAttribute("aria-current", "step");
  else row.removeAttribute("aria-current");
}

function write(row: HTMLElement, name: string, value: string): void {
  text(row.querySelector(`[data-${name}]`) as HTMLElement, value);
}

/** Says something once, so that nothing is read aloud again every second. */
export function text(place: HTMLElement, value: string): void {
  if (place.textContent !== value) place.textContent = value;
}

/** Minutes after midnight of a moment, where the trainer is. */
export function timeOf(moment: number): number {
  const day = new Date(moment);
  return day.getHours() * 60 + day.getMinutes();
}
