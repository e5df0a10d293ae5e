/** Charts as SVG, loaded only by pages that have one: `window.HBCharts`. */

import { bars } from "./charts/bars";
import { ranked, type ChartData, type Drawing, type Kind, type Say } from "./charts/data";
import { lines } from "./charts/line";
import { pareto } from "./charts/pareto";
import { radar } from "./charts/radar";
import { scatter } from "./charts/scatter";
import { node } from "./charts/svg";
import { sentence, table } from "./charts/words";
import { bindPlots, chartData } from "./worksheet/plots";

export type { ChartData, Kind, Say, Series } from "./charts/data";

export interface Charts {
  /** The picture, so many pixels wide; its name for screen readers is the title and one sentence. */
  draw(kind: Kind, data: ChartData, say: Say, width?: number): SVGElement;
  /** Its text equivalent: every value. */
  table(kind: Kind, data: ChartData, say: Say): HTMLTableElement;
  /** Its gist in one sentence. */
  sentence(kind: Kind, data: ChartData, say: Say): string;
  /** What a chart of a sheet shows; undefined while there is nothing to show. */
  chartData: typeof chartData;
  /** Draws a sheet's charts into their figures. Returns how to ask for drawing them again. */
  bindPlots: typeof bindPlots;
}

/** Rows of a Pareto chart that are drawn one by one. */
const PARETO_ROWS = 20;

function drawing(kind: Kind, data: ChartData, say: Say, width: number): Drawing {
  if (kind === "line") return lines(data, width);
  if (kind === "scatter") return scatter(data, width);
  if (kind === "pareto") return pareto(ranked(data, PARETO_ROWS, (count) => say("chart_rest", { count })), width);
  if (kind === "radar" && data.labels.length > 2) return radar(data, width);
  return bars(data, width, kind === "stacked");
}

function draw(kind: Kind, data: ChartData, say: Say, width = 640): SVGElement {
  // Days without their year have room under lines and beside bars.
  const labels = data.labels.map((label) => label.replace(/^\d{4}-(?=\d\d-\d\d$)/, ""));
  const { height, nodes } = drawing(kind, { ...data, labels }, say, width);
  const name = [data.title, sentence(kind, data, say)].filter(Boolean).join("。");
  const svg = node("svg", { viewBox: `0 0 ${width} ${Math.ceil(height)}`, role: "img", "aria-label": name, class: "hb-svg" });
  svg.append(...nodes);
  return svg;
}

declare global {
  interface Window {
    HBCharts?: Charts;
  }
}

window.HBCharts = { draw, table, sentence, chartData, bindPlots };
