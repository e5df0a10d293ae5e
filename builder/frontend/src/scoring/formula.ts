// Compiled formulas (builder/model/formula) → closures, and a sheet that recomputes what they say.
// The twin of builder/handbook/formula/evaluate.py and sheet.py. What has no value is undefined and says why.

import { read, type Scalar } from "./values";
import { AGGREGATES, OPERATIONS, cumulativeShares, finite, ranks, type Reason, type Value } from "./functions";
import type { Data, SheetDefinition } from "../core/contract";

export type { Data, Reason, SheetDefinition };

/** A value, or the inputs that are needed, or the reason why there is none. */
export interface Outcome {
  value?: Scalar | undefined;
  names: readonly string[];
  reason: Reason;
}

/** What changed since the last time: results by `output`, `table.row.column` or `table.total.column`. */
export interface Changes {
  values: Map<string, Outcome>;
  shown: Map<string, boolean>;
}

export interface Sheet {
  /** Enters a raw answer: `field`, `field.part`, `table.row.column`, or a whole `table` as its rows. */
  set(path: string, raw: unknown): void;
  /** Cuts or lengthens a table. */
  resize(table: string, rows: number): void;
  recompute(): Changes;
  /** The value of a field, result, `field.part`, or `table.row.column`. */
  get(path: string): Scalar | undefined;
}

type Compute = () => Value;

interface Column {
  cells: Value[];
  /** Computed columns: why a cell has no value. */
  why?: (Outcome | undefined)[];
  /** Typed columns: what to fill in. */
  missing: Outcome;
}

interface Table {
  columns: Record<string, Column>;
  labels?: string[];
  /** Cells filled in, by row. */
  counts: number[];
  /** Rows in which something is filled in. */
  rows: number[];
}

interface Slot extends Outcome {
  typed?: Scalar | undefined;
}

const NOTHING: Outcome = { names: [], reason: "" };

const NONE: string[] = [];

/** What formulas read: answers and results. */
interface Memory {
  slots: Record<string, Slot>;
  tables: Record<string, Table>;
  /** Days since 1970-01-01. */
  today: number;
}

/** A sheet: its memory, and what it computes from it. */
interface State extends Memory {
  definition: SheetDefinition;
  /** Answers to sort and rank fields. */
  sorted: Record<string, Record<string, unknown>>;
  /** Results as they were last told. */
  known: Record<string, Outcome>;
  visible: Record<string, boolean>;
}

// What stood in the way of the value that is being computed.
let names = NONE;
let reason: Reason = "";

// Sheets compute one after the other, so all share where they are: the row of the column that is computed, the row
// that an aggregate looks at, and the stamps of values that hold for one pass or one row. No stamp comes twice.
let [pass, turn, outer, inner] = [0, 0, 0, 0];

function blame(more: readonly string[], why: Reason = ""): undefined {
  for (const name of more) if (!names.includes(name)) names = [...names, name];
  reason ||= why;
}

const valueOf = (found: Outcome): Value => found.value ?? blame(found.names, found.reason);

/** Computes on its own: the value, and what stood in the way of it alone. */
function attempt(compute: Compute): Outcome {
  const before = names;
  const why = reason;
  names = NONE;
  reason = "";
  const value = compute();
  const found = { value, names, reason };
  names = before;
  reason = why;
  return found;
}

/** Applies an operation that throws the reason where it has no value. */
function apply(operation: (...values: Value[]) => Value, ...values: Value[]): Value {
  try {
    const found = operation(...values);
    return typeof found === "number" ? finite(found) : found;
  } catch (why) {
    if (typeof why !== "string") throw why;
    return blame([], why as Reason);
  }
}

const slot = ({ slots }: Memory, name: string): Slot => (slots[name] ??= { names: [name.split(".")[0] as string], reason: "" });

function column({ tables }: Memory, table: string, name: string): Column {
  const { columns } = tables[table] as Table;
  const missing = { names: [`${table}.${name}`], reason: "" } as const;
  return (columns[name] ??= { cells: [], missing });
}

// Formulas

