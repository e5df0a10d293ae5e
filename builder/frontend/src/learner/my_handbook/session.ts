/** A session of review: one thing at a time, about five minutes; recall, look, judge. Keyboard and tap. */

import type { Grade } from "../../answers/review_boxes";
import type { Day } from "../../core/calendar";
import { button, el } from "../../core/dom";
import { words } from "../../core/words";
import type { Due } from "./items";
import { keepCard, keepQuestion, type Reviewed } from "./session_keep";
import { ask, main, showCard } from "./session_turn";

export interface SessionHost extends Reviewed {
  /** What is to be asked now, in its order. */
  due(): Due[];
  later(): { due: Day; count: number } | undefined;
  linkTo(to: string, text: string): HTMLAnchorElement;
  changed(): void;
  end(): void;
}

const ENOUGH = 5 * 60_000;

export function startSession(place: HTMLElement, host: SessionHost): void {
  const queue = host.due().slice();
  let until = Date.now() + ENOUGH;
  let [seen, missed] = [0, 0];
  /** What was missed comes once more, not until it is right. */
  const repeated = new Set<string>();
  /** What the keys do now: Enter, and the numbers. */
  let enter: () => void;
  let choices: (() => void)[];
  const keys = (main: () => void, others: (() => void)[]): void => void ([enter, choices] = [main, others]);

  function show(): void {
    const [item] = queue;
    if (!item || Date.now() > until) return showEnd();
    const box = turnBox("");
    const exercise = host.outline.exercises[item.exercise];
    const head = el("p", "hb-turn__head", el("span", "", words("review_left", { n: queue.length })), host.linkTo(item.exercise, exercise?.title ?? item.exercise));
    box.append(head, el("p", "hb-turn__box", item.place ? words("review_box", { n: item.place.box + 1 }) : words("review_new")));
    (item.card ? showCard : ask)(box, item, { judge, keys });
    place.replaceChildren(box);
    box.focus();
  }

  function judge(item: Due, grade: Grade): void {
    queue.shift();
    const again = grade === "missed";
    if (!repeated.has(item.id)) [seen, missed] = [seen + 1, missed + Number(again)];
    const saved = (item.card ? keepCard : keepQuestion)(host, item, grade);
    if (again && !repeated.has(item.id)) queue.push({ ...item, ...(saved && { place: saved }) });
    repeated.add(item.id);
    host.changed();
    show();
  }

  function showEnd(): void {
    const left = queue.length;
    const later = host.later();
    const box = turnBox(" hb-turn--end", el("p", "hb-turn__done", words(left ? "review_enough" : "review_done", { n: seen })));
    if (missed) box.append(el("p", "", words("review_missed", { n: missed })));
    if (left) box.append(el("p", "", words("review_still", { n: left })));
    else if (later) box.append(el("p", "", words("review_later", { date: later.due, n: later.count })));
    const more = main("review_more", () => {
      until = Date.now() + ENOUGH;
      show();
    });
    box.append(el("div", "hb-acts", ...(left ? [more] : []), button(words("review_close"), () => host.end())));
    place.replaceChildren(box);
    keys(() => undefined, []);
    box.focus();
  }

  const stopKeys = onKeys(place, () => enter(), (n) => choices[n]);
  const stop = host.end;
  host.end = () => {
    stopKeys();
    stop();
  };
  show();
}

/** The box of one thing, which has the focus when it is shown. */
function turnBox(name: string, ...inside: Node[]): HTMLElement {
  const box = el("div", `hb-turn${name}`, ...inside);
  box.tabIndex = -1;
  return box;
}

/** Enter, and 1, 2, 3…, within `place`. Returns how to stop it. */
function onKeys(place: HTMLElement, enter: () => void, choiceOf: (at: number) => (() => void) | undefined): () => void {
  const onKey = (event: KeyboardEvent): void => {
    const target = event.target as Element;
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.keyCode === 229) return;
    const choice = choiceOf(Number(event.key) - 1);
    if (choice && !target.matches("input:not([type=checkbox]),select")) choice();
    else if (event.key === "Enter" && !target.closest("button,a,summary")) enter();
    else return;
    event.preventDefault();
  };
  place.addEventListener("keydown", onKey);
  return () => place.removeEventListener("keydown", onKey);
}
