/** Values that come from other exercises: while a learner has not changed them here, they follow their source. */

import type { ExerciseHost } from "../types";
import { same, type Answers, type JsonMap, type Value } from "../../answers/record";
import { rowCount } from "./rows";
import type { Details } from "./details";

declare module "../../core/parts" {
  interface Parts {
    flow: typeof bindFlow;
  }
}

/** Where a value goes (`field`, or `table` and `column`) and what comes. */
interface Flow {
  target: string;
  table: string;
  column: string;
  value: Value | undefined;
  note: HTMLElement | null;
}

/** As many decimals as a person would write. */
const tidy = (value: Value): Value =>
  typeof value === "number" ? Number(value.toFixed(Math.abs(value) >= 100 ? 2 : 4)) : value;

const isColumn = (value: Value | undefined): value is Value[] =>
  Array.isArray(value) && value.some((cell) => cell != null && cell !== "");

const columnOf = (rows: Value | undefined, column: string): Value[] =>
  (Array.isArray(rows) ? (rows as JsonMap[]) : []).map((row) => row[column] ?? null);

/** What an exercise on this device has under `exercise.field` or `exercise.table.column`. */
export function taken(host: Pick<ExerciseHost, "store">, source: string): Value | undefined {
  const [exercise = "", field = "", column] = source.split(".");
  const { answers, outputs } = host.store.load(exercise);
  if (!column) return tidy(answers[field] ?? outputs[field] ?? "") || undefined;
  const typed = columnOf(answers[field], column);
  const found = isColumn(typed) ? typed : outputs[`${field}.${column}`];
  return isColumn(found) ? found.map(tidy) : undefined;
}

/** Without the empty cells at its end. */
function trimmed(cells: Value | undefined): Value[] {
  const found = Array.isArray(cells) ? [...cells] : [];
  while (found.length && (found[found.length - 1] ?? "") === "") found.pop();
  return found;
}

/**
 * Lets values flow in, now and after each restoring. Returns what has flowed in and was not changed: the next
 * exercise may take it from here, and columns are known again by it.
 */
export function bindFlow(host: ExerciseHost): () => Answers {
  const { def, form, words } = host;
  const flows = Object.keys(def.from ?? {}).map((target): Flow => {
    const [table = "", column = ""] = target.split(".");
    return { target, table, column, value: undefined, note: form.querySelector(`[data-from="${target}"]`) };
  });

  const here = ({ table, column }: Flow, rows = host.rec.answers[table]): Value | undefined =>
    column ? trimmed(columnOf(rows, column)) : host.rec.answers[table];

  /** Whether what stands here is what once came. */
  const follows = (flow: Flow): boolean =>
    !(flow.table in host.rec.answers) ||
    (!!flow.column && same(here(flow), trimmed(host.rec.outputs[flow.target])));

  function withColumn({ table, column, value }: Flow): JsonMap[] {
    const rows = ((host.readForm()[table] ?? []) as JsonMap[]).map((row) => ({ ...row }));
    const cells = value as Value[];
    const most = (def as unknown as Details).tables?.[table]?.most ?? rowCount(form, table);
    while (rows.length < Math.min(cells.length, most)) rows.push({});
    rows.forEach((row, i) => {
      const cell = cells[i] ?? "";
      if (cell === "") delete row[column];
      else row[column] = cell;
    });
    return rows;
  }

  const fill = (flow: Flow): void =>
    host.fillForm({ [flow.table]: flow.column ? withColumn(flow) : (flow.value as Value) });

  function say({ note, ...flow }: Flow, state: "open" | "taken" | "changed"): void {
    if (!note) return;
    const [text, back] = [note.querySelector("span"), note.querySelector("button")] as [HTMLElement, HTMLElement];
    text.textContent = words(`ws_from_${state}`);
    back.hidden = state !== "changed";
    note.classList.toggle("is-taken", state === "taken" && flow.value !== undefined);
  }

  function stateOf(flow: Flow): "open" | "taken" | "changed" {
    if (flow.value === undefined) return "open";
    const now = flow.column ? trimmed(columnOf(host.readForm()[flow.table], flow.column)) : host.readForm()[flow.table];
    return same(now, flow.column ? trimmed(flow.value) : flow.value) ? "taken" : "changed";
  }

  function pull(fields?: string[]): void {
    for (const flow of flows) {
      if (fields && !fields.includes(flow.table)) continue;
      flow.value = taken(host, def.from?.[flow.target] as string);
      if (flow.value !== undefined && follows(flow) && stateOf(flow) === "changed") fill(flow);
      say(flow, stateOf(flow));
    }
  }

  const flowed = (): Answers =>
    Object.fromEntries(flows.filter((flow) => stateOf(flow) === "taken").map((flow) => [flow.target, flow.value as Value]));

  function putBack(flow: Flow): void {
    const rows = flow.column ? withColumn(flow) : undefined;
    host.commit({ [flow.table]: rows }, { outputs: { ...host.rec.outputs, [flow.target]: flow.value as Value } });
    fill(flow);
    say(flow, "taken");
  }

  for (const flow of flows) flow.note?.querySelector("button")?.addEventListener("click", () => putBack(flow));
  host.onInput((fields) => {
    for (const flow of flows) if (fields.includes(flow.table)) say(flow, stateOf(flow));
  });
  let pulling = false;
  host.onRestore((fields) => {
    if (pulling) return;
    pulling = true;
    pull(fields);
    pulling = false;
  });
  pulling = true;
  pull();
  pulling = false;
  return flowed;
}
