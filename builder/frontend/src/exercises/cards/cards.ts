/** A deck: one card at a time; recall, turn over, judge. Cards come back after growing intervals. */

import { localDay } from "../../core/calendar";
import { el, tableOf } from "../../core/dom";
import type { ExerciseHost, Kind } from "../types";
import { own } from "../../answers/record";
import { dueToday, inOrder, INTERVALS, judged, read, upcoming, write, type Grade, type Item } from "../../answers/review_boxes";
import type { CardsDetails } from "../../core/contract";

const GRADES: Grade[] = ["missed", "fuzzy", "known"];

export const cards: Kind = { mount };

function mount(host: ExerciseHost): void {
  const { form, words } = host;
  const ids = host.def["cards"] as CardsDetails["cards"];
  const alike = host.def["alike"] as CardsDetails["alike"];
  const deck = form.querySelector(".hb-deck") as HTMLElement;
  const find = (selector: string, within: ParentNode = deck): HTMLElement => within.querySelector(selector) as HTMLElement;
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
    find("[data-box]").textContent = current ? boxOf(item(current)) : "";
    end.hidden = current !== undefined;
    turned();
    if (!current) showEnd();
  }

  const boxOf = ({ place }: Item): string => (place ? words("cards_box", { n: place.box + 1 }) : words("cards_new"));

  function showEnd(): void {
    const coming = upcoming(items(), localDay());
    find("[data-done]").textContent = words("cards_done");
    find("[data-next]").textContent = coming ? words("cards_next", { date: coming.due, n: coming.count }) : "";
    const counts = INTERVALS.map((_, box) => String(items().filter(({ place }) => place?.box === box).length));
    const heads = INTERVALS.map((n) => words("cards_interval", { n }));
    const table = tableOf(words("cards_boxes"), heads, []);
    table.querySelector("tbody")?.append(el("tr", "", ...counts.map((count) => el("td", "", count))));
    find("[data-boxes]").replaceChildren(table);
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
    if (!id || event.ctrlKey || event.altKey || event.metaKey || (event.target as Element).matches("input,select,textarea")) return;
    const grade = GRADES[Number(event.key) - 1];
    if (grade && isTurned()) judge(grade);
    else if ((event.key === " " || event.key === "Enter") && !(event.target as Element).closest("button,summary,a")) flip(id);
    else return;
    event.preventDefault();
  });
  const today = (): void => begin(dueToday(items(), localDay()));
  host.onRestore(today);
  deck.classList.add("is-on");
  today();
}
