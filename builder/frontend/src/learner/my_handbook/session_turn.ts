/** One thing of a session of review: recall, look, judge. */

import type { Grade } from "../../answers/review_boxes";
import { button, el } from "../../core/dom";
import { words } from "../../core/words";
import { share, verdicts, type Verdict } from "../../scoring/quiz";
import type { Asked, Due } from "./items";
import { controlsOf, type Controls } from "./session_controls";

/** What the session does for one thing. */
export interface Turn {
  judge(item: Due, grade: Grade): void;
  /** What the keys do now: Enter, and the numbers. */
  keys(enter: () => void, choices: (() => void)[]): void;
}

const GRADES: Grade[] = ["missed", "fuzzy", "known"];
const NOTHING = (): void => undefined;

/** The builder's HTML, in which what authors wrote is text; nothing that was saved ever comes here. */
const html = (text: string, name = ""): HTMLElement => {
  const box = el("div", name);
  box.innerHTML = text;
  return box;
};

/** A card: its front, and on demand its back. */
export function showCard(box: HTMLElement, item: Due, turn: Turn): void {
  const { front, back, hint } = item.card as NonNullable<Due["card"]>;
  box.append(html(front, "hb-turn__ask"));
  if (hint) box.append(el("details", "", el("summary", "", words("review_hint")), html(hint)));
  const over = main("review_turn", () => {
    over.remove();
    const answer = html(back, "hb-turn__back");
    answer.tabIndex = -1;
    box.append(answer, grades(item, turn));
    answer.focus();
  });
  box.append(el("div", "hb-acts", over));
  turn.keys(() => over.click(), []);
}

/** How well it was recalled. */
function grades(item: Due, turn: Turn): HTMLElement {
  const buttons = GRADES.map((grade, i) => numbered(i, words(`review_grade_${grade}`), () => turn.judge(item, grade)));
  turn.keys(NOTHING, buttons.map((one) => () => one.click()));
  return el("fieldset", "hb-grades", el("legend", "", words("review_judge")), ...buttons);
}

/** A question, with what it is answered with. */
export function ask(box: HTMLElement, item: Due, turn: Turn): void {
  const question = item.question as Asked;
  box.append(html(question.ask, "hb-turn__ask"));
  const said = el("p", "hb-turn__said");
  said.setAttribute("role", "status");
  const submit = (): void => {
    const answer = controls.answer();
    if (share(question, answer) === null) said.textContent = words("review_answer_first");
    else reveal(box, item, question, answer, controls, turn);
  };
  const controls = controlsOf(question, submit);
  box.append(controls.element);
  if (!controls.atOnce) box.append(el("div", "hb-acts", main("review_check", submit)));
  box.append(said);
  turn.keys(controls.atOnce ? NOTHING : submit, controls.choices);
}

/** Says what was right and why, and of what else. */
function reveal(box: HTMLElement, item: Due, question: Asked, answer: unknown, controls: Controls, { judge, keys }: Turn): void {
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
  keys(() => next[next.length - 1]?.click(), next.length > 1 ? next.map((one) => () => one.click()) : []);
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

/** The button that one most likely wants. */
export function main(key: string, act: () => void): HTMLButtonElement {
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
