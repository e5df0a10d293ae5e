/** <hb-mine>: the learner's own page. Everything on it is read from this device, and nothing leaves it. */

import type { Store } from "../../answers/store";
import { localDay, type Day } from "../../core/calendar";
import { download, today as fileDay } from "../../core/files";
import { lazy } from "../../core/lazy";
import { sharedData, words } from "../../core/words";
import { calendar, type Entry } from "../../exercises/worksheet/ics";
import { comparisons } from "./comparison";
import { frameOf } from "./frame";
import { comingBack, illusions, REVIEW, session, type Due, type Items } from "./items";
import { begun, recordOf, type Records } from "./outline";
import { printFolio, printSheet } from "./printing";
import { habits, pledges, stateId } from "./promises";
import { showIllusions, showScales } from "./sections/insights";
import { showModules, showStanding } from "./sections/modules";
import { showPromises, type PledgeActs } from "./sections/promises";
import { showReview, startReview } from "./sections/review";
import { showNext, showToday } from "./sections/today";
import { standings } from "./status";
import { entries, nextStep, tasks } from "./today";

/** What of the page can be seen: nothing is due or promised before anything was entered. */
const LATER = ["today", "review", "promises", "folio"];

export function mountMine(root: HTMLElement, store: Store): void {
  const frame = frameOf(root);
  const { outline, part, section } = frame;
  let items: Items | undefined;
  let missing = false;
  let running = false;

  const records = (): Records => Object.assign(Object.create(null) as Records, Object.fromEntries(store.all()));
  const all = (known: Records, today: Day): Due[] => (items ? comingBack(outline, items, known, today) : []);
  const dates = (coming: Due[], known: Records, today: Day): Entry[] =>
    entries(coming, pledges(outline, known), outline, known, today, words, location.hostname || "handbook");

  /** Only where something was answered that can come back, the questions and cards are asked for. */
  async function loadItems(): Promise<void> {
    const known = records();
    if (!Object.entries(outline.exercises).some(([id, one]) => one.open && begun(recordOf(known, id, one)))) return;
    await lazy("handbook-items").catch(() => undefined);
    items = sharedData<Items>("items");
    missing = !items;
    render();
  }

  function render(): void {
    const [known, today] = [records(), localDay()];
    const coming = all(known, today);
    const due = session(coming, today);
    const [promises, kept] = [pledges(outline, known), habits(outline, known, today)];
    const todo = tasks(outline, known, due.length, promises, kept, today);
    const empty = !Object.keys(known).length;
    for (const name of LATER) section(name).hidden = empty;
    part("empty").hidden = !empty;
    showNext(frame, nextStep(outline, known, todo));
    showToday(frame, todo, dates(coming, known, today), today);
    section("review").classList.toggle("is-running", running);
    if (!running) showReview(frame, due, coming, today, missing);
    showPromises(frame, promises, kept, today, pledgeActs);
    for (const standing of standings(outline, known)) showStanding(frame, standing, known);
    showIllusions(frame, items ? illusions(outline, items, known) : []);
    showScales(frame, comparisons(outline, known));
    showModules(frame, known);
  }

  const pledgeActs: PledgeActs = {
    // The card that is drawn anew has the focus again.
    keep(exercise, state) {
      store.save(REVIEW, { [stateId(exercise)]: state }, { revision: REVIEW });
      render();
      (root.querySelector<HTMLElement>(`#promise-${CSS.escape(exercise)}`) ?? section("promises")).focus();
    },
    print: (pledge) => void printSheet(frame, (folio) => folio.commitment(pledge, outline)),
  };

  function saveCalendar(): void {
    const [known, today] = [records(), localDay()];
    const list = dates(all(known, today), known, today);
    download(`${store.handbook.id}-${fileDay()}.ics`, "text/calendar", calendar(list, new Date()));
    part("calendar-said").textContent = words("mine_ics_done", { n: list.length });
  }

  const acts: Record<string, () => void> = {
    review: () => void startReview(frame, store, (today) => all(records(), today), render, (on) => (running = on)),
    folio: () => void printFolio(frame, store, records),
    calendar: saveCalendar,
  };
  root.addEventListener("click", ({ target }) => acts[(target as Element).closest<HTMLElement>("[data-do]")?.dataset["do"] ?? ""]?.());
  const name = part<HTMLInputElement>("name");
  name.value = store.meta.name ?? "";
  name.addEventListener("change", () => (store.meta = { name: name.value.trim().slice(0, 60) }));
  for (const type of ["focus", "pageshow", "storage"]) addEventListener(type, () => root.isConnected && !running && render());
  render();
  void loadItems();
  root.dataset["ready"] = "";
}
