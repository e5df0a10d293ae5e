/** A session of review: one thing at a time, about five minutes; recall, look, judge. Keyboard and tap. */

import type { Day } from "../../core/calendar";
import { button, el } from "../../core/dom";
import { progress } from "../../answers/record";
import { read, type Grade, type Place } from "../../answers/review_boxes";
import { share, verdicts, type Verdict } from "../../scoring/quiz";
import type { Store } from "../../answers/store";
import { words } from "../../core/words";
import { cardText, judgedText, REVIEW, type Asked, type Due } from "./items";
import type { Outline } from "./outline";
import { controlsOf, type Controls } from "./session_controls";

export interface SessionHost {
  store: Store;
  outline: Outline;
  today: Day;
  /** What is to be asked now, in its order. */
  due(): Due[];
  later(): { due: Day; count: number } | undefined;
  linkTo(to: string, text: string): HTMLAnchorElement;
  changed(): void;
  end(): void;
}

const ENOUGH = 5 * 60_000;
const GRADES: Grade[] = ["missed", "fuzzy", "known"];
/** The builder's HTML, in which what authors wrote is text; nothing that was saved ever comes here. */
const html = (text: string, name = ""): HTMLElement => {
  const box = el("div", name);
  box.innerHTML = text;
  return box;
};

