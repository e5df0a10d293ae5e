/** Charts of a sheet: drawn after the typing pauses, and again when their width changes. */

import type { ChartData, Say } from "../charts/data";
import type { Picture } from "../charts/picture";
import type { ExerciseHost } from "../types";
import type { Sheet } from "../../scoring/formula";
import { day } from "../../scoring/values";
import type { ChartDetails, Details } from "./details";

const PAUSE = 250;
const SAME_WIDTH = 24;

/** A sheet to draw, and how many rows its tables have. */
export interface Source {
  get: Sheet["get"];
  rows(table: string): number;
}

/** What is needed of a sheet to draw its charts. */
export type Plotted = Pick<Details, "asked" | "sheet" | "tables" | "charts">;

/** What a chart shows; undefined while there is nothing to show. */
export function chartData(chart: ChartDetails, number: number, def: Plotted, { get, rows }: Source, say: Say): ChartData | undefined {
  const value = (path: string): number | null => {
    const found = get(path);
    return typeof found === "number" ? found : null;
  };
  const { table, items = [], y = [], x, names = {} } = chart;
  const common = { ...pick(chart, "title", "unit", "max", "quadrants"), target: value(`charts.${number}.target`) };
  if (!table) {
    const values = items.map(([id]) => value(id));
    if (values.every((v) => v === null)) return undefined;
    return { ...common, labels: items.map(([, label]) => label), series: [{ name: chart.title ?? "", values }] };
  }
  const columns = chart.type === "scatter" && x ? [x, ...y] : y;
  const all = Array.from({ length: rows(table) }, (_, row) => row);
  const kept = all.filter((row) => columns.some((column) => value(`${table}.${row}.${column}`) !== null));
  if (!kept.length) return undefined;
  const head = chart.label ?? (chart.type === "scatter" ? undefined : x);
  return {
    ...common,
    of: head ? (names[head] ?? "") : (def.asked[table]?.label ?? ""),
    labels: kept.map((row) => (head ? cellText(table, row, head, def, get) : "") || rowName(table, row, def, say)),
    series: columns.map((column) => ({ name: names[column] ?? column, values: kept.map((row) => value(`${table}.${row}.${column}`)) })),
    split: [value(`charts.${number}.x_split`), value(`charts.${number}.y_split`)],
  };
}

function pick<T extends object, K extends keyof T>(from: T, ...keys: K[]): Pick<T, K> {
  return Object.fromEntries(keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]])) as Pick<T, K>;
}

const rowName = (table: string, row: number, def: Plotted, say: Say): string =>
  def.tables?.[table]?.names?.[row] ?? say("ws_row", { n: row + 1 });

function cellText(table: string, row: number, column: string, def: Plotted, get: Sheet["get"]): string {
  const found = get(`${table}.${row}.${column}`);
  const { options } = def.asked[table]?.columns?.[column] ?? {};
  const isDate = def.sheet.tables[table]?.columns[column]?.kind === "date";
  return options?.find(([id]) => id === found)?.[1] ?? (isDate && typeof found === "number" ? day(found) : String(found ?? ""));
}

/** Draws one chart into its figure; hides the figure while there is nothing to show. */
function draw(charts: Picture, figure: HTMLElement, chart: ChartDetails, data: ChartData | undefined, say: Say): void {
  figure.hidden = !data;
  if (!data) return;
  const plot = figure.querySelector(".hb-plot") as HTMLElement;
  plot.replaceChildren(charts.draw(chart.type, data, say, Math.max(280, Math.min(720, plot.clientWidth || 640))));
  const [gist, place] = [".hb-chart__say", ".hb-scroll"].map((one) => figure.querySelector(one));
  if (gist) gist.textContent = charts.sentence(chart.type, data, say);
  place?.replaceChildren(charts.table(chart.type, data, say));
}

/** Draws charts into their figures. Returns how to ask for drawing them again. */
export function bindPlots(charts: Picture, host: ExerciseHost, figures: readonly HTMLElement[], source: Source): () => void {
  const def = host.def as unknown as Details;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function redraw(): void {
    for (const figure of figures) {
      const number = Number(figure.dataset["chart"]);
      const chart = def.charts?.[number];
      if (chart) draw(charts, figure, chart, chartData(chart, number, def, source, host.words), host.words);
    }
  }

  function ask(): void {
    clearTimeout(timer);
    timer = setTimeout(() => idle(redraw), PAUSE);
  }

  watchWidth((figures[0] as HTMLElement).parentElement as HTMLElement, ask);
  return ask;
}

const idle = (call: () => void): unknown =>
  "requestIdleCallback" in window ? requestIdleCallback(call, { timeout: 500 }) : setTimeout(call);

function watchWidth(element: HTMLElement, changed: () => void): void {
  let width = 0;
  new ResizeObserver(([entry]) => {
    const now = entry?.contentRect.width ?? 0;
    if (Math.abs(now - width) < SAME_WIDTH) return;
    width = now;
    changed();
  }).observe(element);
}
