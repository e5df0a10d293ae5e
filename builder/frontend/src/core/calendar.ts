/** Days as `YYYY-MM-DD`, without clocks or time zones. A period is a day (1) or a week that starts on Monday (7). */

export type Day = string;
export type Period = 1 | 7;

const LENGTH = 86_400_000;
const two = (value: number): string => String(value).padStart(2, "0");

/** The day that a clock on this device shows. */
export const localDay = (date: Date = new Date()): Day =>
  `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

const time = (day: Day): number => Date.parse(`${day}T00:00Z`);

export const addDays = (day: Day, count: number): Day => new Date(time(day) + count * LENGTH).toISOString().slice(0, 10);

/** 0 is Monday. */
export const weekday = (day: Day): number => (new Date(time(day)).getUTCDay() + 6) % 7;

export const monday = (day: Day): Day => addDays(day, -weekday(day));

/** The first day of the period that a day lies in. */
export const startOf = (day: Day, period: Period): Day => (period === 7 ? monday(day) : day);

/** The ISO week: `2026-W48`. Its year is that of its Thursday. */
export function isoWeek(day: Day): string {
  const thursday = addDays(monday(day), 3);
  const first = `${thursday.slice(0, 4)}-01-01`;
  return `${thursday.slice(0, 4)}-W${two(Math.floor((time(thursday) - time(first)) / LENGTH / 7) + 1)}`;
}

/** How an occasion is called in the answers. */
export const occasion = (day: Day, period: Period): string => (period === 7 ? isoWeek(day) : day);

/** The Mondays of the weeks that have a day in the month of `day`. */
export function weeksOfMonth(day: Day): Day[] {
  const month = day.slice(0, 7);
  const weeks: Day[] = [];
  for (let week = monday(`${month}-01`); week.slice(0, 7) <= month; week = addDays(week, 7)) weeks.push(week);
  return weeks;
}

/** The first day of the month that is `count` months from the day's. */
export const addMonths = (day: Day, count: number): Day => {
  const date = new Date(time(`${day.slice(0, 7)}-01`));
  date.setUTCMonth(date.getUTCMonth() + count);
  return date.toISOString().slice(0, 10);
};

/** How many periods in a row are done, up to this one; this one may still be open. */
export function streak(done: (start: Day) => boolean, today: Day, period: Period): number {
  let start = startOf(today, period);
  if (!done(start)) start = addDays(start, -period);
  let count = 0;
  for (; done(start); start = addDays(start, -period)) count++;
  return count;
}
