/** The text equivalent of a chart: one sentence, and a table with every value. */

import { at, cumulated, percent, ranked, short, type ChartData, type Kind, type Say } from "./data";

/** The heads and rows of the table. */
export function cells(kind: Kind, data: ChartData): string[][] {
  const unit = data.unit ? `（${data.unit}）` : "";
  const heads = data.series.map((s) => s.name + unit);
  const rows = data.labels.map((label, i) => [label, ...data.series.map((s) => written(at(s, i)))]);
  return [[data.of ?? "", ...heads], ...(kind === "scatter" ? rows.map(([label, ...rest], i) => [`${i + 1} ${label}`, ...rest]) : rows)];
}

const written = (value: number | null): string => (value === null ? "" : short(value));

/** The table of a Pareto chart: ranked, with shares. */
function paretoCells(data: ChartData, say: Say): string[][] {
  const all = ranked(data, Infinity, String);
  const shares = cumulated(all.series[0]?.values as readonly number[]);
  const [heads, ...rows] = cells("bar", all);
  return [[...(heads ?? []), say("chart_together")], ...rows.map((row, i) => [...row, percent(shares[i] ?? 0)])];
}

export function table(kind: Kind, data: ChartData, say: Say): HTMLTableElement {
  const [heads = [], ...rows] = kind === "pareto" ? paretoCells(data, say) : cells(kind, data);
  const result = document.createElement("table");
  const head = result.createTHead().insertRow();
  for (const words of heads) head.append(cell("th", words, "col"));
  const body = result.createTBody();
  for (const row of rows) body.insertRow().append(...row.map((words, i) => cell(i ? "td" : "th", words, "row")));
  return result;
}

function cell(name: "th" | "td", words: string, scope: string): HTMLElement {
  const result = document.createElement(name);
  if (name === "th") result.setAttribute("scope", scope);
  result.textContent = words;
  return result;
}

/** One sentence: of a Pareto chart how many make 80%, of the others the greatest and the least of each series. */
export function sentence(kind: Kind, data: ChartData, say: Say): string {
  if (kind === "scatter") return say("chart_points", { count: data.labels.length });
  if (kind === "pareto") return fewVital(data, say);
  return data.series.map((_, i) => extremes(data, i, say)).join("");
}

function fewVital(data: ChartData, say: Say): string {
  const shares = cumulated(ranked(data, Infinity, String).series[0]?.values as readonly number[]);
  const few = shares.findIndex((share) => share >= 0.8) + 1;
  return few ? say("chart_pareto", { few, all: shares.length, share: percent(shares[few - 1] ?? 0) }) : "";
}

function extremes(data: ChartData, index: number, say: Say): string {
  const series = data.series[index];
  const rows = data.labels.flatMap((label, i) => {
    const value = at(series, i);
    return value === null ? [] : [{ label, value }];
  });
  rows.sort((a, b) => b.value - a.value);
  const [most, least] = [rows[0], rows[rows.length - 1]];
  if (!series || !most || !least) return "";
  const unit = data.unit === "%" ? "%" : data.unit ? ` ${data.unit}` : "";
  return say(most.value === least.value ? "chart_same" : "chart_extremes", {
    name: series.name,
    most: most.label,
    mostValue: short(most.value) + unit,
    least: least.label,
    leastValue: short(least.value) + unit,
  });
}
