// What people type → values, and values → what people read. The twin of builder/handbook/formula/values.py and display.py.
// Days are counted from 1970-01-01, times of day in minutes after midnight, so that formulas compute with numbers.

import type { Cell } from "../core/contract";

/** A value of a formula; chosen options are a set. */
export type Scalar = number | string | boolean | Set<string>;
export type Kind = "number" | "text" | "bool" | "date" | "time" | "choices";

export type Known = Cell;

const DAY = 864e5;
const MOST_PLACES = 6;
const SPACES = "[\\t-\\r \\u00a0\\u1680\\u2000-\\u200b\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]";
const ENDS = new RegExp(`^${SPACES}+|${SPACES}+$`, "g");
const SPACE = new RegExp(SPACES, "g");
const WIDE = /[\uff01-\uff5e\u2212\u2010-\u2013\ufe63\u3002\uff61]/g;

const trimmed = (raw: unknown): string => (typeof raw === "string" ? raw.replace(ENDS, "") : "");

/** Half-width characters and plain spaces. */
const plain = (raw: unknown): string =>
  trimmed(raw)
    .replace(SPACE, " ")
    .replace(WIDE, (char) => {
      const code = char.charCodeAt(0);
      if (code > 0xff00 && code < 0xff5f) return String.fromCharCode(code - 0xfee0);
      return code === 0x3002 || code === 0xff61 ? "." : "-";
    });

const finite = (value: number): number | undefined => (isFinite(value) ? value : undefined);

function number(raw: unknown): number | undefined {
  if (typeof raw === "number") return finite(raw);
  const text = plain(raw).replace(/^([+-]) +/, "$1");
  const right = /^[+-]?((\d+|\d{1,3}([, ]\d{3})+)(\.\d*)?|\.\d+)$/.test(text);
  return right ? finite(Number(text.replace(/[, ]/g, ""))) : undefined;
}

/** Days since 1970-01-01 of a real day between the years 1000 and 9999. */
export function dayNumber(year: number, month: number, day: number): number | undefined {
  const at = new Date(Date.UTC(year, month - 1, day));
  const real = year >= 1000 && year <= 9999 && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return real ? +at / DAY : undefined;
}

/** Minutes after midnight of a real time of day. */
export const minuteNumber = (hour: number, minute: number): number | undefined =>
  hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 ? hour * 60 + minute : undefined;

function date(raw: unknown): number | undefined {
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain(raw).replace(/ /g, ""));
  return found ? dayNumber(Number(found[1]), Number(found[2]), Number(found[3])) : undefined;
}

function time(raw: unknown): number | undefined {
  const found = /^(\d{1,2}):(\d{2})(:\d{2})?$/.exec(plain(raw).replace(/ /g, ""));
  return found ? minuteNumber(Number(found[1]), Number(found[2])) : undefined;
}

function yesno(raw: unknown): boolean | undefined {
  if (typeof raw === "boolean") return raw;
  const text = plain(raw).toLowerCase();
  return /^(true|yes|on|1|是)$/.test(text) || (/^(false|no|off|0|否)$/.test(text) ? false : undefined);
}

const chosen = (raw: unknown): Set<string> | undefined =>
  Array.isArray(raw) ? new Set(raw.filter((item) => typeof item === "string")) : undefined;

/** What a raw answer to a field means; undefined where it means nothing or lies out of bounds. */
export function read({ kind, lo = -Infinity, hi = Infinity, options }: Known, raw: unknown): Scalar | undefined {
  switch (kind) {
    case "text": {
      const text = trimmed(raw);
      return text && (!options || options.includes(text)) ? text : undefined;
    }
    case "bool":
      return yesno(raw);
    case "choices": {
      const found = chosen(raw);
      for (const item of found ?? []) if (options && !options.includes(item)) found?.delete(item);
      return found?.size ? found : undefined;
    }
    default: {
      const value = (kind === "date" ? date : kind === "time" ? time : number)(raw);
      return value !== undefined && value >= lo && value <= hi ? value : undefined;
    }
  }
}

/** |value| × 10^places, rounded half away from zero on its shortest decimal digits. */
function scaled(value: number, places: number): string {
  const [digits = "", exponent] = Math.abs(value).toExponential().replace(".", "").split("e");
  const keep = Number(exponent) + 1 + places;
  if (keep < 0) return "0";
  const kept = digits.slice(0, keep).padEnd(keep, "0");
  const up = (digits[keep] ?? "0") >= "5" ? 1 : 0;
  return String(kept.length < 16 ? Number(kept) + up : BigInt(kept) + BigInt(up));
}

/** The double nearest to the value rounded to so many decimals (negative: tens, hundreds); may be infinite. */
export const rounded = (value: number, places: number): number =>
  Number(`${value < 0 ? "-" : ""}${scaled(value, places)}e${-places}`);

/** A number with at most `places` decimals, zeros at the end dropped, 10,000 and more in groups of three. */
export function display(value: number, places = MOST_PLACES): string {
  const digits = scaled(value, places).padStart(places + 1, "0");
  const at = digits.length - places;
  const whole = digits.slice(0, at);
  const rest = digits.slice(at).replace(/0+$/, "");
  const sign = value < 0 && /[1-9]/.test(digits) ? "-" : "";
  return sign + (at > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, ",") : whole) + (rest && `.${rest}`);
}

/** Days since 1970-01-01 as YYYY-MM-DD. */
export const day = (days: number): string => new Date(days * DAY).toISOString().slice(0, 10);

/** Minutes after midnight as HH:MM. */
export const clock = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");

/** The day of this device's calendar. */
export function todayNumber(now = new Date()): number {
  return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / DAY;
}