export function startSession(place: HTMLElement, host: SessionHost): void {
  const { store, outline, today } = host;
  let queue = host.due();
  let until = Date.now() + ENOUGH;
  let [seen, missed] = [0, 0];
  /** What was missed comes once more, not until it is right. */
  const repeated = new Set<string>();
  /** What the keys do now: Enter, and the numbers. */
  let enter: () => void = () => undefined;
  let choices: (() => void)[] = [];

  // ------------------------------------------------------------ one thing

  function show(): void {
    const [item] = queue;
    if (!item || Date.now() > until) return showEnd();
    const box = el("div", "hb-turn");
    box.tabIndex = -1;
    const exercise = outline.exercises[item.exercise];
    const head = el("p", "hb-turn__head", el("span", "", words("review_left", { n: queue.length })), host.linkTo(item.exercise, exercise?.title ?? item.exercise));
    box.append(head, item.place ? el("p", "hb-turn__box", words("review_box", { n: item.place.box + 1 })) : el("p", "hb-turn__box", words("review_new")));
    if (item.card) showCard(box, item);
    else ask(box, item, item.question as Asked);
    place.replaceChildren(box);
    box.focus();
  }

  function showCard(box: HTMLElement, item: Due): void {
    const { front, back, hint } = item.card as NonNullable<Due["card"]>;
    box.append(html(front, "hb-turn__ask"));
    if (hint) box.append(el("details", "", el("summary", "", words("review_hint")), html(hint)));
    const turn = main("review_turn", () => {
      turn.remove();
      const answer = html(back, "hb-turn__back");
      answer.tabIndex = -1;
      box.append(answer, grades(item));
      answer.focus();
    });
    box.append(el("div", "hb-acts", turn));
    [enter, choices] = [() => turn.click(), []];
  }

  /** How well it was recalled. */
  function grades(item: Due): HTMLElement {
    const buttons = GRADES.map((grade, i) => numbered(i, words(`review_grade_${grade}`), () => judge(item, grade)));
    [enter, choices] = [() => undefined, buttons.map((one) => () => one.click())];
    const set = el("fieldset", "hb-grades", el("legend", "", words("review_judge")), ...buttons);
    return set;
  }

  function ask(box: HTMLElement, item: Due, question: Asked): void {
    box.append(html(question.ask, "hb-turn__ask"));
    const said = el("p", "hb-turn__said");
    said.setAttribute("role", "status");
    const submit = (): void => {
      const answer = controls.answer();
      if (share(question, answer) === null) said.textContent = words("review_answer_first");
      else reveal(box, item, question, answer, controls);
    };
    const controls = controlsOf(question, submit);
    box.append(controls.element);
    if (!controls.atOnce) box.append(el("div", "hb-acts", main("review_check", submit)));
    box.append(said);
    [enter, choices] = [controls.atOnce ? () => undefined : submit, controls.choices];
  }

  /** Says what was right and why, and of what else. */
  function reveal(box: HTMLElement, item: Due, question: Asked, answer: unknown, controls: Controls): void {
    const right = share(question, answer) === 1;
    const verdict = el("p", "hb-verdict", words(right ? "review_right" : "review_wrong"));
    verdict.dataset["band"] = right ? "good" : "bad";
    verdict.tabIndex = -1;
    const next = right
      ? [numbered(0, words("review_guessed"), () => judge(item, "fuzzy")), numbered(1, words("review_knew"), () => judge(item, "known"), true)]
      : [main("review_next", () => judge(item, "missed"))];
    for (const part of Array.from(box.children).slice(3)) part.remove();
    box.append(
      verdict,
      el("ul", "hb-plain hb-reasons", ...reasons(question, verdicts(question, answer), controls)),
      ...(question.explain ? [html(question.explain, "hb-turn__why")] : []),
      el("div", "hb-acts", ...next),
    );
    [enter, choices] = [() => next[next.length - 1]?.click(), next.length > 1 ? next.map((one) => () => one.click()) : []];
    verdict.focus();
  }

  /** Every option or part: what was chosen, what is right, and why. */
  function reasons({ says = {} }: Asked, marks: Record<string, Verdict>, { parts }: Controls): HTMLElement[] {
    return parts.map(({ id, label, given, right }) => {
      const mark = marks[id];
      const line = el("li", "hb-reason", ...(mark ? [el("span", `hb-mark hb-mark--${mark}`, words(`review_mark_${mark}`))] : []), html(label, "hb-reason__label"));
      if (given !== undefined) line.append(el("p", "", words(mark === "ok" ? "review_given_right" : "review_given", { given: given || "–", right: right ?? "" })));
      if (says[id]) line.append(html(says[id] as string, "hb-soft"));
      line.dataset["mark"] = mark ?? "";
      return line;
    });
  }

  // ------------------------------------------------------------ what is kept

  function judge(item: Due, grade: Grade): void {
    queue.shift();
    const again = grade === "missed";
    if (!repeated.has(item.id)) [seen, missed] = [seen + 1, missed + Number(again)];
    const saved = item.card ? keepCard(item, grade) : keepQuestion(item, grade);
    if (again && !repeated.has(item.id)) queue.push({ ...item, ...(saved && { place: saved }) });
    repeated.add(item.id);
    host.changed();
    show();
  }

  /** Seen again in the same session, only what is missed moves. */
  function keepQuestion({ id, place: at, sig }: Due, grade: Grade): Place | undefined {
    const now = at as Place;
    if (now.due > today && grade !== "missed") return now;
    const text = judgedText(now, grade, today);
    store.save(REVIEW, { [id]: text }, { asked: { [id]: sig }, revision: REVIEW });
    return read(text);
  }

  function keepCard({ exercise, part, place: at, sig }: Due, grade: Grade): Place | undefined {
    const text = cardText(at, grade, today);
    store.save(exercise, { [part]: text }, { asked: { [part]: sig } });
    const rec = store.load(exercise);
    rec.done = progress({ ...rec, done: false }, outline.exercises[exercise]?.needs ?? []).done;
    return read(text);
  }

  // ------------------------------------------------------------ the end

  function showEnd(): void {
    const left = queue.length;
    const later = host.later();
    const box = el("div", "hb-turn hb-turn--end", el("p", "hb-turn__done", words(left ? "review_enough" : "review_done", { n: seen })));
    box.tabIndex = -1;
    if (missed) box.append(el("p", "", words("review_missed", { n: missed })));
    if (left) box.append(el("p", "", words("review_still", { n: left })));
    else if (later) box.append(el("p", "", words("review_later", { date: later.due, n: later.count })));
    const more = main("review_more", () => {
      until = Date.now() + ENOUGH;
      show();
    });
    box.append(el("div", "hb-acts", ...(left ? [more] : []), button(words("review_close"), () => host.end())));
    place.replaceChildren(box);
    [enter, choices] = [() => undefined, []];
    box.focus();
  }

  function main(key: string, act: () => void): HTMLButtonElement {
    const result = button(words(key), act);
    result.classList.add("hb-button--main");
    return result;
  }

  function numbered(at: number, text: string, act: () => void, first = false): HTMLButtonElement {
    const key = el("kbd", "", String(at + 1));
    key.setAttribute("aria-hidden", "true");
    const result = button("", act);
    result.append(key, ` ${text}`);
    if (first) result.classList.add("hb-button--main");
    return result;
  }

  place.addEventListener("keydown", onKey);
  function onKey(event: KeyboardEvent): void {
    const target = event.target as Element;
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.keyCode === 229) return;
    const choice = choices[Number(event.key) - 1];
    if (choice && !target.matches("input:not([type=checkbox]),select")) choice();
    else if (event.key === "Enter" && !target.closest("button,a,summary")) enter();
    else return;
    event.preventDefault();
  }
  const stop = host.end;
  host.end = () => {
    place.removeEventListener("keydown", onKey);
    stop();
  };
  queue = queue.slice();
  show();
}
