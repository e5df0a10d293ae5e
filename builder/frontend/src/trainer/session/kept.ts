/** What a run sheet keeps over a reload: when the session began, and what each activity took. */

export interface Kept {
  /** Milliseconds of the clock; null while nobody follows the session. */
  began: number | null;
  /** Minutes before the start, then of each activity that is settled. */
  spent: number[];
  /** Earlier `spent`, for undoing. */
  before: number[][];
}

const MOST = 20;
const LONGEST = 16 * 3600_000;
const MINUTES = 24 * 60;
export const NOTHING: Kept = { began: null, spent: [], before: [] };

/** What was kept under `key`; nothing where it is of another day or was spoilt. */
export function load(key: string, most: number, now: number): Kept {
  try {
    const found = JSON.parse(localStorage.getItem(key) ?? "null") as Partial<Kept> | null;
    const { began, spent, before } = found ?? {};
    if (typeof began !== "number" || Math.abs(now - began) > LONGEST) return NOTHING;
    const isList = (list: unknown): list is number[] =>
      Array.isArray(list) && list.length <= most && list.every((one) => Number.isInteger(one) && one >= 0 && one <= MINUTES);
    if (!isList(spent)) return NOTHING;
    return { began, spent, before: Array.isArray(before) ? before.filter(isList).slice(-MOST) : [] };
  } catch {
    return NOTHING;
  }
}

/** Keeps it, or forgets it when nobody follows; without storage it lasts as long as the page. */
export function keep(key: string, kept: Kept): void {
  try {
    if (kept.began === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify({ ...kept, before: kept.before.slice(-MOST) }));
  } catch {
    // Nothing to do: the page goes on.
  }
}
