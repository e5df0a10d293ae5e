/** Where a session stands against its plan, by the slides that are shown; the run sheet keeps the same minutes. */

import type { Kept } from "../session/kept";
import { replan, type Plan, type Stretch } from "../../scoring/timetable";

const sum = (all: number[]): number => all.reduce((a, b) => a + b, 0);

/** How the activity that is shown stands. */
export interface Pace {
  /** Minutes that it has taken. */
  gone: number;
  /** Minutes that the plan gives it. */
  planned: number;
  /** Minutes behind the plan of the whole session; negative when early, 0 while it is its turn. */
  late: number;
  /** What follows, if this activity takes no longer than it has or than is planned. */
  plan: Plan;
}

/**
 * The minutes after slides have come to stretch `at`; stretch 0 is what lies before the start.
 *
 * What was not settled before it is settled now: the stretch one was in took the time since, those passed over none.
 * Going back settles nothing.
 */
export function enter(kept: Kept, at: number, elapsed: number): Kept {
  const { began, spent } = kept;
  if (began === null || elapsed < 0 || spent.length >= at) return kept;
  const rest = Math.max(0, Math.floor(elapsed - sum(spent)));
  const next = [...spent];
  while (next.length < at) next.push(next.length === Math.max(1, spent.length) ? rest : 0);
  return { began, spent: next, before: [...kept.before, spent] };
}

/** How stretch `at` stands `elapsed` minutes after the start. */
export function paceOf(stretches: Stretch[], kept: Kept, at: number, elapsed: number): Pace {
  const settled = kept.spent.slice(0, at);
  const before = replan(stretches, settled).minutes;
  const begun = sum(before.slice(0, at));
  const gone = Math.max(0, elapsed - begun);
  const planned = before[at] ?? 0;
  const own = stretches.map((one) => one.minutes);
  const [from, to] = [sum(own.slice(0, at)), sum(own.slice(0, at + 1))];
  const late = elapsed < from ? elapsed - from : elapsed > to ? elapsed - to : 0;
  const plan = replan(stretches, [...before.slice(0, at), Math.max(planned, Math.floor(gone))]);
  return { gone: Math.floor(gone), planned, late: Math.round(late), plan };
}
