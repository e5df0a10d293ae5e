/** The buttons of tables that grow: adding a row, removing one (the rest moves up), putting it back. */

import type { ExerciseHost } from "../types";
import type { JsonMap, Value } from "../../answers/record";
import type { Details } from "./details";
import { body, filling, rowCount, setRows } from "./rows";

/** Brings the buttons to life. `changed` is told where how many rows came (or, below 0, went). */
export function bindRows(host: ExerciseHost, changed: (table: string, at: number, by: number) => void): void {
  const { form, words } = host;
  const tables = (host.def as unknown as Details).tables ?? {};
  let removed: { table: string; index: number; rows: Value } | undefined;

  const cells = (table: string): JsonMap[] => {
    const rows = [...((host.readForm()[table] ?? []) as JsonMap[])];
    while (rows.length < rowCount(form, table)) rows.push({});
    return rows;
  };
  const undo = (table: string): HTMLElement | null => form.querySelector(`[data-undo="${table}"]`);

  function put(table: string, rows: JsonMap[], at: number, by: number): void {
    setRows(form, table, rows.length);
    host.commit({ [table]: rows });
    host.fillForm({ [table]: rows });
    changed(table, at, by);
  }

  function add(table: string): void {
    const count = rowCount(form, table);
    const most = tables[table]?.most ?? 0;
    if (count >= most) return host.announce(words("ws_rows_full", { n: most }));
    setRows(form, table, count + 1);
    changed(table, count, 1);
    filling(body(form, table))[count]?.querySelector<HTMLElement>("input,select,textarea")?.focus();
    host.announce(words("ws_row_added", { n: count + 1 }));
  }

  function remove(table: string, index: number): void {
    const rows = cells(table);
    removed = { table, index, rows: rows.splice(index, 1)[0] ?? {} };
    put(table, rows, index, -1);
    const button = undo(table);
    if (button) button.hidden = false;
    const left = filling(body(form, table));
    const next = left[Math.min(index, left.length - 1)]?.querySelector<HTMLElement>("[data-remove]");
    (next ?? form.querySelector<HTMLElement>(`[data-add="${table}"]`))?.focus();
    host.announce(words("ws_row_removed", { n: index + 1 }));
  }

  function putBack(): void {
    if (!removed) return;
    const { table, index, rows } = removed;
    const all = cells(table);
    all.splice(index, 0, rows as JsonMap);
    put(table, all, index, 1);
    removed = undefined;
    (undo(table) as HTMLElement).hidden = true;
    filling(body(form, table))[index]?.querySelector<HTMLElement>("input,select,textarea")?.focus();
  }

  form.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-add],[data-undo],[data-remove]");
    if (!button) return;
    const { add: more, undo: back } = button.dataset;
    const row = button.closest("tr");
    if (more) add(more);
    else if (back) putBack();
    else if (row) remove((row.closest("table") as HTMLElement).dataset["table"] as string, row.sectionRowIndex);
  });
}
