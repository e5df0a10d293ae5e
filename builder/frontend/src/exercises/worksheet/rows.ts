/** Tables that grow: rows are cloned from the spare one that the page brings. */

import type { ExerciseHost } from "../types";
import type { Answers, Value } from "../../answers/record";
import type { Details } from "./details";

export const body = (form: ParentNode, table: string): HTMLTableSectionElement =>
  (form.querySelector(`[data-table="${table}"]`) as HTMLTableElement).tBodies[0] as HTMLTableSectionElement;

/** Rows to fill, without the spare ones. */
export const filling = (part: HTMLTableSectionElement): HTMLTableRowElement[] =>
  [...part.rows].filter((row) => !row.classList.contains("hb-spare"));

export const rowCount = (form: ParentNode, table: string): number => filling(body(form, table)).length;

function pattern(part: HTMLTableSectionElement, index: number): HTMLTableRowElement {
  const row = part.querySelector(".hb-spare")?.cloneNode(true) as HTMLTableRowElement;
  row.className = "";
  for (const cell of row.querySelectorAll<HTMLInputElement>("[data-name]"))
    cell.name = (cell.dataset["name"] as string).replace(".N.", `.${index}.`);
  for (const part of row.querySelectorAll("[id],[aria-labelledby],[aria-describedby]"))
    for (const name of ["id", "aria-labelledby", "aria-describedby"]) {
      const value = part.getAttribute(name);
      if (value) part.setAttribute(name, value.replace(/-N(?= |$)/g, `-${index}`));
    }
  (row.cells[0] as HTMLElement).textContent = String(index + 1);
  return row;
}

/** Makes a table that can grow so many rows high. Returns whether it changed. */
export function setRows(form: ParentNode, table: string, count: number): boolean {
  const part = body(form, table);
  const rows = filling(part);
  for (let index = rows.length; index < count; index++) part.insertBefore(pattern(part, index), part.querySelector(".hb-spare"));
  for (const row of rows.slice(count)) row.remove();
  return rows.length !== count;
}

/** Gives growing tables the rows that answers need. */
export function prepareRows({ form, def }: ExerciseHost, answers: Answers): void {
  for (const [table, { most, rows = 1 }] of Object.entries((def as unknown as Details).tables ?? {}))
    if (most && table in answers) setRows(form, table, Math.max(rows, (answers[table] as Value[]).length));
}
