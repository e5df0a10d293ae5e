/** Lines over a row of labels; a missing value leaves a gap. */

import { numbers, short, type ChartData, type Drawing, type Value } from "./data";
import { extent, legend, line, node, path, rounds, scale, span, text } from "./svg";

const LEFT = 44;

export function lines(given: ChartData, width: number): Drawing {
  const [data, places] = placed(given);
  const key = legend(data.series, width);
  const [top, bottom] = [key.height + 16, key.height + 220];
  const ticks = ticksOf(data);
  const x = scale(span(places), [LEFT + 10, width - 14]);
  const y = scale(span(ticks), [bottom, top]);
  const nodes = [
    ...key.nodes,
    ...ticks.flatMap((t) => [line("rule", LEFT, y(t), width, y(t)), text(short(t), LEFT - 6, y(t), "end")]),
    ...named(data.labels, places.map(x), width, bottom + 14),
    ...data.series.flatMap((series, i) => drawn(series.values, i, places.map(x), y)),
  ];
  if (data.target != null)
    nodes.push(line("target", LEFT, y(data.target), width, y(data.target)), text(short(data.target), width, y(data.target) - 8, "end", "aim"));
  return { height: bottom + 26, nodes };
}

function ticksOf(data: ChartData): [number, ...number[]] {
  const all = data.series.flatMap((s) => numbers(s.values)).concat(data.target ?? [], data.max ?? []);
  return rounds(Math.min(0, ...all), Math.max(0, ...all), 4);
}

/** Where the labels stand: numbers at their own value, in their order; words side by side. */
function placed(data: ChartData): [ChartData, [number, ...number[]]] {
  const own = data.labels.map((label) => (label ? Number(label) : NaN));
  const rows = [...own.keys()];
  if (!own.every(Number.isFinite)) return [data, rows as [number, ...number[]]];
  rows.sort((a, b) => (own[a] as number) - (own[b] as number));
  const series = data.series.map((s) => ({ ...s, values: rows.map((i) => s.values[i] as Value) }));
  const labels = rows.map((i) => data.labels[i] as string);
  return [{ ...data, labels, series }, labels.map(Number) as [number, ...number[]]];
}

/** The labels that have room, none beyond the edge. */
function named(labels: readonly string[], at: readonly number[], width: number, y: number): SVGElement[] {
  let edge = -Infinity;
  return labels.flatMap((label, i) => {
    const half = extent(label) / 2;
    const middle = Math.min(at[i] as number, width - half);
    if (middle - half < edge) return [];
    edge = middle + half + 8;
    return text(label, middle, y, "middle");
  });
}

function drawn(values: readonly Value[], series: number, x: readonly number[], y: (value: number) => number): SVGElement[] {
  const curve = path(values.map((v, i) => (v === null ? null : [x[i] as number, y(v)])));
  const dots = values.flatMap((v, i) => (v === null || values.length > 40 ? [] : dot(series, x[i] as number, y(v))));
  return [node("path", { class: `hb-line hb-c${series % 6}`, d: curve }), ...dots];
}

export const dot = (series: number, cx: number, cy: number): SVGElement =>
  node("circle", { cx, cy, r: 4, class: `hb-dot hb-c${series % 6}` });
