/** Lines over a row of labels; a missing value leaves a gap. */

import { numbers, short, type ChartData, type Drawing, type Value } from "./data";
import { extent, legend, line, node, path, rounds, scale, span, text } from "./svg";

const LEFT = 44;

export function lines(data: ChartData, width: number): Drawing {
  const key = legend(data.series, width);
  const [top, bottom] = [key.height + 16, key.height + 220];
  const ticks = ticksOf(data);
  const last = Math.max(1, data.labels.length - 1);
  const x = scale([0, last], [LEFT + 10, width - 14]);
  const y = scale(span(ticks), [bottom, top]);
  const every = Math.ceil((Math.max(0, ...data.labels.map(extent)) + 8) / ((width - LEFT - 24) / last));
  const nodes = [
    ...key.nodes,
    ...ticks.flatMap((t) => [line("rule", LEFT, y(t), width, y(t)), text(short(t), LEFT - 6, y(t), "end")]),
    ...data.labels.flatMap((label, i) => (i % every ? [] : text(label, x(i), bottom + 14, "middle"))),
    ...data.series.flatMap((series, i) => drawn(series.values, i, x, y)),
  ];
  if (data.target != null)
    nodes.push(line("target", LEFT, y(data.target), width, y(data.target)), text(short(data.target), width, y(data.target) - 8, "end", "aim"));
  return { height: bottom + 26, nodes };
}

function ticksOf(data: ChartData): [number, ...number[]] {
  const all = data.series.flatMap((s) => numbers(s.values)).concat(data.target ?? [], data.max ?? []);
  return rounds(Math.min(0, ...all), Math.max(0, ...all), 4);
}

type Scale = (value: number) => number;

function drawn(values: readonly Value[], series: number, x: Scale, y: Scale): SVGElement[] {
  const curve = path(values.map((v, i) => (v === null ? null : [x(i), y(v)])));
  const dots = values.flatMap((v, i) => (v === null || values.length > 40 ? [] : dot(series, x(i), y(v))));
  return [node("path", { class: `hb-line hb-c${series % 6}`, d: curve }), ...dots];
}

export const dot = (series: number, cx: number, cy: number): SVGElement =>
  node("circle", { cx, cy, r: 4, class: `hb-dot hb-c${series % 6}` });
