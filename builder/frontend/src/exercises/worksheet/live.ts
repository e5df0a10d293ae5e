/** The sheet of formulas and the page: what is typed goes in, and only what changed is written out. */

import type { ExerciseHost } from "../types";
import { createSheet, type Outcome, type Sheet } from "../../scoring/formula";
import { todayNumber } from "../../scoring/values";
import { map, type Answers, type JsonMap, type Value } from "../../answers/record";
import type { Details, OutputDetails } from "./details";
import type { bindLong, Long } from "./long";
import { exact, placesOf, showMissing, showResult, showSentence, shown, write } from "./results";
import { rowCount } from "./rows";

export interface Live {
  /** Takes in what the controls of a field say, or of one cell (`table.row.column`). */
  enter(field: string): void;
  enterCell(name: string): void;
  /** Computes, and shows what changed. */
  update(): void;
  /** After rows came or went. */
  rowsChanged(): void;
  /** Lets the rows of long tables that are out of sight be written later. */
  useLong(bind: typeof bindLong): void;
  /** What is saved beside the answers: results, and what other exercises take from here. */
  saved(): Answers;
  /** The first sentence that results say. */
  gist(): string;
  /** Results as shown; those without a value are empty. */
  readonly texts: ReadonlyMap<string, string>;
  readonly get: Sheet["get"];
}

const outputNodes = (form: HTMLFormElement): Map<string, HTMLOutputElement> =>
  new Map([...form.querySelectorAll<HTMLOutputElement>("output[name]")].map((node) => [node.name, node]));

/** How a computed cell or a total is shown. */
function cellOf(tables: NonNullable<Details["tables"]>, path: string): Pick<OutputDetails, "digits" | "kind"> {
  const [table = "", row, column = ""] = path.split(".");
  const { digits, kinds } = tables[table] ?? {};
  const kind = row === "total" ? undefined : kinds?.[column];
  return { digits: digits?.[column] ?? 2, ...(kind && { kind }) };
}

export function createLive(host: ExerciseHost): Live {
  const { form, words } = host;
  const def = host.def as unknown as Details;
  const { outputs = {}, tables = {}, lends = [] } = def;
  const sheet = createSheet(def.sheet, todayNumber());
  const places = placesOf(form, def);
  const results = new Map<string, Outcome>();
  const texts = new Map<string, string>();
  const lent = new Map<string, Value[]>();
  let nodes = outputNodes(form);
  let long: Long | undefined;

  /** A table is entered as high as it is on the page, so that cells of empty rows are emptied too. */
  function enter(field: string): void {
    const value = host.readForm()[field];
    const rows = value as JsonMap[] | undefined;
    if (tables[field]) sheet.set(field, Array.from({ length: rowCount(form, field) }, (_, i) => rows?.[i] ?? {}));
    else sheet.set(field, value);
  }

  function enterCell(name: string): void {
    const [table = "", row, column = ""] = name.split(".");
    sheet.set(name, (host.readForm()[table] as JsonMap[] | undefined)?.[Number(row)]?.[column]);
  }

  function update(): void {
    const { values, shown: visible } = sheet.recompute();
    for (const [path, outcome] of values) take(path, outcome);
    for (const [name, show] of visible)
      for (const box of form.querySelectorAll<HTMLElement>(`[data-field="${name}"],[data-output="${name}"]`)) box.hidden = !show;
    for (const place of places) {
      const outcome = results.get(place.id);
      if (outcome && values.has(place.id)) showResult(place, outcome);
      if (values.size) showSentence(place, texts);
    }
    if (values.size || visible.size) showMissing(places, results, def, words);
  }

  function take(path: string, outcome: Outcome): void {
    const own = outputs[path];
    if (own) {
      results.set(path, outcome);
      texts.set(path, shown(outcome.value, own));
    }
    if (lends.length) lend(path, outcome, own ?? cellOf(tables, path));
    if (!long?.later(path, outcome)) show(path, outcome);
  }

  function show(path: string, { value }: Outcome): void {
    const node = nodes.get(path);
    if (!node) return;
    const known = outputs[path] ?? cellOf(tables, path);
    write(node, shown(value, known));
    node.dataset["value"] = String(exact(value, known) ?? "");
  }

  function lend(path: string, { value }: Outcome, known: Pick<OutputDetails, "kind">): void {
    const [table, row, column] = path.split(".");
    const name = `${table}.${column}`;
    if (!column || !lends.includes(name)) return;
    const cells = lent.get(name) ?? [];
    cells[Number(row)] = exact(value, known);
    lent.set(name, cells);
  }

  function saved(): Answers {
    const found: Answers = map();
    for (const [id, { value }] of results) found[id] = exact(value, outputs[id] ?? {});
    const typed = host.readForm();
    for (const id of lends) if (id in typed && !tables[id]) found[id] = typed[id] as Value;
    for (const [id, cells] of lent) found[id] = Array.from(cells, (value) => value ?? null);
    return found;
  }

  return {
    enter, enterCell, update, saved, texts,
    get: sheet.get,
    rowsChanged() {
      nodes = outputNodes(form);
      long?.find();
    },
    useLong(bind) {
      long = bind(form, show);
    },
    gist: () => places.filter(({ box }) => !box.hidden).map((place) => showSentence(place, texts)).find(Boolean) ?? "",
  };
}
