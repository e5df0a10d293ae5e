/** A deck: one card at a time; recall, turn over, judge. Cards come back after growing intervals. */

import { localDay } from "../../core/calendar";
import { el, tableOf } from "../../core/dom";
import type { ExerciseHost, Kind } from "../types";
import { own } from "../../answers/record";
import { dueToday, inOrder, INTERVALS, judged, read, upcoming, write, type Grade, type Item } from "../../answers/review_boxes";
import type { CardsDetails } from "../../core/contract";

const GRADES: Grade[] = ["missed", "fuzzy", "known"];

type Find = (selector: string, within?: ParentNode) => HTMLElement;

export const cards: Kind = { mount };

function mount(host: ExerciseHost): void {
  const { form, words } = host;
  const ids = host.def["cards"] as CardsDetails["cards"];
  const alike = host.def["alike"] as CardsDetails["alike"];
  const deck = form.querySelector(".hb-deck") as HTMLElement;
  const find: Find = (selector, within = deck) => within.querySelector(selector) as HTMLElement;
  const card = (id: string): HTMLElement => find(`.hb-flash[data-field="${id}"]`);
  const back = (id: string): HTMLDetailsElement => find(".hb-flash__back", card(id)) as HTMLDetailsElement;
  const end = find("[data-end]");
  /** The cards still to be seen in this session; the first one is on the page. */
  let queue: string[] = [];

  const item = (id: string): Item => {
    const [group, place] = [own(alike, id), read(host.readForm()[id])];
    return { id, ...(group && { alike: group }), ...(place && { place }) };
  };
  const items = (): Item[] => ids.map(item);

  function begin(wanted: string[]): void {
    queue = wanted;
    render();
  }

  // ------------------------------------------------------------ what is shown

  function render(): void {
    const [current] = queue;
    for (const id of ids) {
      card(id).hidden = id !== current;
      for (const part of card(id).querySelectorAll("details")) part.open = false;
    }
    find("[data-left]").textContent = current ? words("cards_left", { n: queue.length }) : "";
    find("[data-box]").textContent = current ? boxOf(item(current), words) : "";
    end.hidden = current !== undefined;
    turned();
    if (!current) showEnd(host, find, items());
  }

  const isTurned = (): boolean => queue[0] !== undefined && back(queue[0]).open;

  /** The learner judges after seeing the back, not before. */
  const turned = (): void => {
    find(".hb-grades").hidden = !isTurned();
  };

  // ------------------------------------------------------------ what the learner does

  function flip(id: string): void {
    back(id).open = !back(id).open;
    turned();
    if (back(id).open) host.announce(find(".hb-flash__answer", card(id)).textContent as string);
  }

  function judge(grade: Grade): void {
    const [id = ""] = queue.splice(0, 1);
    const [today, before] = [localDay(), item(id).place];
    const place = judged(before, grade, today);
    (form.elements.namedItem(id) as HTMLInputElement).value = write(place);
    host.changed(id);
    if (grade === "missed") queue.push(id);
    const days = INTERVALS[place.box] as number;
    const said = grade === "missed" ? "again" : place === before ? "kept" : days === 1 ? "tomorrow" : "saved";
    render();
    host.announce(words(`cards_${said}`, { days }));
    (queue[0] === undefined ? end : card(queue[0])).focus();
  }

  deck.addEventListener("click", ({ target }) => {
    const data = (target as HTMLElement).closest<HTMLElement>("[data-grade],[data-act]")?.dataset ?? {};
    if (data["grade"]) judge(data["grade"] as Grade);
    if (data["act"] === "all") {
      begin(inOrder(items()));
      card(queue[0] as string).focus();
    }
  });
  deck.addEventListener("toggle", turned, true);
  deck.addEventListener("keydown", (event) => {
    const [id] = queue;
    const act = id && pressed(event, isTurned());
    if (!act) return;
    if (act === "flip") flip(id);
    else judge(act);
    event.preventDefault();
  });
  const today = (): void => begin(dueToday(items(), localDay()));
  host.onRestore(today);
  deck.classList.add("is-on");
  today();
}

/** The end of a session: when the next cards are due, and how many lie in each box. */
function showEnd({ words }: ExerciseHost, find: Find, items: Item[]): void {
  const coming = upcoming(items, localDay());
  find("[data-done]").textContent = words("cards_done");
  find("[data-next]").textContent = coming ? words("cards_next", { date: coming.due, n: coming.count }) : "";
  const counts = INTERVALS.map((_, box) => String(items.filter(({ place }) => place?.box === box).length));
  const heads = INTERVALS.map((n) => words("cards_interval", { n }));
  const table = tableOf(words("cards_boxes"), heads, []);
  table.querySelector("tbody")?.append(el("tr", "", ...counts.map((count) => el("td", "", count))));
  find("[data-boxes]").replaceChildren(table);
}

const boxOf = ({ place }: Item, words: ExerciseHost["words"]): string =>
  place ? words("cards_box", { n: place.box + 1 }) : words("cards_new");

/** The act of a key: 1 to 3 judge a card that is turned over, space and Enter turn a card over; none in fields and with modifiers. */
function pressed({ key, target, ctrlKey, altKey, metaKey }: KeyboardEvent, isTurned: boolean): Grade | "flip" | undefined {
  const at = target as Element;
  if (ctrlKey || altKey || metaKey || at.matches("input,select,textarea")) return undefined;
  const grade = GRADES[Number(key) - 1];
  if (grade && isTurned) return grade;
  return (key === " " || key === "Enter") && !at.closest("button,summary,a") ? "flip" : undefined;
}
