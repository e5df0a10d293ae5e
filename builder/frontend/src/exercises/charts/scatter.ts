/** Points by two values, parted into four named fields where the author says so. */

import { at, numbers, short, type ChartData, type Drawing, type Series, type Value } from "./data";
import { dot } from "./line";
import { cut, extent, line, rounds, scale, span, text } from "./svg";

/** With more points than this, they carry the numbers of their rows instead of names. */
const NAMED = 8;
const LEFT = 44;

export function scatter(data: ChartData, width: number): Drawing {
  const [across, up] = data.series;
  const bottom = Math.min(380, Math.max(240, width * 0.7));
  const [splitX, splitY] = data.split ?? [null, null];
  const [ticksX, ticksY] = [ticksOf(across, splitX), ticksOf(up, splitY)];
  const x = scale(span(ticksX), [LEFT + 16, width - 20]);
  const y = scale(span(ticksY), [bottom - 32, 48]);
  const nodes = [
    line("base", LEFT, bottom, width, bottom),
    line("base", LEFT, 10, LEFT, bottom),
    ...ticksX.map((t) => text(short(t), x(t), bottom + 14, "middle")),
    ...ticksY.map((t) => text(short(t), LEFT - 6, y(t), "end")),
    text(across?.name ?? "", width, bottom + 32, "end", "value"),
    text(up?.name ?? "", LEFT + 6, 8, "start", "value"),
    ...(splitX === null ? [] : [line("split", x(splitX), 10, x(splitX), bottom)]),
    ...(splitY === null ? [] : [line("split", LEFT, y(splitY), width, y(splitY))]),
    ...corners(data.quadrants ?? [], width, bottom),
    ...points(data, x, y, width),
  ];
  return { height: bottom + 42, nodes };
}

function ticksOf(series: Series | undefined, split: Value): [number, ...number[]] {
  const all = numbers(series?.values ?? []).concat(split ?? []);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  return low < high ? rounds(low, high, 5) : [(all[0] ?? 0) - 1, (all[0] ?? 0) + 1];
}

function corners(names: readonly string[], width: number, bottom: number): SVGElement[] {
  const room = (width - LEFT) / 2 - 12;
  return names.map((name, i) =>
    text(cut(name, room), i % 2 ? width - 6 : LEFT + 8, i < 2 ? 26 : bottom - 12, i % 2 ? "end" : "start", "corner"),
  );
}

type Scale = (value: number) => number;

/** Points in one place share one dot and one label. */
function points(data: ChartData, x: Scale, y: Scale, width: number): SVGElement[] {
  const places = new Map<string, { cx: number; cy: number; names: string[] }>();
  const named = data.labels.length <= NAMED;
  data.labels.forEach((label, i) => {
    const [vx, vy] = [at(data.series[0], i), at(data.series[1], i)];
    if (vx === null || vy === null) return;
    const place = places.get(`${vx} ${vy}`) ?? { cx: x(vx), cy: y(vy), names: [] };
    place.names.push(named ? label : String(i + 1));
    places.set(`${vx} ${vy}`, place);
  });
  const taken = [...places.values()].map(({ cx, cy }) => [cx - 5, cx + 5, cy] as const);
  return [...places.values()].flatMap(({ cx, cy, names }) => {
    const words = cut(names.join("、"), width * 0.4);
    const long = extent(words);
    const before = cx + 10 + long > width;
    const from = before ? cx - 9 - long : cx + 9;
    let high = cy;
    while (taken.some(([a, b, at]) => Math.abs(at - high) < 13 && a < from + long && from < b)) high += 13;
    taken.push([from, from + long, high]);
    return [dot(0, cx, cy), text(words, before ? cx - 9 : cx + 9, high, before ? "end" : "start")];
  });
}
