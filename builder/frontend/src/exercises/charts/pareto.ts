/** A Pareto chart, lying: the greatest first, and what they make together as a line from 0 to 100%. */

import { cumulated, percent, short, type ChartData, type Drawing } from "./data";
import { cut, extent, line, node, path, scale, text } from "./svg";

const STEP = 32;
const HEAD = 20;

/** `data` is ranked: values from the greatest down, none missing. */
export function pareto(data: ChartData, width: number): Drawing {
  const values = (data.series[0]?.values ?? []) as readonly number[];
  const left = Math.min(width * 0.34, Math.max(0, ...data.labels.map(extent)) + 10);
  const right = width - 46;
  const x = scale([0, values[0] ?? 1], [left, right - 40]);
  const share = scale([0, 1], [left, right]);
  const y = (row: number): number => HEAD + STEP * (row + 0.5);
  const shares = cumulated(values);
  const bottom = HEAD + STEP * values.length;
  const nodes = [
    line("base", left, HEAD, left, bottom),
    line("target", share(0.8), HEAD, share(0.8), bottom),
    text("80%", share(0.8), HEAD - 10, "middle", "aim"),
    ...values.flatMap((value, row) => [
      text(cut(data.labels[row] ?? "", left - 10), left - 8, y(row), "end"),
      node("rect", { x: left, y: y(row) - 9, width: x(value) - left, height: 18, class: "hb-fill hb-c0" }),
      written(value, left, x(value), y(row)),
      text(percent(shares[row] ?? 0), width, y(row), "end", "value"),
    ]),
    node("path", { class: "hb-line hb-c1", d: path(shares.map((s, row) => [share(s), y(row)])) }),
    ...shares.map((s, row) => node("circle", { cx: share(s), cy: y(row), r: 3.5, class: "hb-dot hb-c1" })),
  ];
  return { height: bottom + 4, nodes };
}

/** A value in its bar, or behind it where it does not fit. */
function written(value: number, from: number, to: number, y: number): SVGElement {
  const words = short(value);
  return extent(words) + 12 > to - from ? text(words, to + 6, y, "start", "value") : text(words, from + 6, y, "start", "inside");
}
