/** Every filled sheet of a module on paper, in the order of learning, behind a cover. */

import { localDay, type Day } from "../../core/calendar";
import { el, short } from "../../core/dom";
import { display } from "../../scoring/values";
import { filled, migrate, own, type Ask, type Column, type Known, type JsonMap, type AnswerRecord, type Value } from "../../answers/record";
import { words } from "../../core/words";
import { charts, scaleChart, type Plots } from "./drawn";
import { begun, dayOf, recordOf, type Exercise, type Module, type Outline, type Records } from "./outline";
import type { MyHandbook, PrintedField, PrintedOutput } from "../../core/contract";

/** builder/handbook/pages/my_handbook/portfolio.py: what worksheets say beside their questions, and what they give. */
export type Sheets = MyHandbook["sheets"];

type Printed = Ask & PrintedField;

export interface Wanted {
  outline: Outline;
  module: Module;
  known: Known[];
  sheets: Sheets;
  /** Charts and formulas by sheet; none where no sheet has a chart. */
  plots: Plots;
  records: Records;
  name: string;
  today: Day;
  version: string;
}

/** Decks are no sheets: what is learned by heart is not for paper. */
const NO_SHEETS = ["cards"];

export function portfolio({ outline, module, known, sheets, plots, records, name, today, version }: Wanted): HTMLElement {
  const defs = new Map(known.map((one) => [one.id, one]));
  const filledIn = module.exercises.flatMap((id) => {
    const exercise = own(outline.exercises, id);
    const rec = exercise && !NO_SHEETS.includes(exercise.kind) ? recordOf(records, id, exercise) : undefined;
    const page = exercise && begun(rec) ? sheet(exercise, { def: defs.get(id), more: own(sheets, id), plot: own(plots, id) }, rec) : undefined;
    return exercise && rec && page ? [{ exercise, rec, page }] : [];
  });
  const fact = (key: string, value: string): HTMLElement =>
    el("div", "", el("dt", "", words(`folio_${key}`)), value ? el("dd", "", value) : el("dd", "hb-rule"));
  const cover = el(
    "section", "hb-cover",
    el("p", "hb-cover__book", outline.handbook.title),
    el("h1", "", module.title),
    el("p", "hb-cover__what", words("folio_title")),
    el("dl", "", fact("name", name), fact("day", today), fact("version", version), fact("sheets", String(filledIn.length))),
    el("ol", "hb-cover__list", ...filledIn.map(({ exercise, rec }) => el("li", "", el("span", "", exercise.title), el("span", "", dayOf(rec.updated) ?? "")))),
    el("p", "hb-cover__foot", outline.handbook.organisation),
  );
  return el("div", "hb-folio", cover, ...filledIn.map(({ page }, i) => {
    page.querySelector("h2")?.prepend(`${i + 1}　`);
    return page;
  }));
}

/** What is known of an exercise: its questions, what a worksheet says beside them, its charts. */
interface About {
  def?: Known | undefined;
  more?: Sheets[string] | undefined;
  plot?: Plots[string] | undefined;
}

/** A filled sheet; undefined where nothing of what was filled in is asked any more. */
function sheet(exercise: Exercise, { def, more, plot }: About, saved: AnswerRecord): HTMLElement | undefined {
  const rec = JSON.parse(JSON.stringify(saved)) as AnswerRecord;
  if (def) migrate(rec, def);
  const answers = Object.values(rec.answers).some(filled) ? rec.answers : (rec.history[rec.history.length - 1]?.answers ?? {});
  const lines: [string, string][] = [];
  const parts: HTMLElement[] = [];
  const flush = (): void => {
    if (lines.length) parts.push(table([words("folio_question"), words("folio_answer")], lines.splice(0)));
  };
  for (const [field, known] of Object.entries(def?.asked ?? {})) {
    const value = own(answers, field);
    if (!filled(value) || value === undefined || field.endsWith(".confidence")) continue;
    const ask: Printed = { ...known, ...own(more?.fields ?? {}, field) };
    if (ask.shape === "table" && Array.isArray(value)) {
      flush();
      parts.push(...rows(ask, value as JsonMap[]));
    } else lines.push([ask.label, said(value, ask)]);
  }
  flush();
  const results = [...outputs(more?.outputs ?? {}, rec), ...ofKind(exercise, rec)];
  if (!parts.length && !results.length) return undefined;
  return el(
    "section", "hb-sheet",
    el("h2", "", exercise.title),
    el("p", "hb-sheet__when", words("folio_when", { date: dayOf(rec.updated) ?? "" })),
    ...parts,
    ...(results.length ? [table([words("folio_result"), words("folio_value")], results, "hb-sheet__results")] : []),
    ...(def && plot ? charts(plot, def, rowNames(more), answers) : []),
    ...scaleChart(exercise, rec),
  );
}

