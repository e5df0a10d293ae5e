/** What can be done in the live mode: the minutes that are kept → those to keep, and what to say of it. */

import { words } from "../../core/words";
import { placeOf, type Plan } from "../../scoring/timetable";
import { NOTHING, type Kept } from "./kept";

/** Without anything to keep, nothing happens. */
export type Move = [next?: Kept, said?: string];

const MINUTE = 60_000;
const MOST_LATE = 180;

/** Minutes since the session began; −1 while nobody follows it. */
export const elapsed = ({ began }: Kept): number => (began === null ? -1 : (Date.now() - began) / MINUTE);

/** The activities before the current one took what the plan gave them; the current one takes `minutes`. */
const settle = (kept: Kept, plan: Plan, at: number, minutes: number): Kept => ({
  ...kept, spent: [...plan.minutes.slice(0, at), minutes], before: [...kept.before, kept.spent],
});

/** The current activity takes `n` minutes more. */
export function late(kept: Kept, plan: Plan, n: number): Move {
  const at = Math.max(0, placeOf(plan.minutes, elapsed(kept)));
  if (at >= plan.minutes.length || !(n >= 1 && n <= MOST_LATE)) return [];
  return [settle(kept, plan, at, (plan.minutes[at] ?? 0) + n), words("run_said", { n })];
}

/** The current activity is over; before the start, the session begins. `rows` are the activities. */
export function goOn(kept: Kept, plan: Plan, rows: { title: string }[]): Move {
  const gone = elapsed(kept);
  const at = placeOf(plan.minutes, gone);
  if (at > rows.length) return [];
  const title = rows[at < 1 ? 0 : at]?.title;
  const said = title ? words("run_gone_on", { title }) : words("run_after");
  if (at < 0) return [{ ...NOTHING, began: thisMinute() }, said];
  const begun = plan.minutes.slice(0, at).reduce((a, b) => a + b, 0);
  return [settle(kept, plan, at, Math.max(0, Math.floor(gone - begun))), said];
}

/** As it was before the last move. */
export function undo(kept: Kept): Move {
  const before = [...kept.before];
  const spent = before.pop();
  return spent ? [{ ...kept, spent, before }, words("run_undone")] : [];
}

export const thisMinute = (): number => new Date().setSeconds(0, 0);
export const today = (minutes: number): number => new Date().setHours(Math.floor(minutes / 60), minutes % 60, 0, 0);
