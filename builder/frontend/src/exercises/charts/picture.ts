// What a chart can be shown as.

import type { ChartData, Kind, Say } from "./data";

export interface Picture {
  /** The picture, so many pixels wide; its name for screen readers is the title and one sentence. */
  draw(kind: Kind, data: ChartData, say: Say, width?: number): SVGElement;
  /** Its text equivalent: every value. */
  table(kind: Kind, data: ChartData, say: Say): HTMLTableElement;
  /** Its gist in one sentence. */
  sentence(kind: Kind, data: ChartData, say: Say): string;
}
