/** A run sheet: clock times from the start that is typed in, and the live mode. */

import { handbook } from "../../core/words";
import { clock, minutesOf, placeOf, replan, type Plan, type Stretch } from "../../scoring/timetable";
import { markRows, rowOf, showCuts, showTable, showTimes, text, timeOf, type Find } from "./board";
import { keep, load, NOTHING, type Kept } from "./kept";
import { elapsed, goOn, late, thisMinute, today, undo, type Move } from "./moves";

/** Brings a run sheet to life. */
export function mountRunsheet(root: HTMLElement): void {
  const rows = [...root.querySelectorAll<HTMLElement>("[data-minutes]")].map(rowOf);
  const stretches: Stretch[] = [{ minutes: 0, to: null, order: 0, rest: true }, ...rows];
  const key = `handbook-session:${handbook.id}:${root.dataset["session"]}`;
  const part: Find = (name) => root.querySelector(`[data-${name}]`) as HTMLElement;
  const control = (name: string): HTMLInputElement => root.querySelector(`[name=${name}]`) as HTMLInputElement;
  const doing = (name: string): HTMLButtonElement => root.querySelector(`[data-do=${name}]`) as HTMLButtonElement;
  const saved = (): Kept => load(key, stretches.length, Date.now());
  const [field, live] = [control("start"), part("live")];
  let kept = saved();
  let ticking: ReturnType<typeof setInterval> | undefined;

  const plan = (): Plan => replan(stretches, kept.spent);
  /** Minutes after midnight at which the session begins, by the clock it follows or the field. */
  const start = (): number => (kept.began === null ? (minutesOf(field.value) ?? minutesOf(root.dataset["start"] ?? "") ?? 0) : timeOf(kept.began));
  const table = (): void => showTable(rows, plan().minutes, start(), kept.spent.length);

  function showLive(): void {
    const on = kept.began !== null;
    live.hidden = part("replan").hidden = !on;
    if (!on) return markRows(rows, -1);
    const [now, gone] = [plan(), elapsed(kept)];
    const at = placeOf(now.minutes, gone);
    const over = at > rows.length;
    showTimes(part, rows, now, at, gone, start());
    showCuts(part("cuts"), rows, now.minutes, kept.spent.length);
    markRows(rows, at);
    for (const name of ["next", "late"]) doing(name).disabled = over;
    doing("undo").disabled = kept.before.length === 0;
    if (over) clearInterval(ticking);
  }

  function change(...[next, said = ""]: Move): void {
    if (!next) return;
    kept = next;
    keep(key, kept);
    clearInterval(ticking);
    if (kept.began !== null) ticking = setInterval(showLive, 1000);
    table();
    showLive();
    text(part("said"), said);
  }

  function follow(began: number): void {
    change({ ...NOTHING, began });
    live.focus();
  }

  function stop(): void {
    field.value = clock(start());
    change(NOTHING);
    doing("follow").focus();
  }

  const acts: Record<string, () => void> = {
    follow: () => follow(today(start())),
    begin: () => follow(thisMinute()),
    next: () => change(...goOn(kept, plan(), rows)),
    late: () => change(...late(kept, plan(), Math.round(Number(control("late").value)))),
    undo: () => change(...undo(kept)),
    stop,
  };

  root.addEventListener("click", (event) => acts[(event.target as Element).closest<HTMLElement>("[data-do]")?.dataset["do"] ?? ""]?.());
  field.addEventListener("input", () => {
    const start = minutesOf(field.value);
    if (start === null) return;
    if (kept.began === null) table();
    else change({ ...kept, began: today(start) });
  });
  // Keys work while the live box has the focus, so that nobody's typing elsewhere does anything.
  live.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return;
    const act = { n: "next", l: "late", u: "undo" }[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    acts[act]?.();
  });
  document.addEventListener("visibilitychange", showLive);
  // The slides, in another window, go on with the same minutes.
  addEventListener("storage", (event) => {
    if (event.key === key) change(saved());
  });
  if (kept.began !== null) field.value = clock(start());
  change(kept);
}
