/**
 * A session's timetable when it runs late.
 *
 * What has been done took the minutes it took. What is still to come is cut in the author's order, lowest first, each
 * activity at most down to the minutes the author allows, and no more than is needed to end on time. Breaks stay.
 */

/** An activity as far as time goes. */
export interface Stretch {
  minutes: number;
  /** What it can be cut to; null where it cannot be cut. */
  to: number | null;
  /** Who is cut first. */
  order: number;
  rest: boolean;
}

export interface Plan {
  minutes: number[];
  /** How many minutes late the session ends all the same. */
  over: number;
}

const sum = (all: number[]): number => all.reduce((a, b) => a + b, 0);

/** The timetable after the first activities took `spent` minutes each. */
export function replan(stretches: Stretch[], spent: number[]): Plan {
  const minutes = stretches.map((one, at) => spent[at] ?? one.minutes);
  let over = Math.max(0, sum(minutes) - sum(stretches.map((one) => one.minutes)));
  for (const [at, { to }] of byOrder(stretches, spent.length)) {
    if (to === null) continue;
    const saved = Math.min(over, Math.max(0, minutes[at]! - to));
    minutes[at]! -= saved;
    over -= saved;
  }
  return { minutes, over };
}

function byOrder(stretches: Stretch[], begin: number): [number, Stretch][] {
  const coming = [...stretches.entries()].filter(([at, one]) => at >= begin && !one.rest);
  return coming.sort(([a, one], [b, other]) => one.order - other.order || a - b);
}

/** Minutes after midnight as HH:MM. */
export function clock(minutes: number): string {
  const day = ((minutes % 1440) + 1440) % 1440;
  return `${String(Math.floor(day / 60)).padStart(2, "0")}:${String(day % 60).padStart(2, "0")}`;
}

/** HH:MM as minutes after midnight; null for anything else. */
export function minutesOf(time: string): number | null {
  const found = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  return found ? Number(found[1]) * 60 + Number(found[2]) : null;
}

/** Where the clock is: before the first activity (-1), in one, or behind the last (their number). */
export function placeOf(minutes: number[], elapsed: number): number {
  if (elapsed < 0) return -1;
  let ends = 0;
  const found = minutes.findIndex((one) => elapsed < (ends += one));
  return found < 0 ? minutes.length : found;
}
