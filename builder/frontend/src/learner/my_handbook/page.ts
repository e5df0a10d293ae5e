/** <hb-mine>: the learner's own page. Everything on it is read from this device, and nothing leaves it. */

import { load, type Parts } from "../../core/registry";
import { localDay, type Day } from "../../core/calendar";
import { download, today as fileDay } from "../../core/files";
import { button, el, short } from "../../core/dom";
import { lazy } from "../../core/lazy";
import { own } from "../../answers/record";
import { upcoming } from "../../answers/review_boxes";
import type { Store } from "../../answers/store";
import { brought, words } from "../../core/words";
import { calendar } from "../../exercises/worksheet/ics";
import { NEW_A_DAY, REVIEW, comingBack, illusions, session, type Due, type Items } from "./items";
import { begun, recordOf, type Outline, type Records } from "./outline";
import { onPaper } from "./paper";
import { habits, pledges, stateId, type Habit, type Pledge } from "./promises";
import { standings, stateOf, isRead, isTest, passes, type Standing } from "./status";
import { comparisons, type Comparison } from "./comparison";
import { entries, nextStep, tasks, type Task } from "./today";

/** What of the page can be seen: nothing is due or promised before anything was entered. */
const LATER = ["today", "review", "promises", "folio"];

/** Promises that are shown though they are not due. */
const AT_ONCE = 6;