const rowNames = (more: Sheets[string] | undefined): Record<string, string[]> =>
  Object.fromEntries(Object.entries(more?.fields ?? {}).flatMap(([field, { rows: names }]) => (names ? [[field, names]] : [])));

function table(heads: string[], lines: string[][], name = ""): HTMLElement {
  const result = el("table", `hb-sheet__table ${name}`.trim());
  result.createTHead().append(el("tr", "", ...heads.map((head) => scoped(head, "col"))));
  const body = result.createTBody();
  for (const [head = "", ...cells] of lines) body.append(el("tr", "", scoped(head, "row"), ...cells.map((cell) => el("td", "", cell))));
  return result;
}

function scoped(text: string, scope: string): HTMLElement {
  const head = el("th", "", text);
  head.scope = scope;
  return head;
}

/** A table that was filled in: its rows by name or number, as far as they say something; columns that only say the name of their row again are left out. */
function rows({ label, columns = {}, units = {}, rows: names }: Printed, value: JsonMap[]): HTMLElement[] {
  const echoes = (id: string, column: Column): boolean => !!names && value.every((row, i) => said(own(row, id), column) === names[i]);
  const known = Object.entries(columns).filter(([id, column]) => !echoes(id, column));
  const lines = value.flatMap((row, i) =>
    Object.values(row).some(filled) ? [[names?.[i] ?? String(i + 1), ...known.map(([id, column]: [string, Column]) => said(own(row, id), column))]] : [],
  );
  if (!known.length || !lines.length) return [];
  const heads = known.map(([id, { label: head }]) => (own(units, id) ? `${head}（${own(units, id)}）` : head));
  const result = table(["", ...heads], lines, `${names ? "hb-sheet__named" : ""} ${known.length > 4 ? "hb-sheet__wide" : ""}`);
  result.prepend(el("caption", "", label));
  return [result];
}

/** An answer in words. */
function said(value: Value | undefined, ask: Partial<Printed>): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "boolean") return words(value ? "folio_yes" : "folio_no");
  if (Array.isArray(value)) return value.map((part) => said(part, { options: [...(ask.options ?? []), ...(ask.items ?? [])] })).join("；");
  if (typeof value === "object") return saidMap(value, ask);
  const label = ask.options?.find(([id]) => id === String(value))?.[1];
  return label ?? `${typeof value === "number" ? display(value) : value}${ask.unit ? ` ${ask.unit}` : ""}`;
}

function saidMap(value: JsonMap, { shape, items, options, repeat }: Partial<Printed>): string {
  if (shape === "check") return repeat ? words("folio_times", { n: Object.values(value).filter(filled).length }) : ticked(value);
  if (shape === "order" && Object.values(value).every((place) => typeof place === "number"))
    return Object.entries(value).sort(([, a], [, b]) => Number(a) - Number(b)).map(([id]) => labelOf(items, id)).join(" → ");
  return Object.entries(value).map(([id, part]) => `${labelOf(items, id)}：${said(part, options ? { options } : {})}`).join("；");
}

const labelOf = (labels: [string, string][] | undefined, id: string): string => labels?.find(([one]) => one === id)?.[1] ?? id;

const ticked = ({ done, evidence, date }: JsonMap): string =>
  [words(done === true ? "folio_done" : "folio_open"), date, evidence].filter((part) => typeof part === "string" && part).join("　");

const outputs = (known: Record<string, PrintedOutput>, rec: AnswerRecord): string[][] =>
  Object.entries(known).flatMap(([id, { label, digits, unit }]) => {
    const value = own(rec.outputs, id);
    if (value === undefined || value === null || value === "" || typeof value === "object") return [];
    const text = typeof value === "number" ? display(value, digits) : said(value, {});
    return [[label, unit && typeof value === "number" ? `${text} ${unit}` : text]];
  });

/** What quizzes and scales come to, time by time. */
function ofKind({ kind, role, parts = [] }: Exercise, { history, outputs: now }: AnswerRecord): string[][] {
  if (kind === "quiz")
    return history.flatMap(({ at, outputs: { percent, passed, retried } }) =>
      typeof percent === "number" && !retried ? [[localDay(new Date(at)), words(role === "pretest" ? "folio_percent" : passed ? "folio_passed" : "folio_failed", { n: short(percent) })]] : [],
    );
  if (kind !== "scale") return [];
  const last = history[history.length - 1]?.outputs ?? now;
  return parts.flatMap(([id, label]) => (typeof last[id] === "number" ? [[label, short(last[id] as number)]] : []));
}
