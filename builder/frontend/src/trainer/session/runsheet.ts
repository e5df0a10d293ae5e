/** A run sheet: clock times from the start that is typed in, and the live mode. */

import { el } from "../../core/dom";
import { handbook, words } from "../../core/words";
import { keep, load, NOTHING, type Kept } from "./kept";
import { clock, minutesOf, placeOf, replan, type Plan, type Stretch } from "../../scoring/timetable";

const MINUTE = 60_000;
const MOST_LATE = 180;

interface Row extends Stretch {
  title: string;
  how: string;
  row: HTMLElement;
}

/** Brings a run sheet to life. */
export function mountRunsheet(root: HTMLElement): void {
  const rows = [...root.querySelectorAll<HTMLElement>("[data-minutes]")].map(rowOf);
  const stretches: Stretch[] = [{ minutes: 0, to: null, order: 0, rest: true }, ...rows];
  const key = `handbook-session:${handbook.id}:${root.dataset["session"]}`;
  const part = (name: string): HTMLElement => root.querySelector(`[data-${name}]`) as HTMLElement;
  const control = (name: string): HTMLInputElement => root.querySelector(`[name=${name}]`) as HTMLInputElement;
  const live = part("live");
  let kept: Kept = load(key, stretches.length, Date.now());
  let ticking: ReturnType<typeof setInterval> | undefined;

  const plan = (): Plan => replan(stretches, kept.spent);
  const elapsed = (): number => (kept.began === null ? -1 : (Date.now() - kept.began) / MINUTE);

  /** Minutes after midnight at which the session begins, by the clock it follows or the field. */
  function start(): number {
    if (kept.began !== null) return timeOf(kept.began);
    return minutesOf(control("start").value) ?? minutesOf(root.dataset["start"] ?? "") ?? 0;
  }

  // ------------------------------------------------------------ the table

  function showTable(): void {
    const { minutes } = plan();
    let at = start() + (minutes[0] ?? 0);
    rows.forEach(({ row, minutes: planned, to }, n) => {
      const now = minutes[n + 1] ?? planned;
      write(row, "begins", clock(at));
      write(row, "ends", clock((at += now)));
      write(row, "len", String(now));
      row.classList.toggle("is-cut", n + 1 >= kept.spent.length && now < planned && to !== null);
    });
  }

  // ------------------------------------------------------------ the live mode

  function showLive(): void {
    const on = kept.began !== null;
    live.hidden = part("replan").hidden = !on;
    if (!on) return rows.forEach(({ row }) => mark(row, "", false));
    const { minutes, over } = plan();
    const gone = elapsed();
    const at = placeOf(minutes, gone);
    const ends = (n: number): number => minutes.slice(0, n + 1).reduce((a, b) => a + b, 0);
    const time = (n: number): string => clock(start() + ends(n));
    const last = rows.length;
    const current = rows[at - 1];
    const next = rows.slice(Math.max(0, at)).find((_, n) => minutes[Math.max(0, at) + 1 + n] !== 0);
    text(part("time"), clock(timeOf(Date.now())));
    text(part("now"), at > last ? words(over ? "run_after_late" : "run_after", { n: over }) : (current?.title ?? words("run_before")));
    text(part("left"), at > last ? "" : remaining(Math.ceil((at < 1 ? ends(0) : ends(at)) - gone), at < 1));
    const number = next ? rows.indexOf(next) + 1 : 0;
    text(part("next"), !next || at > last ? words("run_nothing") : words("run_next", { at: time(number - 1), title: next.title, n: minutes[number] ?? 0 }));
    text(part("end"), words(over ? "run_over" : "run_on_time", { n: over, at: time(last) }));
    showCuts(minutes);
    rows.forEach(({ row }, n) => mark(row, n + 1 === at ? "is-now" : n + 1 < at ? "is-done" : "", n + 1 === at));
    for (const name of ["next", "late"]) doing(name).disabled = at > last;
    doing("undo").disabled = kept.before.length === 0;
    if (at > last) clearInterval(ticking);
  }

  const remaining = (n: number, before: boolean): string =>
    n < 1 ? words("run_left_last") : words(before ? "run_begins" : "run_left", { n });

  function showCuts(minutes: number[]): void {
    const cut = rows.filter((one, n) => n + 1 >= kept.spent.length && (minutes[n + 1] ?? 0) < one.minutes);
    const line = (one: Row): HTMLElement => {
      const to = minutes[rows.indexOf(one) + 1] ?? 0;
      return el("li", "", el("strong", "", words(to ? "run_cut" : "run_cut_all", { title: one.title, from: one.minutes, to })), " ", one.how);
    };
    const list = part("cuts");
    const said = JSON.stringify(cut.map((one) => [one.title, minutes[rows.indexOf(one) + 1]]));
    if (list.dataset["shown"] === said) return;
    list.dataset["shown"] = said;
    list.replaceChildren(...(cut.length ? [el("li", "hb-replan__head", words("run_cuts")), ...cut.map(line)] : []));
  }

  // ------------------------------------------------------------ what is done

  function change(next: Kept, said = ""): void {
    kept = next;
    keep(key, kept);
    clearInterval(ticking);
    if (kept.began !== null) ticking = setInterval(showLive, 1000);
    showTable();
    showLive();
    text(part("said"), said);
  }

  /** The activities before the current one took what the plan gave them; the current one takes `minutes`. */
  function settle(at: number, minutes: number, said: string): void {
    const spent = [...plan().minutes.slice(0, at), minutes];
    change({ ...kept, spent, before: [...kept.before, kept.spent] }, said);
  }

  function late(): void {
    const n = Math.round(Number(control("late").value));
    const { minutes } = plan();
    const at = Math.max(0, placeOf(minutes, elapsed()));
    if (at > rows.length || !(n >= 1 && n <= MOST_LATE)) return;
    settle(at, (minutes[at] ?? 0) + n, words("run_said", { n }));
  }

  function goOn(): void {
    const { minutes } = plan();
    const at = placeOf(minutes, elapsed());
    if (at > rows.length) return;
    const title = rows[at < 1 ? 0 : at]?.title;
    const said = title ? words("run_gone_on", { title }) : words("run_after");
    if (at < 0) return change({ ...NOTHING, began: thisMinute() }, said);
    const begun = minutes.slice(0, at).reduce((a, b) => a + b, 0);
    settle(at, Math.max(0, Math.floor(elapsed() - begun)), said);
  }

  function undo(): void {
    const before = [...kept.before];
    const spent = before.pop();
    if (spent) change({ ...kept, spent, before }, words("run_undone"));
  }

  function follow(began: number): void {
    change({ ...NOTHING, began });
    live.focus();
  }

  const acts: Record<string, () => void> = {
    follow: () => follow(today(start())),
    begin: () => follow(thisMinute()),
    next: goOn,
    late,
    undo,
    stop: () => {
      control("start").value = clock(start());
      change(NOTHING);
      doing("follow").focus();
    },
  };
  const doing = (name: string): HTMLButtonElement => root.querySelector(`[data-do=${name}]`) as HTMLButtonElement;

  root.addEventListener("click", (event) => acts[(event.target as Element).closest<HTMLElement>("[data-do]")?.dataset["do"] ?? ""]?.());
  control("start").addEventListener("input", () => {
    if (minutesOf(control("start").value) === null) return;
    if (kept.began === null) showTable();
    else change({ ...kept, began: today(minutesOf(control("start").value) ?? 0) });
  });
  // Keys work while the live box has the focus, so that nobody's typing elsewhere does anything.
  live.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return;
    const act = { n: "next", l: "late", u: "undo" }[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    acts[act]?.();
  });
  document.addEventListener("visibilitychange", () => showLive());
  // The slides, in another window, go on with the same minutes.
  addEventListener("storage", (event) => {
    if (event.key === key) change(load(key, stretches.length, Date.now()));
  });
  if (kept.began !== null) control("start").value = clock(start());
  change(kept);
}

