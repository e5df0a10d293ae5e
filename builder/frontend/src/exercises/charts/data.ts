/** What is drawn. Labels name the rows of the text equivalent; a series is one column of it. */

import type { ChartType } from "../../core/contract";

export type Kind = ChartType;

/** A number, or null where none was entered. */
export type Value = number | null;

export interface Series {
  readonly name: string;
  readonly values: readonly Value[];
}

export interface ChartData {
  readonly title?: string;
  readonly unit?: string;
  /** What the labels are: the head of the first column of the text equivalent. */
  readonly of?: string;
  readonly labels: readonly string[];
  /** Scatter charts have two: across, then up. */
  readonly series: readonly Series[];
  /** The value at the rim of a radar or the end of a bar. */
  readonly max?: number;
  readonly target?: Value;
  /** Where a scatter chart is parted: the upright line, the level line. */
  readonly split?: readonly [Value, Value];
  /** Names of the four parts: upper left, upper right, lower left, lower right. */
  readonly quadrants?: readonly string[];
}

/** A sentence of the interface by its key. */
export type Say = (key: string, args?: Record<string, string | number>) => string;

/** What a drawing is: how high, and of which nodes. */
export interface Drawing {
  readonly height: number;
  readonly nodes: readonly SVGElement[];
}

export const numbers = (values: readonly Value[]): number[] => values.filter((v): v is number => v !== null);

export const at = (series: Series | undefined, index: number): Value => series?.values[index] ?? null;

const SHORT = new Intl.NumberFormat("zh-CN", { maximumFractionDigits: 2 });

/** A number as written beside a bar. */
export const short = (value: number): string => SHORT.format(value);

/** A share of one as per cent. */
export const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** Labels and values from the greatest down, without the empty ones; beyond `limit` they are put together as `rest`. */
export function ranked(data: ChartData, limit: number, rest: (count: number) => string): ChartData {
  const values = data.labels.map((label, i) => ({ label, value: at(data.series[0], i) ?? 0 }));
  const rows = values.filter((row) => row.value > 0).sort((a, b) => b.value - a.value);
  const tail = rows.length > limit ? rows.splice(limit - 1) : [];
  if (tail.length) rows.push({ label: rest(tail.length), value: tail.reduce((sum, row) => sum + row.value, 0) });
  const name = data.series[0]?.name ?? "";
  return { ...data, labels: rows.map((r) => r.label), series: [{ name, values: rows.map((r) => r.value) }] };
}

/** The share of the whole that the first 1, 2, … values make together. */
export function cumulated(values: readonly number[]): number[] {
  const whole = values.reduce((sum, v) => sum + v, 0);
  let sum = 0;
  return values.map((v) => (sum += v) / whole);
}