function compile(memory: Memory, data: Data, row: string): Compute {
  if (!Array.isArray(data)) return () => data;
  const [op, ...parts] = data as [string, ...Data[]];
  const [a, b] = parts as [string, string];
  const of = (part: Data): Compute => compile(memory, part, row);
  switch (op) {
    case "'":
      return () => a;
    case "n": {
      const known = slot(memory, a);
      return () => valueOf(known);
    }
    case "r":
      return cell(column(memory, row, a), () => outer);
    case "c":
      return cell(column(memory, a, b), () => inner);
    case "today":
      return () => memory.today;
    case "height":
      return () => (memory.tables[a] as Table).rows.length;
    case "if": {
      const [test, then, other] = parts.map(of) as [Compute, Compute, Compute];
      return () => {
        const holds = test();
        return holds === undefined ? undefined : holds ? then() : other();
      };
    }
    case "and":
    case "or": {
      const [left, right] = parts.map(of) as [Compute, Compute];
      return () => {
        const holds = left();
        return holds === (op === "and") ? right() : holds;
      };
    }
    case "given": {
      const given = of(a);
      return () => attempt(given).value !== undefined;
    }
    case "size": {
      const many = of(a);
      return () => (attempt(many).value as Set<string> | undefined)?.size ?? 0;
    }
    case "h":
      return once(of(a), () => pass);
    case "k":
      return once(of(a), () => turn);
    case "rank":
    case "cumshare":
      return rowWise(op === "rank" ? ranks : cumulativeShares, memory.tables[a] as Table, of(b));
  }
  const [source, ...extra] = parts as [Data[], ...Data[]];
  const operation = AGGREGATES[op];
  if (!operation) return strict(OPERATIONS[op] as (...values: Value[]) => Value, parts.map(of));
  const values = gather(memory, source, op === "count", of);
  const params = extra.map(of);
  return () => {
    const found = values();
    const given = params.map((param) => param());
    return found && !given.includes(undefined) ? apply(operation, ...found, ...given) : undefined;
  };
}

/** All operands are computed, so that every missing input is named. */
function strict(operation: (...values: Value[]) => Value, parts: Compute[]): Compute {
  const [f, g] = parts as [Compute, Compute];
  if (parts.length === 2)
    return () => {
      const x = f();
      const y = g();
      return x === undefined || y === undefined ? undefined : apply(operation, x, y);
    };
  return () => {
    const values = parts.map((part) => part());
    return values.includes(undefined) ? undefined : apply(operation, ...values);
  };
}

function cell({ cells, why, missing }: Column, at: () => number): Compute {
  return () => {
    const value = cells[at()];
    if (value !== undefined) return value;
    return valueOf(why?.[at()] ?? missing);
  };
}

/** Computes again only when the stamp has changed. */
function once(compute: Compute, stamp: () => number): Compute {
  let at = -1;
  let found = NOTHING;
  return () => {
    if (at !== stamp()) {
      found = attempt(compute);
      at = stamp();
    }
    return valueOf(found);
  };
}

/** The values that an aggregate computes with: one list, or two for pairs. */
type Gather = () => Value[][] | undefined;

function gather(memory: Memory, [kind, ...rest]: Data[], lenient: boolean, of: (part: Data) => Compute): Gather {
  if (kind === "rows") return gatherRows(memory, rest[0] as string, rest.slice(1).map(of) as [Compute, Compute], lenient);
  const parts = rest.map(of);
  const all = (): Value[] => parts.map((part) => part());
  if (kind === "list")
    return () => {
      const values = all();
      return values.includes(undefined) ? undefined : [values];
    };
  return () => {
    const found = attempt(all);
    const values = (found.value as Value).filter((value: Value) => value !== undefined);
    return values.length || lenient ? [values] : blame(found.names, found.reason);
  };
}

