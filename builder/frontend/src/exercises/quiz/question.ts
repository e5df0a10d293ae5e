/** What a question shows: its parts in their order and, once it is locked, its verdict and explanations. */

import { el } from "../../core/dom";
import type { ExerciseHost } from "../types";
import type { Words } from "../../core/words";
import type { Answers, Value } from "../../answers/record";
import { mark, points, verdicts, type Mark, type Question } from "../../scoring/quiz";

export const find = (within: ParentNode, selector: string): HTMLElement => within.querySelector(selector) as HTMLElement;
const part = (box: HTMLElement, id: string): HTMLElement => find(box, `[data-part="${id}"]`);

export function place(box: HTMLElement, parts: string[]): void {
  find(box, "[data-parts]")?.append(...parts.map((id) => part(box, id)));
}

/** Rows stand as the learner numbered them, once every place is taken. */
export function followPlaces(box: HTMLElement, question: Question, answers: Answers): void {
  const places = (answers[question.id] ?? {}) as Record<string, number>;
  const parts = question.parts as string[];
  if (parts.every((id) => places[id])) place(box, [...parts].sort((a, b) => +places[a]! - +places[b]!));
}

/** Moves a row past its neighbour and numbers all rows as they stand; the row itself stays, and so does the focus. */
export function moveRow(host: ExerciseHost, question: Question, row: HTMLElement, by: number): void {
  if (by < 0) row.previousElementSibling && row.after(row.previousElementSibling);
  else row.nextElementSibling && row.before(row.nextElementSibling);
  const rows = [...(row.parentElement as HTMLElement).children];
  rows.forEach((one, i) => ((find(one, "select") as HTMLSelectElement).value = String(i + 1)));
  host.changed(question.id);
  host.announce(host.words("quiz_place", { n: rows.indexOf(row) + 1 }));
}

export function hide(within: HTMLElement, act: string, hidden: boolean): void {
  const button = find(within, `[data-act=${act}]`);
  if (button) button.hidden = hidden;
}

export function showQuestion(box: HTMLElement, question: Question, locked: boolean, answers: Answers, words: Words): void {
  const found = locked && mark(question, answers);
  box.classList.toggle("is-checked", locked);
  (find(box, "fieldset") as HTMLFieldSetElement).disabled = locked;
  hide(box, "check", locked);
  hide(box, "again", !found || found.share === 1);
  for (const old of box.querySelectorAll(".hb-mark")) old.remove();
  find(box, ".hb-q__said")?.replaceChildren(...(found ? feedback(box, found, answers[question.id], words) : []));
}

/** Marks the parts; gives the verdict in words, then the explanations of what was chosen and of what was right. */
function feedback(box: HTMLElement, found: Mark, answer: Value | undefined, words: Words): Node[] {
  const { share, question } = found;
  const marks = verdicts(question, answer);
  for (const id in marks) part(box, id)?.append(el("span", `hb-mark hb-mark--${marks[id]}`, words(`quiz_mark_${marks[id]}`)));
  const key = share === null ? "none" : share === 1 ? "right" : share ? "partly" : "wrong";
  const verdict = el("p", "hb-verdict", words(`quiz_${key}`, { points: +points(found).toFixed(2), most: question.points }));
  verdict.dataset["band"] = share === 1 ? "good" : share ? "warn" : "bad";
  const all = find(box, ".hb-explain");
  const body = find(all, ".hb-explain__body").cloneNode(true) as HTMLElement;
  const rest = [...body.querySelectorAll<HTMLElement>("[data-why]")].filter((why) => !((why.dataset["why"] as string) in marks));
  for (const why of rest) why.remove();
  all.hidden = !rest.length;
  return [verdict, body];
}
