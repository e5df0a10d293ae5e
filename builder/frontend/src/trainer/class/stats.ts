/** The figures of a class. The builder's twin, which says what is meant by each, is builder/handbook/exchange/results/stats.py. */

export const PROFILE = 5;
const DISCRIMINATE = 10;
const CHOSEN = 20;
export const RELIABLE = 30;
const EXTREME = 0.27;
const DEAD = 0.05;
const EASY = 0.8;
const HARD = 0.2;
const WEAK = 0.2;
const SKIPPED = 0.2;
const SURE_SHARE = 0.2;
export const SURE_LEAST = 3;
export const ROUNDING = 1e-9;
const FLAT = 1e-18;

/** One question: the share of its points by sitting; null where it was not asked. */
export type Column = (number | null)[];

export interface Spread {
  n: number;
  mean: number;
  sd: number | null;
  q1: number;
  median: number;
  q3: number;
}

export interface Summary extends Spread {
  least: number;
  most: number;
}

export interface Change {
  n: number;
  before: number;
  after: number;
  sd_before: number | null;
  sd_after: number | null;
  gain: number;
  sd_gain: number | null;
  dz: number | null;
  dav: number | null;
  up: number;
  same: number;
  down: number;
}

export interface Item {
  n: number;
  difficulty: number | null;
  discrimination: number | null;
  item_rest: number | null;
}

export interface Reliability {
  kind: "kr20" | "alpha";
  value: number;
}

export type Flag = [name: string, option: string];

export function total(values: readonly number[]): number {
  let amount = 0;
  for (const value of values) amount += value;
  return amount;
}

const squares = (values: readonly number[], middle: number): number =>
  total(values.map((value) => (value - middle) * (value - middle)));

export function sd(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  return Math.sqrt(squares(values, total(values) / values.length) / (values.length - 1));
}

export function quantile(ordered: readonly number[], share: number): number {
  const place = (ordered.length - 1) * share;
  const below = Math.floor(place);
  const [low, high] = [ordered[below] as number, ordered[Math.min(below + 1, ordered.length - 1)] as number];
  return low + (place - below) * (high - low);
}

const inOrder = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

export function summary(values: readonly number[]): Summary | null {
  const ordered = inOrder(values);
  if (!ordered.length) return null;
  const [least, q1, median, q3, most] = [0, 0.25, 0.5, 0.75, 1].map((share) => quantile(ordered, share)) as [number, number, number, number, number];
  return { n: ordered.length, mean: total(ordered) / ordered.length, sd: sd(ordered), least, q1, median, q3, most };
}

export function spread(values: readonly number[]): Spread | null {
  const found = summary(values);
  if (!found || found.n < PROFILE || found.sd === null) return null;
  const { n, mean, sd: deviation, q1, median, q3 } = found;
  return { n, mean, sd: deviation, q1, median, q3 };
}

export function bins(percents: readonly number[], count = 10): number[] {
  const found = Array.from({ length: count }, () => 0);
  for (const value of percents) {
    const at = Math.min(count - 1, Math.max(0, Math.floor((value * count) / 100 + ROUNDING)));
    found[at] = (found[at] as number) + 1;
  }
  return found;
}

const correction = (n: number): number => 1 - 3 / (4 * (n - 1) - 1);
const ratio = (amount: number, by: number): number | null => (by * by > FLAT ? amount / by : null);

export function change(before: readonly number[], after: readonly number[]): Change | null {
  const n = before.length;
  if (!n) return null;
  const gains = after.map((value, i) => value - (before[i] as number));
  const gain = total(gains) / n;
  const [sd_before, sd_after, sd_gain] = [sd(before), sd(after), sd(gains)];
  const known = n >= PROFILE && sd_before !== null && sd_after !== null && sd_gain !== null;
  const up = gains.filter((one) => one > 0).length;
  const same = gains.filter((one) => one === 0).length;
  return {
    n, before: total(before) / n, after: total(after) / n, sd_before, sd_after, gain, sd_gain,
    dz: known ? ratio(gain * correction(n), sd_gain) : null,
    dav: known ? ratio(gain * correction(n), (sd_before + sd_after) / 2) : null,
    up, same, down: n - up - same,
  };
}

export function pearson(xs: readonly number[], ys: readonly number[]): number | null {
  const n = xs.length;
  if (n < 3) return null;
  const [mx, my] = [total(xs) / n, total(ys) / n];
  const [xx, yy] = [squares(xs, mx), squares(ys, my)];
  if (xx <= FLAT * n || yy <= FLAT * n) return null;
  return total(xs.map((x, i) => (x - mx) * ((ys[i] as number) - my))) / Math.sqrt(xx * yy);
}

