/** Bars, one series, side by side or stacked; upright where the labels fit under them, lying otherwise. */

import { at, short, type ChartData, type Drawing } from "./data";
import { cut, extent, legend, line, node, rounds, scale, span, text } from "./svg";

/** One bar: which row, which lane of how many, from which value to which. */
interface Bar {
  readonly row: number;
  readonly lane: number;
  readonly series: number;
  readonly from: number;
  readonly to: number;
}

interface Plan {
  readonly data: ChartData;
  readonly width: number;
  readonly top: number;
  readonly bars: readonly Bar[];
  readonly lanes: number;
  readonly ticks: readonly [number, ...number[]];
}

const LABEL = 12;

export function bars(data: ChartData, width: number, stacked: boolean): Drawing {
  const all = stacked ? piled(data) : abreast(data);
  const key = legend(data.series, width);
  const plan: Plan = {
    data,
    width,
    top: key.height,
    bars: all,
    lanes: stacked ? 1 : data.series.length,
    ticks: ticksOf(data, all),
  };
  const drawing = stands(plan) ? upright(plan) : lying(plan);
  return { height: drawing.height, nodes: [...key.nodes, ...drawing.nodes] };
}

function abreast(data: ChartData): Bar[] {
  return data.series.flatMap((series, lane) =>
    series.values.flatMap((value, row) => (value === null ? [] : [{ row, lane, series: lane, from: 0, to: value }])),
  );
}

function piled(data: ChartData): Bar[] {
  return data.labels.flatMap((_, row) => {
    let from = 0;
    return data.series.map((series, i) => ({ row, lane: 0, series: i, from, to: (from += Math.max(0, at(series, row) ?? 0)) }));
  });
}

function ticksOf(data: ChartData, all: readonly Bar[]): [number, ...number[]] {
  const ends = all.map((bar) => bar.to).concat(data.target ?? []);
  const ticks = rounds(Math.min(0, ...ends), Math.max(data.max ?? 0, ...ends), 4);
  return ends.every(Number.isInteger) ? (ticks.filter(Number.isInteger) as typeof ticks) : ticks;
}

const band = (plan: Plan): number => (plan.width - 44) / Math.max(1, plan.data.labels.length);

/** Whether every label, or short ones in steps, have room under upright bars. */
function stands(plan: Plan): boolean {
  const longest = Math.max(0, ...plan.data.labels.map(extent));
  return band(plan) >= 9 * plan.lanes && (longest + 4 <= band(plan) || longest <= 3 * LABEL);
}

function upright(plan: Plan): Drawing {
  const { data, width, top, lanes } = plan;
  const [left, bottom] = [44, top + 220];
  const y = scale(span(plan.ticks), [bottom, top + 16]);
  const step = band(plan);
  const thick = Math.min(40, step * 0.72) / lanes;
  const every = Math.ceil((Math.max(...data.labels.map(extent)) + 4) / step);
  const x = (bar: Bar): number => left + step * (bar.row + 0.5) + thick * (bar.lane - lanes / 2);
  const nodes = [
    ...plan.ticks.flatMap((t) => [line("rule", left, y(t), width, y(t)), text(short(t), left - 6, y(t), "end")]),
    ...plan.bars.map((b) => rect(b, x(b), Math.min(y(b.from), y(b.to)), thick - 1, Math.abs(y(b.to) - y(b.from)))),
    ...data.labels.flatMap((label, i) => (i % every ? [] : text(label, left + step * (i + 0.5), bottom + 14, "middle"))),
    ...(lanes === 1 && step >= 30 ? tops(plan).map(([row, sum]) => text(short(sum), left + step * (row + 0.5), y(Math.max(0, sum)) - 9, "middle", "value")) : []),
  ];
  if (data.target != null) nodes.push(...aim(line("target", left, y(data.target), width, y(data.target)), data.target, width, y(data.target) - 8));
  return { height: bottom + 26, nodes };
}

function lying(plan: Plan): Drawing {
  const { data, width, top, lanes } = plan;
  const left = Math.min(width * 0.36, Math.max(...data.labels.map(extent)) + 10);
  const thick = lanes === 1 ? 18 : Math.max(9, 24 / lanes);
  const step = thick * lanes + 12;
  const x = scale(span(plan.ticks), [left, width - 50]);
  const head = top + (data.target == null ? 0 : 18);
  const y = (row: number, lane: number): number => head + step * row + 6 + thick * lane;
  const bottom = head + step * data.labels.length;
  const nodes = [
    line("base", x(0), head, x(0), bottom),
    ...data.labels.map((label, row) => text(cut(label, left - 10), left - 8, y(row, lanes / 2), "end")),
    ...plan.bars.map((b) => rect(b, Math.min(x(b.from), x(b.to)), y(b.row, b.lane), Math.abs(x(b.to) - x(b.from)), thick - 1)),
    ...tops(plan).map(([row, sum, lane]) => text(short(sum), x(Math.max(0, sum)) + 6, y(row, lane + 0.5), "start", "value")),
  ];
  if (data.target != null) nodes.push(...aim(line("target", x(data.target), head, x(data.target), bottom), data.target, x(data.target), head - 8));
  return { height: bottom + 4, nodes };
}

const rect = (bar: Bar, x: number, y: number, width: number, height: number): SVGElement =>
  node("rect", { x, y, width: Math.max(0, width), height: Math.max(0, height), class: `hb-fill hb-c${bar.series % 6}` });

const aim = (rule: SVGElement, target: number, x: number, y: number): SVGElement[] => [rule, text(short(target), x, y, "end", "aim")];

/** Where bars end: row, value there, lane. Of a stack only the last. */
function tops(plan: Plan): [number, number, number][] {
  const ends = new Map<string, [number, number, number]>();
  for (const bar of plan.bars) ends.set(`${bar.row} ${bar.lane}`, [bar.row, bar.to, bar.lane]);
  return [...ends.values()];
}