export function mountMine(root: HTMLElement, store: Store): void {
  const outline = JSON.parse((root.querySelector(".hb-definition") as HTMLElement).textContent as string) as Outline;
  const part = <T extends HTMLElement = HTMLElement>(name: string): T => root.querySelector(`[data-part="${name}"]`) as T;
  const section = (name: string): HTMLElement => root.querySelector(`#${name}`) as HTMLElement;
  let items: Items | undefined;
  let missing = false;
  let running = false;

  // ------------------------------------------------------------ what is known

  const records = (): Records => Object.assign(Object.create(null) as Records, Object.fromEntries(store.all()));
  const all = (known: Records, today: Day): Due[] => (items ? comingBack(outline, items, known, today) : []);

  /** Whether something was answered that can come back; only then the questions and cards are asked for. */
  const needsItems = (known: Records): boolean =>
    Object.entries(outline.exercises).some(([id, one]) => one.open && begun(recordOf(known, id, one)));

  async function loadItems(): Promise<void> {
    await lazy("handbook-items").catch(() => undefined);
    items = brought<Items>("items");
    missing = !items;
    render();
  }

  // ------------------------------------------------------------ links and sentences

  const href = (to: string): string =>
    to.startsWith("#") ? to : (root.querySelector(`[data-link="${CSS.escape(to)}"] a`)?.getAttribute("href") ?? "#modules");

  function linkTo(to: string, text: string): HTMLAnchorElement {
    const link = el("a", "", text);
    link.setAttribute("href", href(to));
    return link;
  }

  /** The words under a key, with what stands for `{link}` leading somewhere. */
  function sentence(key: string, values: Record<string, string | number>, to: string, text?: string): HTMLElement {
    const [before = "", after = ""] = words(key, values).split("{link}");
    return el("span", "", before, linkTo(to, text ?? String(values["title"] ?? words(`${key}_link`, values))), after);
  }

  const button_ = (key: string, act: () => void, values = {}): HTMLButtonElement => button(words(key, values), act);

  // ------------------------------------------------------------ what is shown

  function render(): void {
    const [known, today] = [records(), localDay()];
    const coming = all(known, today);
    const due = session(coming, today);
    const [promises, kept] = [pledges(outline, known), habits(outline, known, today)];
    const todo = tasks(outline, known, due.length, promises, kept, today);
    const empty = !Object.keys(known).length;
    for (const name of LATER) section(name).hidden = empty;
    part("empty").hidden = !empty;
    showNext(nextStep(outline, known, todo));
    showToday(todo, known, coming, promises, today);
    section("review").classList.toggle("is-running", running);
    if (!running) showReview(due, coming, today);
    showPromises(promises, kept, today);
    for (const standing of standings(outline, known)) showStanding(standing, known);
    showIllusions(known);
    showScales(comparisons(outline, known));
    showModules(known);
  }

  function showNext({ key, to, values }: ReturnType<typeof nextStep>): void {
    part("next").replaceChildren(to ? sentence(`mine_next_${key}`, values, to) : words(`mine_next_${key}`));
  }

  function showToday(todo: Task[], known: Records, coming: Due[], promises: Pledge[], today: Day): void {
    const lines = todo.map(({ key, to, values }) => {
      const line = el("li", "", sentence(`mine_today_${key}`, values, to));
      line.dataset["task"] = key;
      return line;
    });
    const dates = entries(coming, promises, outline, known, today, words, location.hostname || "handbook");
    const next = dates.find(({ date }) => date > today);
    const nothing = el("li", "hb-soft", words(next ? "mine_today_none_until" : "mine_today_none", { date: next?.date ?? "", title: next?.title ?? "" }));
    part("today").replaceChildren(...(lines.length ? lines : [nothing]));
    part("calendar").hidden = !dates.length;
  }

  function showReview(due: Due[], coming: Due[], today: Day): void {
    const next = upcoming(coming, today);
    const said = missing ? "mine_review_missing" : due.length ? "mine_review_due" : next ? "mine_review_later" : "mine_review_none";
    const values = { n: due.length, minutes: Math.max(1, Math.min(5, Math.ceil(due.length / 3))), date: next?.due ?? "", count: next?.count ?? 0 };
    part("due").textContent = words(said, { ...values, most: NEW_A_DAY });
    part("start").hidden = !due.length;
    part("session").replaceChildren();
    part("boxes").replaceChildren(...(coming.some(({ place }) => place) ? [boxes(coming)] : []));
  }

  /** How many things stand in each box. */
  function boxes(coming: Due[]): HTMLElement {
    const counts = [1, 3, 7, 21, 60].map((days, box) => [days, coming.filter(({ place }) => place?.box === box).length] as const);
    const most = Math.max(...counts.map(([, count]) => count));
    const list = counts.map(([days, count]) => {
      const bar = el("span", "hb-box__bar");
      bar.style.setProperty("--share", String(most ? count / most : 0));
      return el("li", "hb-box", el("span", "hb-box__n", String(count)), bar, el("span", "", words("mine_box", { n: days })));
    });
    const result = el("ul", "hb-plain hb-boxes", ...list);
    result.setAttribute("aria-label", words("mine_boxes"));
    return result;
  }

  function showPromises(promises: Pledge[], kept: Habit[], today: Day): void {
    const open = promises.filter((one) => !one.kept);
    const first = Math.max(AT_ONCE, open.filter(({ due }) => due <= today).length);
    const [near, far] = [open.slice(0, first), open.slice(first)];
    const list = kept.map(habitCard);
    const none = promises.length || list.length ? [] : [el("p", "hb-soft", words("mine_promises_none"))];
    const cards = near.map((one) => pledgeCard(one, today));
    const later = folded("later", far, words("mine_later", { n: far.length, date: far[0]?.due ?? "" }), today);
    const past = promises.filter((one) => one.kept);
    const done = folded("kept", past, words("mine_kept", { n: past.length }), today);
    part("promises").replaceChildren(...none, el("div", "hb-pledges", ...cards, ...list), ...later, ...done);
  }

  /** Promises that wait behind a line; what was unfolded stays so when the page is shown again. */
  function folded(name: string, some: Pledge[], said: string, today: Day): HTMLElement[] {
    const before = part("promises").querySelector<HTMLDetailsElement>(`[data-fold=${name}]`);
    if (!some.length) return [];
    const fold = el("details", "", el("summary", "", said), el("div", "hb-pledges", ...some.map((one) => pledgeCard(one, today))));
    fold.dataset["fold"] = name;
    fold.open = !!before?.open;
    return [fold];
  }

  function pledgeCard(pledge: Pledge, today: Day): HTMLElement {
    const { exercise, title, lines, made, due, kept } = pledge;
    const list = lines.map((line) => el("li", "", ...line.flatMap(([label, text]) => [el("span", "hb-label", label), el("span", "hb-pledge__text", text), " "])));
    const late = !kept && due <= today;
    const state = kept ? "kept" : due < today ? "late" : due === today ? "now" : "open";
    const when = el("p", "hb-pledge__when", words(`mine_promise_${state}`, { date: kept ?? due, made }));
    const date = el("input");
    Object.assign(date, { type: "date", min: today, value: due > today ? due : "" });
    date.addEventListener("change", () => date.value >= today && keep(exercise, `due ${date.value}`));
    const acts = kept
      ? [button_("mine_reopen", () => keep(exercise, `due ${today}`))]
      : [
          button_("mine_keep", () => keep(exercise, `kept ${today}`)),
          button_("mine_commit", () => void paper((folio) => folio.commitment(pledge, outline))),
          el("label", "hb-pledge__date", words("mine_move"), date),
        ];
    const card = el(
      "article", "hb-pledge", el("h3", "", linkTo(exercise, title)), el("ul", "hb-plain", ...list), when, el("div", "hb-acts", ...acts),
    );
    card.id = `promise-${exercise}`;
    card.dataset["late"] = String(late);
    card.tabIndex = -1;
    return card;
  }

  /** Notes what became of the promises of a sheet; the card that is drawn anew has the focus again. */
  function keep(exercise: string, state: string): void {
    store.save(REVIEW, { [stateId(exercise)]: state }, { revision: REVIEW });
    render();
    (root.querySelector<HTMLElement>(`#promise-${CSS.escape(exercise)}`) ?? section("promises")).focus();
  }

  function habitCard({ exercise, title, repeat, left, items: count, times, goal }: Habit): HTMLElement {
    const now = words(left ? `mine_habit_${repeat}_left` : `mine_habit_${repeat}_done`, { n: left, of: count });
    const goals = goal ? el("p", "", words(`mine_goal_${repeat}`, { n: times, goal }), bar(times / goal)) : null;
    return el("article", "hb-pledge", el("h3", "", linkTo(exercise, title)), el("p", "hb-pledge__when", now), goals);
  }

  function bar(share: number): HTMLElement {
    const result = el("span", "hb-bar");
    result.style.setProperty("--share", String(Math.min(1, share || 0)));
    return result;
  }

  function showStanding({ module, read, lessons, practised, exercises, kept, tests }: Standing, known: Records): void {
    const box = root.querySelector(`[data-module="${CSS.escape(module.id)}"]`) as HTMLElement;
    const find = (name: string): HTMLElement => box.querySelector(`[data-part="${name}"]`) as HTMLElement;
    const touched = read || module.exercises.some((id) => stateOf(known, id, outline.exercises[id] ?? { kind: "", title: "" }) !== "none");
    const open = { lessons: lessons - read, exercises: exercises - practised };
    const key = !touched ? "none" : open.lessons ? "lessons" : open.exercises ? "exercises" : "all";
    find("said").textContent = words(`mine_module_${key}`, open);
    const rows: [string, number, number][] = [["read", read, lessons], ["practised", practised, exercises], ["kept_tests", kept, tests]];
    find("bars").replaceChildren(...rows.filter(([, , of]) => of).map(([name, n, of]) => {
      const line = el("li", "", el("span", "", words(`mine_${name}`)), bar(n / of), el("span", "hb-bars__n", `${n} / ${of}`));
      line.dataset["of"] = name;
      return line;
    }));
    for (const line of box.querySelectorAll<HTMLElement>("[data-link]")) showState(line, known);
  }

  /** Beside a lesson or an exercise: how far. */
  function showState(line: HTMLElement, known: Records): void {
    const id = line.dataset["link"] as string;
    const place = line.querySelector("[data-state]") as HTMLElement;
    const exercise = own(outline.exercises, id);
    const state = exercise ? stateOf(known, id, exercise) : isRead(known, id.replace("lesson:", "")) ? "read" : "none";
    const days = exercise && isTest(exercise) ? passes(known, id, exercise).length : 0;
    place.dataset["state"] = state === "read" ? "done" : state;
    place.textContent = state === "none" ? "" : words(days ? (days > 1 ? "mine_state_kept" : "mine_state_passed") : `mine_state_${state}`);
  }

  function showIllusions(known: Records): void {
    const found = items ? illusions(outline, items, known) : [];
    section("sure").hidden = !found.length;
    part("sure").replaceChildren(...found.map(({ exercise, part: question, label, day }) => {
      const link = linkTo(exercise, label.length > 80 ? `${label.slice(0, 80)}…` : label);
      link.setAttribute("href", `${href(exercise)}#q-${question}`);
      return el("li", "", link, el("span", "hb-soft", words("mine_sure_when", { title: own(outline.exercises, exercise)?.title ?? exercise, day })));
    }));
  }

  function showScales(found: Comparison[]): void {
    section("scales").hidden = !found.length;
    part("scales").replaceChildren(...found.map(scaleCard));
  }

  function scaleCard({ exercise, title, points, now, then, rows }: Comparison): HTMLElement {
    const lines = rows.map(({ label, now: value, then: before }) => {
      const track = el("span", "hb-track");
      for (const [name, mean] of [["then", before], ["now", value]] as const)
        if (mean !== null) {
          const dot = el("span", `hb-track__${name}`);
          dot.style.setProperty("--at", String((mean - 1) / (points - 1)));
          track.append(dot);
        }
      if (value !== null && before !== null) {
        track.style.setProperty("--from", String((Math.min(value, before) - 1) / (points - 1)));
        track.style.setProperty("--to", String((Math.max(value, before) - 1) / (points - 1)));
      }
      return el("li", "", el("span", "hb-track__label", label), track, el("span", "hb-track__said", change(value, before)));
    });
    const when = words(then ? "mine_scale_between" : "mine_scale_once", { now, then: then ?? "", points });
    return el("article", "hb-comparison", el("h3", "", linkTo(exercise, title)), el("p", "hb-soft", when), el("ul", "hb-plain hb-tracks", ...lines));
  }

  function change(now: number | null, then: number | null): string {
    if (now === null) return "–";
    if (then === null) return short(now);
    const by = now - then;
    const sign = Math.abs(by) < 0.005 ? "±0" : `${by > 0 ? "+" : "−"}${short(Math.abs(by))}`;
    return words("mine_scale_change", { then: short(then), now: short(now), by: sign });
  }

  /** The modules of which there is something to print. */
  function showModules(known: Records): void {
    const select = part<HTMLSelectElement>("module");
    for (const option of Array.from(select.options)) {
      const module = outline.modules.find(({ id }) => id === option.value);
      option.disabled = !module?.exercises.some((id) => begun(recordOf(known, id, own(outline.exercises, id) ?? {})));
    }
    const usable = Array.from(select.options).find(({ disabled }) => !disabled);
    if (select.selectedOptions[0]?.disabled && usable) select.value = usable.value;
    (root.querySelector("[data-do=folio]") as HTMLButtonElement).disabled = !usable;
    part("folio-none").hidden = !!usable;
  }

  // ------------------------------------------------------------ what the learner does

  type Folio = Parts["folio"];
  type Wanted = Parameters<Folio["portfolio"]>[0];

  /** Puts a sheet on paper, once the script for it has come. */
  async function paper(make: (folio: Folio) => HTMLElement): Promise<void> {
    const folio = await load("folio");
    if (folio) onPaper(part("paper"), make(folio));
    else part("folio-said").textContent = words("mine_not_loaded");
  }

  async function printFolio(): Promise<void> {
    const parts = ["known", "sheets", "plots", "charts"].map((name) => lazy(`handbook-${name}`));
    await Promise.all(parts).catch(() => undefined);
    const module = outline.modules.find(({ id }) => id === part<HTMLSelectElement>("module").value);
    const [known, sheets, plots] = [brought<Wanted["known"]>("known"), brought<Wanted["sheets"]>("sheets"), brought<Wanted["plots"]>("plots") ?? {}];
    const name = part<HTMLInputElement>("name").value.trim().slice(0, 60);
    if (module && known && sheets) await paper((folio) => folio.portfolio({ outline, module, known, sheets, plots, records: records(), name, today: localDay(), version: store.handbook.version }));
    else part("folio-said").textContent = words("mine_not_loaded");
  }

  function saveCalendar(): void {
    const [known, today] = [records(), localDay()];
    const list = entries(all(known, today), pledges(outline, known), outline, known, today, words, location.hostname || "handbook");
    download(`${store.handbook.id}-${fileDay()}.ics`, "text/calendar", calendar(list, new Date()));
    part("calendar-said").textContent = words("mine_ics_done", { n: list.length });
  }

  async function review(): Promise<void> {
    const startSession = await load("review");
    if (!startSession) {
      part("due").textContent = words("mine_not_loaded");
      return;
    }
    const today = localDay();
    running = true;
    section("review").classList.add("is-running");
    part("start").hidden = true;
    part("boxes").replaceChildren();
    part("due").textContent = "";
    startSession(part("session"), {
      store, outline, today, linkTo,
      due: () => session(all(records(), today), today),
      later: () => upcoming(all(records(), today), today),
      changed: render,
      end() {
        running = false;
        render();
        section("review").focus();
      },
    });
  }

  const acts: Record<string, () => void> = {
    review: () => void review(),
    folio: () => void printFolio(),
    calendar: saveCalendar,
  };
  root.addEventListener("click", ({ target }) => acts[(target as Element).closest<HTMLElement>("[data-do]")?.dataset["do"] ?? ""]?.());
  const name = part<HTMLInputElement>("name");
  name.value = store.meta.name ?? "";
  name.addEventListener("change", () => (store.meta = { name: name.value.trim().slice(0, 60) }));
  for (const type of ["focus", "pageshow", "storage"]) addEventListener(type, () => root.isConnected && !running && render());
  render();
  if (needsItems(records())) void loadItems();
  root.dataset["ready"] = "";
}
