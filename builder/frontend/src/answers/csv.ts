// Answers as a table for spreadsheets: one line per thing answered. No cell can turn into a formula.

import { own, question, type Ask, type Known, type Labels, type AnswerRecord, type Value } from "./record";
import type { Words } from "../core/words";

export const labelOf = (labels: Labels | undefined, id: string): string =>
  labels?.find((one) => one[0] === id)?.[1] ?? id;


/** One value in words. */
export function spoken(value: Value | undefined, options: Labels | undefined, words: Words): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "boolean") return value ? words("data_yes") : words("data_no");
  if (Array.isArray(value)) return value.map((part) => spoken(part, options, words)).join("；");
  if (typeof value === "object")
    return Object.entries(value).map(([key, part]) => `${key}：${spoken(part, options, words)}`).join("，");
  return labelOf(options, String(value));
}

/** The parts of an answer that stand on lines of their own: what part, and its value in words. */
export function parts(value: Value, ask: Ask | undefined, words: Words): [part: string, text: string][] {
  if (Array.isArray(value) && ask?.shape === "table")
    return value.flatMap((row, i) =>
      Object.entries(row as Record<string, Value>).map(([key, cell]): [string, string] => {
        const column = own(ask.columns ?? {}, key);
        return [`${words("data_row", { n: i + 1 })} ${column?.label ?? key}`, spoken(cell, column?.options, words)];
      }),
    );
  if (value && typeof value === "object" && !Array.isArray(value))
    return Object.entries(value).map(([key, part]) => [labelOf(ask?.items, key), spoken(part, ask?.options, words)]);
  return [["", spoken(value, ask?.options, words)]];
}

/** An answer in one line of words. */
export const describe = (value: Value, ask: Ask | undefined, words: Words): string =>
  parts(value, ask, words).map(([part, text]) => (part ? `${part}：${text}` : text)).join("；");

/** The lines of one exercise: exercise, question, part, answer, id, time. */
export function lines(title: string, rec: AnswerRecord, def: Known | undefined, words: Words): string[][] {
  const label = (field: string): string => own(def?.asked ?? {}, field)?.label ?? field;
  const outputs = (def as { outputs?: Record<string, { label?: string }> } | undefined)?.outputs ?? {};
  const answers = Object.entries(rec.answers).flatMap(([field, value]) => {
    const ask = def && (own(def.asked, field) ?? own(def.asked, question(field)));
    const name = label(field);
    return parts(value, ask, words).map(([part, text]) => [title, name, part, text, field, rec.updated]);
  });
  const results = Object.entries(rec.outputs).map(([id, value]) => [
    title, own(outputs, id)?.label ?? id, "", spoken(value, undefined, words), id, rec.updated,
  ]);
  return [...answers, ...results];
}

const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r]/;
const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/;

/** A cell between quotes; what a spreadsheet would compute gets an apostrophe in front. */
const cell = (text: string): string =>
  `"${(FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text).replace(/"/g, '""')}"`;

/** The table as a file: UTF-8 with a byte order mark, because spreadsheets take Chinese for something else without. */
export const csv = (rows: string[][]): string => `\uFEFF${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
