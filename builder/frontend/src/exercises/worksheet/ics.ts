/** Rows of a table as calendar entries (RFC 5545), in the local time of whoever opens the file. */

export interface Entry {
  /** Same id, same entry: importing again replaces instead of doubling. */
  readonly uid: string;
  readonly title: string;
  /** YYYY-MM-DD. */
  readonly date: string;
  /** HH:MM; without it the entry takes the whole day. */
  readonly start?: string;
  readonly minutes?: number;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{2}:\d{2}$/;
const HOUR = 60;

const escaped = (text: string): string => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");

/** Lines of at most 75 bytes; a continued one starts with a space. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  let [result, room] = ["", 75];
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (size > room) [result, room] = [`${result}\r\n `, 74];
    result += character;
    room -= size;
  }
  return result;
}

const digits = (text: string): string => text.replace(/[-:]/g, "").slice(0, 15);

/** A local moment, `minutes` after midnight of a day, as YYYYMMDDTHHMMSS. */
const moment = (date: string, minutes: number): string =>
  digits(new Date(Date.parse(`${date}T00:00:00Z`) + minutes * 60_000).toISOString());

function times({ date, start, minutes }: Entry): string[] {
  if (!start || !TIME.test(start))
    return [`DTSTART;VALUE=DATE:${digits(date)}`, `DTEND;VALUE=DATE:${moment(date, 24 * HOUR).slice(0, 8)}`];
  const from = Number(start.slice(0, 2)) * HOUR + Number(start.slice(3));
  const long = minutes && minutes > 0 ? minutes : 30;
  return [`DTSTART:${moment(date, from)}`, `DTEND:${moment(date, from + long)}`];
}

const event = (entry: Entry, stamp: string): string[] => [
  "BEGIN:VEVENT",
  `UID:${escaped(entry.uid)}`,
  `DTSTAMP:${stamp}Z`,
  ...times(entry),
  `SUMMARY:${escaped(entry.title)}`,
  "END:VEVENT",
];

/** The calendar file; entries without a title or a real date are left out. `now` stamps it. */
export function calendar(entries: readonly Entry[], now: Date): string {
  const stamp = digits(now.toISOString());
  const real = entries.filter((e) => e.title.trim() && DATE.test(e.date) && !Number.isNaN(Date.parse(e.date)));
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//handbook//worksheet//ZH", ...real.flatMap((e) => event(e, stamp)), "END:VCALENDAR"];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}
