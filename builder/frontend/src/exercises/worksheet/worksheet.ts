/** A worksheet: fields that compute, and the parts that have a behaviour of their own. */

import { load, part, type Parts } from "../../core/registry";
import type { ExerciseHost, Kind } from "../types";
import type { Control } from "../../answers/form";
import { createSheet } from "../../scoring/formula";
import type { Answers, Value } from "../../answers/record";
import type { Details } from "./details";
import { createLive } from "./live";
import { inUse, plots, type Board } from "./parts";
import { prepareRows, rowCount } from "./rows";
import type { Sort } from "./sort";
import type { Used } from "./use";

/** A table of more than sixty rows. */
const LONG_TABLE = "[data-table] > tbody > tr:nth-child(61)";

export const worksheet: Kind = { prepare: prepareRows, mount };

function mount(host: ExerciseHost): void {
  const { form } = host;
  const def = host.def as unknown as Details;
  const live = createLive(host);
  let used: Used | undefined;
  const sorts = new Map<string, Sort>();
  const ranks = new Map<string, () => void>();
  const figures = [...form.querySelectorAll<HTMLElement>(".hb-ws > [data-chart]")];
  let plot = (): void => undefined;
  let flowed: () => Answers = () => ({});
  let compare: ReturnType<Parts["extras"]["bindPractice"]> | undefined;

  function update(): void {
    live.update();
    compare?.(live.texts);
    plot();
  }

  /** Boards whose items or places changed. */
  function renderSorts(fields: string[], control?: Control): void {
    const column = control?.name.split(".")[2];
    for (const [field, sort] of sorts) {
      const renamed = fields.includes(sort.table) && (!column || def.itemsFrom?.[field]?.[2] === column);
      if (renamed || fields.includes(field)) sort.render();
    }
  }

  host.onInput((fields, control) => {
    if (control?.type === "range") showSliders(form, fields);
    if (control && def.tables?.[fields[0] as string]) live.enterCell(control.name);
    else fields.forEach(live.enter);
    renderSorts(fields, control);
    update();
    host.commit({}, { outputs: { ...live.saved(), ...itemsOf(sorts), ...flowed() } });
    used?.entered();
  });
  host.onRestore((fields) => {
    live.rowsChanged();
    fields.forEach(live.enter);
    renderSorts(fields);
    for (const field of fields) ranks.get(field)?.();
    showSliders(form, fields);
    used?.check(fields);
    update();
  });

  /** So many rows came or went. */
  function rowsMoved(table: string, at: number, by: number): void {
    for (const sort of sorts.values()) if (sort.table === table) sort.shift(at, by);
    live.rowsChanged();
    live.enter(table);
    renderSorts([table]);
    update();
  }

  touchSliders(form);
  const all = Object.keys(def.asked);
  all.forEach(live.enter);
  if ("practice" in def) compare = part("extras")?.bindPractice(host);
  showSliders(form, all);
  update();

  function arrange({ bindSort, bindRank }: Board): void {
    for (const [field, { kind }] of Object.entries(def.sheet.fields)) {
      if (kind === "sort") sorts.set(field, bindSort(host, field));
      if (kind === "rank") ranks.set(field, bindRank(host, field));
    }
    renderSorts([...sorts.keys()]);
    for (const show of ranks.values()) show();
  }

  async function use(): Promise<void> {
    plot = plots(host, figures, { get: live.get, rows: (table) => rowCount(form, table) });
    used = (await load("extras"))?.use(host, { gist: live.gist, moved: rowsMoved, createSheet });
  }

  inUse(host, use);
  // Until these come, native controls do, numbers are typed, and long tables are slow.
  if (form.querySelector(".hb-picks,.hb-ranked")) void load("board").then((part) => part && arrange(part));
  if (form.querySelector(LONG_TABLE)) void load("long").then((bind) => bind && live.useLong(bind));
  if (def.timers) void load("timer").then((bind) => bind && bindTimers(host, bind));
  if (sourcesOf(def).some((id) => host.store.load(id).updated)) void load("flow").then((bind) => bind && (flowed = bind(host)));
}

/** The exercises that values come from. */
const sourcesOf = ({ from = {} }: Details): string[] => Object.values(from).map((path) => path.split(".")[0] as string);

function bindTimers(host: ExerciseHost, bind: Parts["timer"]): void {
  const { timers = {} } = host.def as unknown as Details;
  for (const [field, { seconds, countdown }] of Object.entries(timers)) bind(host, field, seconds, countdown);
}

/** The items that places were given to, by which they are known again when another exercise's rows have moved. */
function itemsOf(sorts: Map<string, Sort>): Record<string, Value> {
  const found = [...sorts].filter(([, sort]) => !sort.table && sort.items);
  return Object.fromEntries(found.map(([field, sort]) => [`${field}.items`, sort.items as Value]));
}

/** A slider without a default has a value from its first touch on, even where that leaves it in the middle. */
function touchSliders(form: HTMLFormElement): void {
  for (const type of ["input", "click"])
    form.addEventListener(
      type,
      ({ target }) => {
        const { dataset } = target as HTMLElement;
        if (dataset["unset"] === undefined) return;
        delete dataset["unset"];
        if (type === "click") (target as HTMLElement).dispatchEvent(new Event("input", { bubbles: true }));
      },
      true,
    );
}

/** Writes beside sliders what they say. One without a default says nothing until it is moved. */
function showSliders(form: HTMLFormElement, fields: string[]): void {
  for (const slider of form.querySelectorAll<HTMLInputElement>("input[type=range]")) {
    if (!fields.includes(slider.name)) continue;
    const text = slider.parentElement?.querySelector(".hb-slider");
    if (text) text.textContent = slider.dataset["unset"] === undefined ? slider.value : "–";
  }
}
