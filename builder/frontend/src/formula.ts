// Compiled formulas (builder/model/formula) → closures, and a sheet that recomputes what they say.
// The twin of builder/scoring/{formula,functions,sheet}.py: plain doubles, the same order, no library sums or powers,
// so that both agree to the last bit. Nothing is ever NaN or infinite; what has no value is undefined and says why.

import { day, dayNumber, minuteNumber, read, rounded, type Known, type Scalar } from "./format";

export type Data = number | boolean | string | Data[];
export type Reason = "" | "zero" | "large" | "negative" | "few" | "whole" | "date";

/** A value, or the inputs that are needed, or the reason why there is none. */
export interface Outcome {
  value?: Scalar | undefined;
  names: readonly string[];
  reason: Reason;
}

export interface SheetDefinition {
  fields: Record<string, Known & { parts?: string[]; items?: string[] }>;
  tables: Record<string, { columns: Record<string, Known>; labels?: string[] }>;
  steps: Data[][];
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

type Value = any; // what it can be, the build has checked
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

const SNAP = 1e-9;
const MOST_TEXT = 20_000;
const MOST_EXPONENT = 1e9;
const FIRST_DAY = dayNumber(1000, 1, 1)!;
const LAST_DAY = dayNumber(9999, 12, 31)!;
const NOTHING: Outcome = { names: [], reason: "" };

// What stood in the way of the value that is being computed.
let names: string[] = [];
let reason: Reason = "";

function blame(more: readonly string[], why: Reason = ""): undefined {
  for (const name of more) if (!names.includes(name)) names.push(name);
  reason ||= why;
}

const valueOf = (found: Outcome): Value => found.value ?? blame(found.names, found.reason);

/** Computes on its own: the value, and what stood in the way of it alone. */
function attempt(compute: Compute): Outcome {
  const before = names;
  const why = reason;
  names = [];
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

// Operations

function fail(why: Reason): never {
  throw why;
}

const finite = (value: number): number => (isFinite(value) ? value : fail("large"));
const nonzero = (value: number): number => value || fail("zero");
const whole = (value: number): number => (Number.isInteger(value) ? value : fail("whole"));
const divide = (a: number, b: number): number => a / nonzero(b);

function modulo(a: number, b: number): number {
  const rest = a % nonzero(b);
  return rest && b < 0 !== rest < 0 ? rest + b : rest;
}

function floorDivide(a: number, b: number): number {
  const rest = a % nonzero(b);
  const quotient = (a - rest) / b - (rest && b < 0 !== rest < 0 ? 1 : 0);
  const below = Math.floor(quotient);
  return quotient - below > 0.5 ? below + 1 : below;
}

function power(base: number, exponent: number): number {
  let left = Math.abs(whole(exponent));
  if (left > MOST_EXPONENT) fail("large");
  let found = 1;
  for (let square = base; left; square *= square) {
    if (left % 2) found *= square;
    left = Math.floor(left / 2);
  }
  return exponent < 0 ? 1 / (found || fail(base ? "large" : "zero")) : found;
}

function floor(value: number): number {
  const near = Math.floor(value + 0.5);
  return Math.abs(value - near) <= SNAP ? near : Math.floor(value);
}

const ceil = (value: number): number => -floor(-value);

const realDay = (days = NaN): number => (days >= FIRST_DAY && days <= LAST_DAY ? days : fail("date"));
const part = (from: number, to: number) => (days: number) => Number(day(days).slice(from, to));
const workdaysBefore = (days: number): number => {
  const weeks = Math.floor((days + 3) / 7);
  return weeks * 5 + Math.min(days + 3 - weeks * 7, 5);
};

const OPERATIONS: Record<string, (...values: Value[]) => Value> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": divide,
  "//": floorDivide,
  "%": modulo,
  "**": power,
  neg: (a) => -a,
  not: (a) => !a,
  "==": (a, b) => a === b,
  "!=": (a, b) => a !== b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
  "&": (a, b) => (a.length + b.length > MOST_TEXT ? fail("large") : a + b),
  "date+": (a, b) => realDay(floor(finite(a + b))),
  "time+": (a, b) => modulo(floor(finite(a + b)), 1440),
  in: (item, many) => many.has(item),
  has: (piece, text) => text.includes(piece),
  one: (value, ...many) => many.includes(value),
  abs: Math.abs,
  floor,
  ceil,
  round: rounded,
  sqrt: (a) => (a < 0 ? fail("negative") : Math.sqrt(a)),
  date: (y, m, d) => realDay(dayNumber(whole(y), whole(m), whole(d))),
  time: (h, m) => minuteNumber(whole(h), whole(m)) ?? fail("date"),
  year: part(0, 4),
  month: part(5, 7),
  day: part(8, 10),
  weekday: (a) => modulo(a + 3, 7) + 1,
  workdays: (a, b) => workdaysBefore(b) - workdaysBefore(a),
  length: (text) => [...text].length,
  digits: (text) => text.replace(/[^0-9０-９]/g, "").length,
};

// Functions of many values

const some = (values: Value[], least = 1): Value[] => (values.length < least ? fail("few") : values);
const positive = (values: Value[]): Value[] =>
  values.some((value) => value < 0) ? fail("negative") : some(values);
const total = (values: number[]): number => values.reduce((sum, value) => sum + value, 0);
const mean = (values: number[]): number => finite(total(some(values))) / values.length;
const ratio = (a: number, b: number): number => divide(finite(a), finite(b));
const share = (value: number): number => Math.min(Math.max(value, 0), 1);
/** Places of the values from large to small; ties keep their order. */
const descending = (values: number[]): number[] => values.map((_, at) => at).sort((a, b) => values[b]! - values[a]!);
const ascending = (values: number[]): number[] => [...values].sort((a, b) => a - b);

function median(values: number[]): number {
  const sorted = ascending(some(values));
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

function deviation(values: number[]): number {
  const middle = mean(some(values, 2));
  const squares = values.map((value) => (value - middle) * (value - middle));
  return Math.sqrt(finite(total(squares)) / (values.length - 1));
}

function quantile(values: number[], q: number): number {
  const sorted = ascending(some(values));
  const place = (sorted.length - 1) * share(q);
  const low = Math.floor(place);
  const rest = place - low;
  return sorted[low]! + (rest && rest * (sorted[low + 1]! - sorted[low]!));
}

function gini(values: number[]): number {
  const sorted = ascending(positive(values));
  const many = sorted.length;
  return ratio(total(sorted.map((value, place) => (2 * (place + 1) - many - 1) * value)), many * total(sorted));
}

function topShare(values: number[], of: number): number {
  const sorted = ascending(positive(values)).reverse();
  return ratio(total(sorted.slice(0, ceil(sorted.length * share(of)))), total(sorted));
}

function slope(ys: number[], xs: number[]): number {
  const y = mean(some(ys, 2));
  const x = mean(xs);
  const products = ys.map((value, at) => (value - y) * (xs[at]! - x));
  return ratio(total(products), total(xs.map((value) => (value - x) * (value - x))));
}

const nth = (values: Value[], by: number[], place: number): Value =>
  whole(place) < 1 || place > by.length ? fail("few") : values[descending(by)[place - 1]!];

function ranks(values: number[]): number[] {
  const places = new Map<number, number>();
  descending(values).forEach((at, place) => places.has(values[at]!) || places.set(values[at]!, place + 1));
  return values.map((value) => places.get(value)!);
}

function cumulativeShares(values: number[]): number[] {
  const found: number[] = [];
  let sum = 0;
  for (const at of descending(values)) found[at] = sum = finite(sum + values[at]!);
  return found.map((running) => finite(divide(running, sum)));
}

const AGGREGATES: Record<string, (...values: Value[]) => Value> = {
  sum: total,
  mean,
  median,
  min: (values) => Math.min(...some(values)),
  max: (values) => Math.max(...some(values)),
  count: (values) => values.filter((value: Value) => value !== false).length,
  stdev: deviation,
  quantile,
  gini,
  top_share: topShare,
  slope,
  nth,
  streak: (values) => values.length - 1 - values.lastIndexOf(false),
};

/** A sheet that computes what its definition says; `today` in days since 1970-01-01. */
export function createSheet(definition: SheetDefinition, today: number): Sheet {
  const slots: Record<string, Slot> = Object.create(null);
  const tables: Record<string, Table> = Object.create(null);
  const sorted: Record<string, Record<string, unknown>> = Object.create(null);
  let [pass, turn, outer, inner] = [0, 0, 0, 0];

  const slot = (name: string): Slot => (slots[name] ??= { names: [name.split(".")[0] as string], reason: "" });

  function column(table: string, name: string): Column {
    const { columns } = tables[table] as Table;
    const missing = { names: [name === "row_label" ? table : `${table}.${name}`], reason: "" } as const;
    return (columns[name] ??= { cells: [], missing });
  }

  // Formulas

  function compile(data: Data, row: string): Compute {
    if (!Array.isArray(data)) return () => data;
    const [op, ...parts] = data as [string, ...Data[]];
    const [a, b] = parts as [string, string];
    const of = (part: Data): Compute => compile(part, row);
    switch (op) {
      case "'":
        return () => a;
      case "n": {
        const known = slot(a);
        return () => valueOf(known);
      }
      case "r":
        return cell(row, a, () => outer);
      case "c":
        return cell(a, b, () => inner);
      case "today":
        return () => today;
      case "height":
        return () => (tables[a] as Table).rows.length;
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
        return rowWise(op === "rank" ? ranks : cumulativeShares, a, of(b));
    }
    const [source, ...extra] = parts as [Data[], ...Data[]];
    const operation = AGGREGATES[op];
    if (!operation) return strict(OPERATIONS[op] as typeof divide, parts.map(of));
    const values = gather(source, op === "count", of);
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

  function cell(table: string, name: string, at: () => number): Compute {
    const { cells, why, missing } = column(table, name);
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

  function gather([kind, ...rest]: Data[], lenient: boolean, of: (part: Data) => Compute): () => Value[][] | undefined {
    if (kind === "rows") return gatherRows(rest[0] as string, rest.slice(1).map(of) as [Compute, Compute], lenient);
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
  function gatherRows(table: string, [where, first, second]: [Compute, Compute, Compute?], lenient: boolean): () => Value[][] | undefined {
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
  function rowWise(operation: (values: number[]) => number[], table: string, compute: Compute): Compute {
    const rowValue = once(() => {
      const places = new Map<number, number>();
      const values: number[] = [];
      attempt(() => {
        for (inner of (tables[table] as Table).rows) {
          const value = compute();
          if (value !== undefined) places.set(inner, values.push(value) - 1);
        }
      });
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

  function put(name: string, value: Scalar | undefined): void {
    const known = slot(name);
    known.typed = known.value = value;
  }

  /** The parts of a sort field are its buckets with their counts, those of a rank field its items with their places. */
  function place(field: string, { kind, parts = [], items }: SheetDefinition["fields"][string]): void {
    const placed = sorted[field] ?? {};
    const buckets = (items ?? Object.keys(placed)).map((item) => read({ kind: "text" }, placed[item]) as string);
    const used = buckets.filter((bucket) => parts.includes(bucket));
    for (const part of parts) {
      const count = used.length ? used.filter((bucket) => bucket === part).length : undefined;
      put(`${field}.${part}`, kind === "rank" ? read({ kind: "number" }, placed[part]) : count);
    }
  }

  function resize(name: string, rows: number): void {
    const { columns, counts, labels } = tables[name] as Table;
    for (const { cells, why } of Object.values(columns)) {
      cells.length = rows;
      if (why) why.length = rows;
    }
    while (counts.length < rows) counts.push(0);
    counts.length = rows;
    if (labels) column(name, "row_label").cells.splice(0, rows, ...labels.slice(0, rows));
  }

  function enter(name: string, row: number, key: string, raw: unknown): void {
    const known = definition.tables[name]?.columns[key];
    if (!known) return;
    const { counts } = tables[name] as Table;
    if (row >= counts.length) resize(name, row + 1);
    const { cells } = column(name, key);
    const value = read(known, raw);
    counts[row] = (counts[row] as number) + Number(value !== undefined) - Number(cells[row] !== undefined);
    cells[row] = value;
  }

  function set(path: string, raw: unknown): void {
    const [owner, part, key] = path.split(".") as [string, string?, string?];
    const field = definition.fields[owner];
    if (tables[owner]) {
      if (key) return enter(owner, Number(part), key, raw);
      const rows = Array.isArray(raw) ? raw : [];
      resize(owner, 0);
      resize(owner, rows.length);
      rows.forEach((row, at) => {
        for (const [name, cell] of Object.entries(row ?? {})) enter(owner, at, name, cell);
      });
    } else if (field?.parts) {
      sorted[owner] = part ? { ...sorted[owner], [part]: raw } : { ...(raw as object) };
      place(owner, field);
    } else if (field) put(owner, read(field, raw));
  }

  // Computing

  for (const [name, { columns, labels }] of Object.entries(definition.tables)) {
    tables[name] = { columns: Object.create(null), counts: [], rows: [], ...(labels && { labels }) };
    for (const key of Object.keys(columns)) column(name, key);
  }
  for (const [kind, table, key] of definition.steps as [string, string, string][])
    if (kind === "cell") column(table, key).why = [];
  const steps = definition.steps.map((step) => {
    const [kind, name, key] = step as [string, string, string];
    return { kind, name, key, compute: compile(step[step.length - 1] as Data, kind === "cell" ? name : "") };
  });
  const known: Record<string, Outcome> = {};
  const visible: Record<string, boolean> = {};

  function settle(path: string, before: Outcome | undefined, now: Outcome, changes: Changes): Outcome {
    if (typeof now.value === "number") now.value += 0; // no negative zero
    const same =
      before &&
      before.value === now.value &&
      (now.value !== undefined || (before.reason === now.reason && `${before.names}` === `${now.names}`));
    if (!same) changes.values.set(path, now);
    return now;
  }

  function computeColumn(name: string, key: string, compute: Compute, changes: Changes): void {
    const { counts, rows } = tables[name] as Table;
    const { cells, why } = column(name, key) as Required<Column>;
    for (outer = 0; outer < counts.length; outer++) {
      turn++;
      const now = rows.length && counts[outer] ? attempt(compute) : { ...NOTHING };
      why[outer] = settle(`${name}.${outer}.${key}`, why[outer], now, changes);
      cells[outer] = now.value;
    }
  }

  /** What is hidden has no value. */
  function show(name: string, shown: boolean, changes: Changes): void {
    if (visible[name] !== shown) changes.shown.set(name, shown);
    visible[name] = shown;
    const { parts } = definition.fields[name] ?? {};
    if (tables[name] && !shown) (tables[name] as Table).rows = [];
    if (!definition.fields[name]) return;
    for (const path of parts ? parts.map((part) => `${name}.${part}`) : [name]) {
      const field = slot(path);
      field.value = shown ? field.typed : undefined;
    }
  }

  function recompute(): Changes {
    const changes: Changes = { values: new Map(), shown: new Map() };
    pass++;
    for (const table of Object.values(tables))
      table.rows = table.counts.map((count, row) => (count ? row : -1)).filter((row) => row >= 0);
    for (const { kind, name, key, compute } of steps) {
      if (kind === "cell") computeColumn(name, key, compute, changes);
      else if (kind === "show") show(name, attempt(compute).value === true, changes);
      else {
        const path = kind === "total" ? `${name}.total.${key}` : name;
        known[path] = settle(path, known[path], attempt(compute), changes);
        if (kind === "value") Object.assign(slot(name), known[path]);
      }
    }
    return changes;
  }

  function get(path: string): Scalar | undefined {
    const [table, row, key] = path.split(".") as [string, string?, string?];
    if (key && row !== "total" && tables[table]) return tables[table]?.columns[key]?.cells[Number(row)];
    return (known[path] ?? slots[path])?.value;
  }

  return { set, resize, recompute, get };
}