function rowOf(row: HTMLElement): Row {
  const { minutes, to, order, rest, title } = row.dataset;
  const how = row.querySelector("[data-how]")?.textContent?.trim() ?? "";
  return { minutes: Number(minutes), to: to === undefined ? null : Number(to), order: Number(order ?? 0), rest: rest !== undefined, title: title ?? "", how, row };
}

/** Minutes after midnight of a moment, where the trainer is. */
function timeOf(moment: number): number {
  const day = new Date(moment);
  return day.getHours() * 60 + day.getMinutes();
}

const thisMinute = (): number => new Date().setSeconds(0, 0);
const today = (minutes: number): number => new Date().setHours(Math.floor(minutes / 60), minutes % 60, 0, 0);

function write(row: HTMLElement, name: string, value: string): void {
  text(row.querySelector(`[data-${name}]`) as HTMLElement, value);
}

/** Says something once, so that nothing is read aloud again every second. */
function text(place: HTMLElement, value: string): void {
  if (place.textContent !== value) place.textContent = value;
}

function mark(row: HTMLElement, name: string, current: boolean): void {
  row.classList.toggle("is-now", name === "is-now");
  row.classList.toggle("is-done", name === "is-done");
  if (current) row.setAttribute("aria-current", "step");
  else row.removeAttribute("aria-current");
}