/** Each sitting's points, and the points of what it was asked. */
function sums(columns: readonly Column[], points: readonly number[]): [earned: number[], most: number[]] {
  const n = columns[0]?.length ?? 0;
  const earned = new Array<number>(n).fill(0);
  const most = new Array<number>(n).fill(0);
  columns.forEach((column, q) => {
    const worth = points[q] as number;
    for (let i = 0; i < n; i++) {
      const share = column[i];
      if (share == null) continue;
      earned[i] = (earned[i] as number) + worth * share;
      most[i] = (most[i] as number) + worth;
    }
  });
  return [earned, most];
}

export function percents(columns: readonly Column[], points: readonly number[]): (number | null)[] {
  const [earned, most] = sums(columns, points);
  return most.map((points_, i) => (points_ ? (100 * (earned[i] as number)) / points_ : null));
}

const settled = (percent: number): number => Math.floor(percent / ROUNDING + 0.5) * ROUNDING;

export function upperLower(scores: readonly number[], values: readonly number[]): number | null {
  const n = scores.length;
  if (n < DISCRIMINATE) return null;
  const size = Math.max(1, Math.floor(EXTREME * n + 0.5));
  const ordered = inOrder(scores);
  const upper = beyond(scores, values, ordered[n - size] as number, size, 1);
  return upper - beyond(scores, values, ordered[size - 1] as number, size, -1);
}

/** The mean over the `size` sittings beyond a border; those on it count in part. */
function beyond(scores: readonly number[], values: readonly number[], border: number, size: number, side: number): number {
  const inside = values.filter((_, i) => ((scores[i] as number) - border) * side > 0);
  const on = values.filter((_, i) => scores[i] === border);
  return (total(inside) + ((size - inside.length) * total(on)) / on.length) / size;
}

export function items(columns: readonly Column[], points: readonly number[]): Item[] {
  const [earned, most] = sums(columns, points) as [number[], number[]];
  return columns.map((column, q) => {
    const worth = points[q] as number;
    const asked = [...column.keys()].filter((i) => column[i] !== null);
    const shares = asked.map((i) => column[i] ?? 0);
    const scores = asked.map((i) => settled((100 * (earned[i] as number)) / (most[i] as number)));
    const pairs = asked.map((i, k) => [shares[k] as number, i] as const).filter(([, i]) => (most[i] as number) - worth > 0);
    const rest = pairs.map(([x, i]) => (100 * ((earned[i] as number) - worth * x)) / ((most[i] as number) - worth));
    return {
      n: asked.length,
      difficulty: asked.length ? total(shares) / asked.length : null,
      discrimination: upperLower(scores, shares),
      item_rest: pairs.length >= DISCRIMINATE ? pearson(pairs.map(([x]) => x), rest) : null,
    };
  });
}

export function reliability(columns: readonly Column[], points: readonly number[]): Reliability | null {
  const [k, n] = [columns.length, columns[0]?.length ?? 0];
  if (k < 2 || n < RELIABLE || columns.some((column) => column.includes(null))) return null;
  const whole = sd(sums(columns, points)[0]) ?? 0;
  if (whole * whole <= FLAT) return null;
  const parts = total(columns.map((column, q) => (sd(column.map((share) => (points[q] as number) * (share ?? 0))) ?? 0) ** 2));
  const plain = new Set(points).size === 1 && columns.every((column) => column.every((share) => share === 0 || share === 1));
  return { kind: plain ? "kr20" : "alpha", value: (k / (k - 1)) * (1 - parts / (whole * whole)) };
}

export function flags(
  item: Item, skipped: number, chosen: Record<string, number>, right: string[], sure: [number, number],
): Flag[] {
  const { n, difficulty, discrimination } = item;
  if (difficulty === null || n < PROFILE) return [];
  const found: Flag[] = [];
  if (difficulty > EASY) found.push(["easy", ""]);
  if (difficulty < HARD) found.push(["hard", ""]);
  if (discrimination !== null && discrimination < 0) found.push(["negative", ""]);
  else if (discrimination !== null && n >= RELIABLE && discrimination < WEAK) found.push(["weak", ""]);
  found.push(...ofOptions(n, chosen, right));
  if (skipped > SKIPPED * n) found.push(["skipped", ""]);
  if (sure[1] >= SURE_LEAST && sure[1] >= SURE_SHARE * n) found.push(["sure", ""]);
  return found;
}

function ofOptions(n: number, chosen: Record<string, number>, right: string[]): Flag[] {
  const count = (option: string): number => chosen[option] ?? 0;
  const wrong = Object.keys(chosen).filter((option) => !right.includes(option));
  const best = Math.max(0, ...right.map(count));
  return [
    ...(n >= CHOSEN ? wrong.filter((option) => count(option) < DEAD * n).map((option): Flag => ["dead", option]) : []),
    ...(n >= DISCRIMINATE && right.length ? wrong.filter((option) => count(option) > best).map((option): Flag => ["popular", option]) : []),
  ];
}
