/** The charts of a filled sheet on paper: the picture, its gist in a sentence, and every value in a table. */

import { part } from "../../core/registry";
import type { ChartData, Charts, Kind } from "../../exercises/charts/charts";
import { localDay } from "../../core/calendar";
import { el } from "../../core/dom";
import { createSheet, type SheetDefinition } from "../../scoring/formula";
import { todayNumber } from "../../scoring/values";
import { own, type Answers, type Known, type AnswerRecord, type Value } from "../../answers/record";
import { words } from "../../core/words";
import type { Exercise } from "./outline";
import type { MyHandbook } from "../../core/contract";

/** builder/handbook/pages/my_handbook/portfolio.py: the charts of worksheets and the formulas that they draw. */
export type Plots = MyHandbook["plots"];

/** Pixels of a picture, which stand for as many on paper. */
const WIDTH = 480;
const RADAR = 360;
/** Subscales from which on a scale has the shape of a radar, as on its own page. */
const CORNERS = 3;
/** Columns up to which the values have room beside their picture. */
const BESIDE = 3;

/** A worksheet's charts, as its page would draw them from these answers; those that show nothing are left out. */
export function charts({ sheet: formulas, charts: list }: Plots[string], def: Known, rows: Record<string, string[]>, answers: Answers): HTMLElement[] {
  const drawing = part("charts");
  if (!drawing) return [];
  const sheet = createSheet(formulas, todayNumber());
  for (const [field, value] of Object.entries(answers)) if (fits(field, value, formulas)) sheet.set(field, value);
  sheet.recompute();
  const tables = Object.fromEntries(Object.entries(rows).map(([table, names]) => [table, { names }]));
  const known = { asked: def.asked, sheet: formulas, tables, charts: list };
  const height = (found: Value | undefined): number => (Array.isArray(found) ? found.length : 0);
  const source = { get: sheet.get, rows: (table: string) => height(own(answers, table)) };
  return list.flatMap((chart, number) => {
    const data = drawing.chartData(chart, number, known, source, words);
    return data ? [figure(drawing, chart.type, data, WIDTH)] : [];
  });
}

/** Whether an answer has the shape of its field: a record may have come from anywhere. */
function fits(field: string, value: Value, { fields, tables }: SheetDefinition): boolean {
  if (own(tables, field)) return Array.isArray(value);
  return !own(fields, field)?.parts || (typeof value === "object" && value !== null && !Array.isArray(value));
}

/** The shape of a scale's subscales, at the first time that was kept and the last. */
export function scaleChart({ kind, title, points, parts = [] }: Exercise, { history }: AnswerRecord): HTMLElement[] {
  const drawing = part("charts");
  const shown = parts.filter(([id]) => id !== "total");
  if (!drawing || kind !== "scale" || !points || shown.length < CORNERS) return [];
  const times = [...new Set([history[0], history[history.length - 1]])].flatMap((one) => one ?? []);
  const series = times
    .map(({ at, outputs }) => ({ name: localDay(new Date(at)), values: shown.map(([id]) => own(outputs, id)) }))
    .filter((one): one is { name: string; values: number[] } => one.values.every((value) => typeof value === "number"));
  if (!series.length) return [];
  return [figure(drawing, "radar", { title, labels: shown.map(([, label]) => label), series, max: points }, RADAR)];
}

function figure(drawing: Charts, kind: Kind, data: ChartData, width: number): HTMLElement {
  const table = drawing.table(kind, data, words);
  table.className = "hb-sheet__table";
  return el(
    "figure", `hb-drawn${(table.tHead?.rows[0]?.cells.length ?? 0) > BESIDE ? "" : " hb-drawn--beside"}`,
    data.title ? el("figcaption", "", data.title) : null,
    drawing.draw(kind, data, words, width),
    el("p", "", drawing.sentence(kind, data, words)),
    table,
  );
}
