/** Sorting into buckets. The selects are the truth; the board shows what they say and can be dragged on. */

import { el } from "../../core/dom";
import type { ExerciseHost } from "../types";
import { same, type JsonMap, type Value } from "../../answers/record";
import type { Details } from "./details";
import { drag } from "./drag";
import { taken } from "./flow";

/** What a sort field offers to the sheet around it. */
export interface Sort {
  /** Shows the items and where they are. */
  render(): void;
  /** Rows of its table moved: those from `at` on, by so many. */
  shift(at: number, by: number): void;
  /** The items as they are called now. */
  readonly items: Value;
  /** The table of this exercise that items come from; empty where they do not. */
  readonly table: string;
}

const select = (row: Element): HTMLSelectElement => row.querySelector("select") as HTMLSelectElement;
const nameOf = (row: Element): HTMLElement => row.querySelector(".hb-card__label") as HTMLElement;
const label = (row: Element): string => nameOf(row)?.textContent ?? "";
const item = (row: HTMLElement): string => row.dataset["item"] as string;

/** One more row like the first, for the item of that number. */
function another(list: HTMLElement, field: string, i: number): HTMLElement {
  const row = list.children[0]?.cloneNode(true) as HTMLElement;
  row.dataset["item"] = String(i);
  select(row).name = `${field}.${i}`;
  select(row).value = "";
  const id = `i-${field}-${i}`;
  nameOf(row).id = id;
  select(row).setAttribute("aria-labelledby", id);
  return row;
}

/** The piece on the board for a row, made when it is first needed. */
function chip(chips: Map<string, HTMLElement>, row: HTMLElement): HTMLElement {
  let found = chips.get(item(row));
  if (!found) {
    const grip = el("span", "hb-grip", "⠿");
    grip.setAttribute("aria-hidden", "true");
    chips.set(item(row), (found = el("li", "hb-chip", grip, el("span"))));
    found.dataset["item"] = item(row);
  }
  (found.lastChild as HTMLElement).textContent = label(row);
  return found;
}

export function bindSort(host: ExerciseHost, field: string): Sort {
  const { form, words } = host;
  const place = (host.def as unknown as Details).itemsFrom?.[field];
  const [exercise, table, column] = place ?? ["", "", ""];
  const box = form.querySelector(`[data-field="${field}"]`) as HTMLElement;
  const list = box.querySelector(".hb-picks") as HTMLElement;
  const board = box.querySelector(".hb-board") as HTMLElement;
  const chips = new Map<string, HTMLElement>();
  const rows = (): HTMLElement[] => [...list.children] as HTMLElement[];

  function texts(): string[] {
    const cells = exercise
      ? taken(host, `${exercise}.${table}.${column}`)
      : ((host.readForm()[table] ?? []) as JsonMap[]).map((cells) => cells[column] ?? "");
    return (Array.isArray(cells) ? cells : []).map((cell) => String(cell ?? "").trim());
  }

  /** One row for each item of the table; rows whose item is empty are hidden and say nothing. */
  function name(found: string[]): void {
    for (let i = list.children.length; i < found.length; i++) list.append(another(list, field, i));
    rows().forEach((row, i) => {
      const text = found[i] ?? "";
      nameOf(row).textContent = text;
      row.hidden = !text;
    });
    (box.querySelector("[data-empty]") as HTMLElement).hidden = found.some(Boolean);
  }

  function render(): void {
    if (place) name(texts());
    const buckets = [...board.querySelectorAll<HTMLElement>("[data-bucket]")];
    for (const row of rows()) {
      const home = buckets.find((bucket) => bucket.dataset["bucket"] === select(row).value) ?? buckets[0];
      const piece = chip(chips, row);
      if (row.hidden) piece.remove();
      else if (piece.parentElement !== home) home?.append(piece);
    }
    for (const bucket of buckets) {
      const count = bucket.parentElement?.querySelector("[data-count]");
      if (count) count.textContent = bucket.children.length ? String(bucket.children.length) : "";
    }
  }

  function put(id: string, bucket: string): void {
    const row = rows().find((one) => item(one) === id) as HTMLElement;
    if (select(row).value === bucket) return;
    select(row).value = bucket;
    host.changed(field);
    const name = select(row).selectedOptions[0]?.text ?? "";
    host.announce(words(bucket ? "ws_sorted" : "ws_unsorted", { label: label(row), bucket: name }));
  }

  function shift(at: number, by: number): void {
    const values = rows().map((row) => select(row).value);
    if (by < 0) values.splice(at, 1);
    else values.splice(at, 0, "");
    rows().forEach((row, i) => (select(row).value = values[i] ?? ""));
    host.changed(field);
  }

  /** Places saved for items that have moved in another exercise's table, or are gone. */
  function remap(): void {
    const before = host.rec.outputs[`${field}.items`];
    const saved = host.rec.answers[field] as JsonMap | undefined;
    const now = texts();
    if (!saved || !Array.isArray(before) || same(before, now)) return;
    const moved = Object.entries(saved).map(([i, bucket]) => [now.indexOf(String(before[Number(i)] ?? "")), bucket] as const);
    const kept = Object.fromEntries(moved.filter(([i]) => i >= 0).map(([i, bucket]) => [String(i), bucket]));
    host.commit({ [field]: kept });
    host.fillForm({ [field]: kept });
  }

  drag(board, put, (id) => {
    const found = rows().find((one) => item(one) === id);
    if (found) select(found).focus();
  });
  if (exercise) remap();
  return {
    render,
    shift,
    table: exercise ? "" : table,
    get items(): Value {
      return texts();
    },
  };
}
