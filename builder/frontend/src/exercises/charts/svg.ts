/** Nodes, scales and text that all charts share. Colours come from the style sheet, by class. */

import type { Series } from "./data";

type Attributes = Record<string, string | number>;

/** An SVG element; `text` becomes its text, never markup. */
export function node(name: string, attributes: Attributes, text?: string): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes))
    element.setAttribute(key, typeof value === "number" ? String(Math.round(value * 10) / 10) : value);
  if (text !== undefined) element.textContent = text;
  return element;
}

export const line = (kind: string, x1: number, y1: number, x2: number, y2: number): SVGElement =>
  node("path", { class: `hb-${kind}`, d: `M${[x1, y1].map(Math.round)}L${[x2, y2].map(Math.round)}` });

/** Text whose middle is at y; `anchor` says which end of it is at x. */
export const text = (words: string, x: number, y: number, anchor: "start" | "middle" | "end", kind = ""): SVGElement =>
  node("text", { x, y, dy: ".36em", "text-anchor": anchor, ...(kind && { class: `hb-${kind}` }) }, words);

/** A linear scale: domain → range. */
export function scale(from: readonly [number, number], to: readonly [number, number]): (value: number) => number {
  const factor = (to[1] - to[0]) / (from[1] - from[0] || 1);
  return (value) => to[0] + (value - from[0]) * factor;
}

/** A polyline through points; null lifts the pen. `end` is "Z" for a closed outline. */
export function path(points: readonly (readonly [number, number] | null)[], end = ""): string {
  let pen = "M";
  const parts = points.map((point) => {
    const part = point ? pen + point.map((v) => Math.round(v * 10) / 10) : "";
    pen = point ? "L" : "M";
    return part;
  });
  return parts.join("") + end;
}

/** Round values about `count` steps apart that reach from `low` or below to `high` or above. */
export function rounds(low: number, high: number, count: number): [number, ...number[]] {
  const rough = (high - low) / count || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (rough > power * 5 ? 10 : rough > power * 2 ? 5 : rough > power ? 2 : 1);
  const first = Math.floor(low / step);
  const rest = Array.from({ length: Math.ceil(high / step) - first }, (_, i) => (first + i + 1) * step);
  return [first * step, ...rest];
}

/** From the first to the last of the values. */
export const span = (values: readonly [number, ...number[]]): [number, number] => [values[0], values[values.length - 1] ?? values[0]];

const wide = (character: string): boolean => character > "\u2e7f";

/** About how many pixels a text of 12 px takes. */
export const extent = (words: string): number => [...words].reduce((sum, c) => sum + (wide(c) ? 12 : 6.8), 0);

/** A text cut to so many pixels: to what stands before a colon where that fits, else with an ellipsis. */
export function cut(words: string, pixels: number): string {
  if (extent(words) <= pixels) return words;
  const head = words.replace(/[：:].*/, "");
  if (head !== words && extent(head) <= pixels) return head;
  let kept = "";
  for (const c of words) {
    if (extent(kept + c) > pixels - 12) break;
    kept += c;
  }
  return `${kept}…`;
}

/** Swatches with names, wrapped to the width; nothing for one series. */
export function legend(series: readonly Series[], width: number): { height: number; nodes: SVGElement[] } {
  const nodes: SVGElement[] = [];
  let x = 0;
  let y = 10;
  if (series.length > 1)
    series.forEach(({ name }, i) => {
      const need = extent(name) + 34;
      if (x && x + need > width) [x, y] = [0, y + 20];
      nodes.push(node("rect", { x, y: y - 6, width: 12, height: 12, rx: 2, class: `hb-fill hb-c${i % 6}` }));
      nodes.push(text(name, x + 18, y, "start"));
      x += need;
    });
  return { height: nodes.length ? y + 14 : 0, nodes };
}