/** The rows that have all values and fulfil `where`. Missing cells are passed over; what else is missing is not. */
function gatherRows({ tables }: Memory, table: string, [where, first, second]: [Compute, Compute, Compute?], lenient: boolean): Gather {
  return () => {
    const { rows } = tables[table] as Table;
    const found: Value[][] = second ? [[], []] : [[]];
    const [xs, ys] = found as [Value[], Value[]];
    const before = inner;
    let [seen, seenWhere] = [false, false];
    const missing = attempt(() => {
      for (inner of rows) {
        const holds = where();
        const x = first();
        const y = second?.();
        if (holds !== undefined) seenWhere = true;
        if (x === undefined || (second && y === undefined)) continue;
        seen = true;
        if (!holds) continue;
        xs.push(x);
        if (second) ys.push(y);
      }
    });
    inner = before;
    const foreign = missing.names.filter((name) => !name.startsWith(`${table}.`));
    if (foreign.length) return blame(foreign);
    if (lenient || (seen && seenWhere)) return found;
    return blame(rows.length ? missing.names : [table], missing.reason);
  };
}

/** A function that gives every row of a table its own value. */
function rowWise(operation: (values: number[]) => number[], table: Table, compute: Compute): Compute {
  const rowValue = once(() => {
    const places = new Map<number, number>();
    const values: number[] = [];
    const before = inner;
    attempt(() => {
      for (inner of table.rows) {
        const value = compute();
        if (value !== undefined) places.set(inner, values.push(value) - 1);
      }
    });
    inner = before;
    const found = apply(operation, values);
    return found && ((row: number) => found[places.get(row) ?? -1]);
  }, () => pass);
  return () => {
    const ofRow = rowValue();
    if (!ofRow) return;
    const value = ofRow(outer);
    if (value !== undefined) return value;
    const before = inner;
    inner = outer;
    compute();
    inner = before;
  };
}

// Answers

function put(sheet: State, name: string, value: Scalar | undefined): void {
  const known = slot(sheet, name);
  known.typed = known.value = value;
}

/** The parts of a sort field are its buckets with their counts, those of a rank field its items with their places. */
function place(sheet: State, field: string, { kind, parts = [], items }: SheetDefinition["fields"][string]): void {
  const placed = sheet.sorted[field] ?? {};
  const buckets = (items ?? Object.keys(placed)).map((item) => read({ kind: "text" }, placed[item]) as string);
  const used = buckets.filter((bucket) => parts.includes(bucket));
  for (const part of parts) {
    const count = used.length ? used.filter((bucket) => bucket === part).length : undefined;
    put(sheet, `${field}.${part}`, kind === "rank" ? read({ kind: "number" }, placed[part]) : count);
  }
}

function resize(sheet: State, name: string, rows: number): void {
  const { columns, counts, labels } = sheet.tables[name] as Table;
  for (const { cells, why } of Object.values(columns)) {
    cells.length = rows;
    if (why) why.length = rows;
  }
  while (counts.length < rows) counts.push(0);
  counts.length = rows;
  if (labels) column(sheet, name, "row_label").cells.splice(0, rows, ...labels.slice(0, rows));
}

function enter(sheet: State, name: string, row: number, key: string, raw: unknown): void {
  const known = sheet.definition.tables[name]?.columns[key];
  if (!known) return;
  const { counts } = sheet.tables[name] as Table;
  if (row >= counts.length) resize(sheet, name, row + 1);
  const { cells } = column(sheet, name, key);
  const value = read(known, raw);
  counts[row] = (counts[row] as number) + Number(value !== undefined) - Number(cells[row] !== undefined);
  cells[row] = value;
}

function set(sheet: State, path: string, raw: unknown): void {
  const [owner, part, key] = path.split(".") as [string, string?, string?];
  const field = sheet.definition.fields[owner];
  if (sheet.tables[owner]) {
    if (key) return enter(sheet, owner, Number(part), key, raw);
    const rows = Array.isArray(raw) ? raw : [];
    resize(sheet, owner, 0);
    resize(sheet, owner, rows.length);
    rows.forEach((row, at) => {
      for (const [name, cell] of Object.entries(row ?? {})) enter(sheet, owner, at, name, cell);
    });
  } else if (field?.parts) {
    sheet.sorted[owner] = part ? { ...sheet.sorted[owner], [part]: raw } : { ...(raw as object) };
    place(sheet, owner, field);
  } else if (field) put(sheet, owner, read(field, raw));
}

