/** A radar: one axis per label, one outline per series. */

import { numbers, short, type ChartData, type Drawing } from "./data";
import { dot } from "./line";
import { cut, extent, legend, line, node, path, rounds, scale, text } from "./svg";

export function radar(data: ChartData, width: number): Drawing {
  const key = legend(data.series, width);
  const room = Math.min(width * 0.26, Math.max(...data.labels.map(extent)) + 10);
  const radius = Math.min(140, width / 2 - room - 8);
  const [cx, cy] = [width / 2, key.height + radius + 28];
  const high = data.max ?? Math.max(1, ...data.series.flatMap((s) => numbers(s.values)));
  const r = scale([0, high], [0, radius]);
  const angle = (i: number): number => (2 * Math.PI * i) / data.labels.length;
  const x = (i: number, distance: number): number => cx + distance * Math.sin(angle(i));
  const y = (i: number, distance: number): number => cy - distance * Math.cos(angle(i));
  const rings = rounds(0, high, 4).filter((t) => t > 0 && t <= high);
  const closed = (values: readonly number[], kind: string): SVGElement =>
    node("path", { class: kind, d: path(values.map((v, i) => [x(i, r(v)), y(i, r(v))]), "Z") });
  const nodes = [
    ...key.nodes,
    ...rings.map((t) => closed(data.labels.map(() => t), "hb-rule")),
    ...data.labels.map((_, i) => line("rule", cx, cy, x(i, radius), y(i, radius))),
    ...rings.map((t) => text(short(t), cx + 4, cy - r(t), "start", "tick")),
    ...data.series.map((s, i) => closed(s.values.map((v) => v ?? 0), `hb-area hb-c${i % 6}`)),
    ...data.series.flatMap((s, i) => s.values.flatMap((v, j) => (v === null ? [] : dot(i, x(j, r(v)), y(j, r(v)))))),
    ...data.labels.map((label, i) => text(cut(label, room - 4), x(i, radius + 10), y(i, radius + 12), side(angle(i)))),
  ];
  return { height: Math.max(...data.labels.map((_, i) => y(i, radius + 12))) + 14, nodes };
}

/** Which end of a label is at the axis, so that it grows away from the circle. */
function side(angle: number): "start" | "middle" | "end" {
  const across = Math.sin(angle);
  return Math.abs(across) < 0.2 ? "middle" : across > 0 ? "start" : "end";
}
