/** What the learner promised to do, and the habits: cards. */

import type { Day } from "../../../core/calendar";
import { button, el } from "../../../core/dom";
import { words } from "../../../core/words";
import { bar, type Frame } from "../frame";
import type { Habit, Pledge } from "../promises";

/** What the buttons of a promise do. */
export interface PledgeActs {
  /** Notes what became of the promises of a sheet. */
  keep(exercise: string, state: string): void;
  print(pledge: Pledge): void;
}

/** Promises that are shown though they are not due. */
const AT_ONCE = 6;

export function showPromises(frame: Frame, promises: Pledge[], kept: Habit[], today: Day, acts: PledgeActs): void {
  const place = frame.part("promises");
  const card = (one: Pledge): HTMLElement => pledgeCard(frame, one, today, acts);
  const open = promises.filter((one) => !one.kept);
  const first = Math.max(AT_ONCE, open.filter(({ due }) => due <= today).length);
  const [near, far] = [open.slice(0, first), open.slice(first)];
  const list = kept.map((one) => habitCard(frame, one));
  const none = promises.length || list.length ? [] : [el("p", "hb-soft", words("mine_promises_none"))];
  const later = folded(place, "later", far.map(card), words("mine_later", { n: far.length, date: far[0]?.due ?? "" }));
  const past = promises.filter((one) => one.kept);
  const done = folded(place, "kept", past.map(card), words("mine_kept", { n: past.length }));
  place.replaceChildren(...none, el("div", "hb-pledges", ...near.map(card), ...list), ...later, ...done);
}

/** Cards that wait behind a line; what was unfolded stays so when the page is shown again. */
function folded(place: HTMLElement, name: string, cards: HTMLElement[], said: string): HTMLElement[] {
  const before = place.querySelector<HTMLDetailsElement>(`[data-fold=${name}]`);
  if (!cards.length) return [];
  const fold = el("details", "", el("summary", "", said), el("div", "hb-pledges", ...cards));
  fold.dataset["fold"] = name;
  fold.open = !!before?.open;
  return [fold];
}

function pledgeCard({ linkTo }: Frame, pledge: Pledge, today: Day, { keep, print }: PledgeActs): HTMLElement {
  const { exercise, title, lines, made, due, kept } = pledge;
  const list = lines.map((line) => el("li", "", ...line.flatMap(([label, text]) => [el("span", "hb-label", label), el("span", "hb-pledge__text", text), " "])));
  const late = !kept && due <= today;
  const state = kept ? "kept" : due < today ? "late" : due === today ? "now" : "open";
  const when = el("p", "hb-pledge__when", words(`mine_promise_${state}`, { date: kept ?? due, made }));
  const date = el("input");
  Object.assign(date, { type: "date", min: today, value: due > today ? due : "" });
  date.addEventListener("change", () => date.value >= today && keep(exercise, `due ${date.value}`));
  const acts = kept
    ? [button(words("mine_reopen"), () => keep(exercise, `due ${today}`))]
    : [
        button(words("mine_keep"), () => keep(exercise, `kept ${today}`)),
        button(words("mine_commit"), () => print(pledge)),
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

function habitCard({ linkTo }: Frame, { exercise, title, repeat, left, items: count, times, goal }: Habit): HTMLElement {
  const now = words(left ? `mine_habit_${repeat}_left` : `mine_habit_${repeat}_done`, { n: left, of: count });
  const goals = goal ? el("p", "", words(`mine_goal_${repeat}`, { n: times, goal }), bar(times / goal)) : null;
  return el("article", "hb-pledge", el("h3", "", linkTo(exercise, title)), el("p", "hb-pledge__when", now), goals);
}
