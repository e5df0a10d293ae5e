// Counting days. A day is YYYY-MM-DD; working days are Monday to Friday, for public holidays are not known here.

const at = (day: string): Date => new Date(`${day}T00:00:00Z`);
const written = (date: Date): string => date.toISOString().slice(0, 10);

/** Whether it is a day of the calendar. */
export const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at(text).getTime()) && written(at(text)) === text;

/** So many calendar days later; the first of them is the day after. */
export function plusDays(day: string, days: number): string {
  const date = at(day);
  date.setUTCDate(date.getUTCDate() + days);
  return written(date);
}

/** 0 Sunday … 6 Saturday. */
export const weekday = (day: string): number => at(day).getUTCDay();
export const isWeekend = (day: string): boolean => [0, 6].includes(weekday(day));

/** The first working day that is not before a day. */
export function workday(day: string): string {
  let found = day;
  while (isWeekend(found)) found = plusDays(found, 1);
  return found;
}

/** So many working days later; the first of them is the first working day after it. */
export function plusWorkdays(day: string, days: number): string {
  let found = day;
  for (let left = days; left > 0; left--) found = workday(plusDays(found, 1));
  return found;
}

/** So many months later, or earlier; the last day of a month that is too short. */
export function plusMonths(day: string, months: number): string {
  const date = at(day);
  const wanted = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(wanted, last));
  return written(date);
}