// Computing

/** A result to compute: of a field or output, a column, a total, or whether something is shown. */
interface Step {
  kind: string;
  name: string;
  key: string;
  compute: Compute;
}

/** Whether a result is other than it was. */
function differs(before: Outcome | undefined, now: Outcome): boolean {
  if (typeof now.value === "number") now.value += 0; // no negative zero
  if (!before || before.value !== now.value) return true;
  return now.value === undefined && (before.reason !== now.reason || `${before.names}` !== `${now.names}`);
}

function computeColumn(sheet: State, name: string, key: string, compute: Compute, changes: Changes): void {
  const { counts, rows } = sheet.tables[name] as Table;
  const { cells, why } = column(sheet, name, key) as Required<Column>;
  for (outer = 0; outer < counts.length; outer++) {
    turn++;
    const now = rows.length && counts[outer] ? attempt(compute) : { ...NOTHING };
    if (differs(why[outer], now)) changes.values.set(`${name}.${outer}.${key}`, now);
    why[outer] = now;
    cells[outer] = now.value;
  }
}

/** What is hidden has no value. */
function show(sheet: State, name: string, shown: boolean, changes: Changes): void {
  if (sheet.visible[name] !== shown) changes.shown.set(name, shown);
  sheet.visible[name] = shown;
  const { parts } = sheet.definition.fields[name] ?? {};
  if (sheet.tables[name] && !shown) (sheet.tables[name] as Table).rows = [];
  if (!sheet.definition.fields[name]) return;
  for (const path of parts ? parts.map((part) => `${name}.${part}`) : [name]) {
    const field = slot(sheet, path);
    field.value = shown ? field.typed : undefined;
  }
}

function recompute(sheet: State, steps: Step[]): Changes {
  const changes: Changes = { values: new Map(), shown: new Map() };
  pass++;
  for (const table of Object.values(sheet.tables))
    table.rows = table.counts.map((count, row) => (count ? row : -1)).filter((row) => row >= 0);
  for (const { kind, name, key, compute } of steps) {
    if (kind === "cell") computeColumn(sheet, name, key, compute, changes);
    else if (kind === "show") show(sheet, name, attempt(compute).value === true, changes);
    else {
      const path = kind === "total" ? `${name}.total.${key}` : name;
      const now = attempt(compute);
      if (differs(sheet.known[path], now)) changes.values.set(path, now);
      sheet.known[path] = now;
      if (kind === "value") Object.assign(slot(sheet, name), now);
    }
  }
  return changes;
}

function get({ tables, known, slots }: State, path: string): Scalar | undefined {
  const [table, row, key] = path.split(".") as [string, string?, string?];
  if (key && row !== "total" && tables[table]) return tables[table]?.columns[key]?.cells[Number(row)];
  return (known[path] ?? slots[path])?.value;
}

/** A sheet that computes what its definition says; `today` in days since 1970-01-01. */
export function createSheet(definition: SheetDefinition, today: number): Sheet {
  const tables: Record<string, Table> = Object.create(null);
  const sheet: State = {
    definition, tables, today, slots: Object.create(null), sorted: Object.create(null), known: {}, visible: {},
  };
  for (const [name, { columns, labels }] of Object.entries(definition.tables)) {
    tables[name] = { columns: Object.create(null), counts: [], rows: [], ...(labels && { labels }) };
    for (const key of Object.keys(columns)) column(sheet, name, key);
  }
  for (const [kind, table, key] of definition.steps as [string, string, string][])
    if (kind === "cell") column(sheet, table, key).why = [];
  const steps = definition.steps.map((step): Step => {
    const [kind, name, key] = step as [string, string, string];
    return { kind, name, key, compute: compile(sheet, step[step.length - 1] as Data, kind === "cell" ? name : "") };
  });
  return {
    set: (path, raw) => set(sheet, path, raw),
    resize: (table, rows) => resize(sheet, table, rows),
    recompute: () => recompute(sheet, steps),
    get: (path) => get(sheet, path),
  };
}
