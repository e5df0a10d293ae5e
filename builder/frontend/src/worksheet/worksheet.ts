/** A worksheet: fields that compute, and the parts that have a behaviour of their own. */

import { addDays, localDay } from "../calendar";
import type { ExerciseHost, Kind } from "../exercise";
import type { Control } from "../form";
import { createSheet } from "../formula";
import { todayNumber } from "../format";
import type { Answers, Value } from "../record";
import type { Details } from "./details";
import { bindFlow } from "./flow";
import { createLive } from "./live";
import { board, extras, type Board } from "./parts";
import { bindPlots } from "./plots";
import { bindPractice } from "./practice";
import { bindKeys, bindProblems } from "./problems";
import { bindRows, prepareRows, rowCount } from "./rows";
import type { Sort } from "./sort";

/** How long after the last key the result is spoken. */
const QUIET = 1200;

export const worksheet: Kind = { prepare: prepareRows, mount };

function mount(host: ExerciseHost): void {
  const { form } = host;
  const def = host.def as unknown as Details;
  const live = createLive(host);
  const check = bindProblems(host);
  const sorts = new Map<string, Sort>();
  const ranks = new Map<string, () => void>();
  const figures = [...form.querySelectorAll<HTMLElement>(".hb-ws > [data-chart]")];
  const plot = bindPlots(host, figures, { get: live.get, rows: (table) => rowCount(form, table) });
  const speak = speaker(host, live.gist);
  let flowed: () => Answers = () => ({});
  let compare: ReturnType<typeof bindPractice> = () => undefined;

  function update(): void {
    live.update();
    compare(live.texts);
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
    speak();
  });
  host.onRestore((fields) => {
    live.rowsChanged();
    fields.forEach(live.enter);
    renderSorts(fields);
    for (const field of fields) ranks.get(field)?.();
    showSliders(form, fields);
    check(fields);
    update();
  });
  bindRows(host, (table, at, by) => {
    for (const sort of sorts.values()) if (sort.table === table) sort.shift(at, by);
    live.rowsChanged();
    live.enter(table);
    renderSorts([table]);
    update();
  });
  bindKeys(form, def);
  touchSliders(form);
  bindActs(host, def);
  bindSample(host, def);

  const all = Object.keys(def.asked);
  all.forEach(live.enter);
  flowed = bindFlow(host);
  compare = bindPractice(host);
  showSliders(form, all);
  update();

  function arrange({ bindSort, bindRank, bindTimer }: Board): void {
    for (const [field, { kind }] of Object.entries(def.sheet.fields)) {
      if (kind === "sort") sorts.set(field, bindSort(host, field));
      if (kind === "rank") ranks.set(field, bindRank(host, field));
    }
    for (const [field, { seconds, countdown }] of Object.entries(def.timers ?? {})) bindTimer(host, field, seconds, countdown);
    renderSorts([...sorts.keys()]);
    for (const show of ranks.values()) show();
  }
  if (form.querySelector(".hb-picks,.hb-ranked,[data-timer]")) void board().then((part) => part && arrange(part));
}

/** The items that places were given to, by which they are known again when another exercise's rows have moved. */
function itemsOf(sorts: Map<string, Sort>): Record<string, Value> {
  const found = [...sorts].filter(([, sort]) => !sort.table && sort.items);
  return Object.fromEntries(found.map(([field, sort]) => [`${field}.items`, sort.items as Value]));
}

/** The buttons below the sheet, and the day to look back. */
function bindActs(host: ExerciseHost, { review }: Details): void {
  const { form, words } = host;
  const due = (): string => addDays(localDay(new Date(host.rec.updated)), review ?? 0);
  form.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-act]");
    const act = button?.dataset["act"] ?? "";
    if (!button || !["half", "calendar", "review"].includes(act)) return;
    void extras().then((part) => {
      if (act === "half") part?.openHalf(host, button);
      else if (act === "calendar") part?.saveCalendar(host);
      else part?.saveReview(host, due());
    });
  });
  const show = (): void => {
    const text = form.querySelector("[data-review]");
    if (!text || !host.rec.updated) return;
    text.textContent = words("ws_review_on", { date: due() });
    (form.querySelector("[data-act=review]") as HTMLElement).hidden = false;
  };
  host.onInput(show);
  host.onRestore(show);
  show();
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

/** Says the first result once the typing has come to rest. */
function speaker(host: ExerciseHost, gist: () => string): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = "";
  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const now = gist();
      if (now && now !== last) host.announce((last = now));
    }, QUIET);
  };
}

/** Draws the worked example's charts when it is opened. */
function bindSample(host: ExerciseHost, def: Details): void {
  const sample = host.form.querySelector<HTMLDetailsElement>("[data-sample]");
  const { example } = def;
  if (!sample || !example) return;
  const figures = [...sample.querySelectorAll<HTMLElement>("[data-chart]")];
  let plot: (() => void) | undefined;
  sample.addEventListener("toggle", () => {
    if (plot || !sample.open) return;
    const sheet = createSheet(def.sheet, todayNumber());
    for (const [field, value] of Object.entries(example)) sheet.set(field, value);
    sheet.recompute();
    plot = bindPlots(host, figures, { get: sheet.get, rows: (table) => (example[table] as Value[] | undefined)?.length ?? 0 });
    plot();
  });
}
