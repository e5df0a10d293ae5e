/** Charts as SVG; the script of them is loaded only by pages that have one. */

import { bars } from "./bars";
import { ranked, type ChartData, type Drawing, type Kind, type Say } from "./data";
import { lines } from "./line";
import { pareto } from "./pareto";
import { radar } from "./radar";
import { scatter } from "./scatter";
import { node } from "./svg";
import { sentence, table } from "./words";
import { bindPlots, chartData, type Source } from "../worksheet/plots";
import type { ExerciseHost } from "../types";
import type { Picture } from "./picture";

export type { ChartData, Kind, Say, Series } from "./data";

export interface Charts extends Picture {
  /** What a chart of a sheet shows; undefined while there is nothing to show. */
  chartData: typeof chartData;
  /** Draws a sheet's charts into their figures. Returns how to ask for drawing them again. */
  bindPlots(host: ExerciseHost, figures: readonly HTMLElement[], source: Source): () => void;
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

declare module "../../core/parts" {
  interface Parts {
    charts: Charts;
  }
}

/** What the script of charts provides. */
export const charts: Charts = { draw, table, sentence, chartData, bindPlots: (...sheet) => bindPlots(charts, ...sheet) };
