// Questions about what was read: one try each, then the explanation.

import type { Words } from "../../core/words";
import { draw, type Question } from "./draw";
import type { Keep } from "./keep";
import type { Reading } from "./reading";
import type { Answer } from "./receipt";

export class Asking {
  /** Ids of the questions that are asked. */
  asked: string[] = [];

  constructor(
    private readonly root: HTMLElement,
    private readonly questions: readonly Question[],
    private readonly most: number,
    private readonly reading: Reading,
    private readonly keep: Keep,
    private readonly words: Words,
  ) {}

  /** An id may come from a file, so it is compared, never made part of a selector. */
  private place(id: string): HTMLElement | undefined {
    return [...this.root.querySelectorAll<HTMLElement>("[data-question]")].find((one) => one.dataset["question"] === id);
  }

  /** Draws the questions of what is to be read, and shows those. */
  show(): void {
    const { way } = this.reading;
    const toRead = new Set(this.reading.toRead.map((part) => part.id));
    this.asked = draw(this.questions, toRead, this.most, way.seed);
    for (const { id } of this.questions) {
      const place = this.place(id);
      if (!place) continue;
      place.hidden = !this.asked.includes(id);
      const answer = way.answers[id];
      if (answer) this.tell(place, answer);
      else (place.querySelector("details") as HTMLElement).hidden = true;
    }
    const note = this.root.querySelector<HTMLElement>("[data-asked]");
    if (note && !this.asked.length) note.textContent = this.words("receipt_no_questions");
  }

  /** Takes the answer to a question and says whether it is right. */
  check(place: HTMLElement): void {
    const question = this.questions.find((one) => one.id === place.dataset["question"]);
    if (!question) return;
    const chosen = [...place.querySelectorAll<HTMLInputElement>("input:checked")].map((input) => input.value);
    const said = place.querySelector("[data-said]") as HTMLElement;
    if (!chosen.length) {
      said.textContent = this.words("receipt_pick");
      said.focus();
      return;
    }
    const right = chosen.length === question.right.length && chosen.every((one) => question.right.includes(one));
    const answer = { id: question.id, chosen, right };
    this.reading.way.answers[question.id] = answer;
    this.keep.saveWay(this.reading.way);
    this.tell(place, answer);
    said.focus();
  }

  private tell(place: HTMLElement, answer: Answer): void {
    for (const input of place.querySelectorAll("input")) {
      input.checked = answer.chosen.includes(input.value);
      input.disabled = true;
    }
    place.classList.add("is-checked");
    const said = place.querySelector("[data-said]") as HTMLElement;
    said.textContent = this.words(answer.right ? "receipt_right" : "receipt_wrong");
    said.dataset["band"] = answer.right ? "good" : "warn";
    (place.querySelector("[data-do=check]") as HTMLElement).hidden = true;
    const details = place.querySelector("details") as HTMLDetailsElement;
    details.hidden = false;
    details.open = true;
  }

  get answers(): Answer[] {
    return this.asked.flatMap((id) => this.reading.way.answers[id] ?? []);
  }

  /** Each answer in a line, for paper: the start of the question and what was chosen. */
  lines(answers: readonly Answer[]): string[] {
    return answers.map((answer, i) => {
      const place = this.place(answer.id);
      const ask = shorten(place?.querySelector(".hb-q__ask")?.textContent ?? answer.id);
      const labels = answer.chosen.map((value) => shorten(labelOf(place, value)));
      const verdict = this.words(answer.right ? "receipt_yes" : "receipt_no");
      return this.words("receipt_answer", { n: i + 1, ask, chosen: labels.join(this.words("receipt_list")), verdict });
    });
  }
}

const labelOf = (place: Element | undefined, value: string): string =>
  [...(place?.querySelectorAll("input") ?? [])].find((input) => input.value === value)?.closest("label")?.textContent ?? value;

function shorten(text: string): string {
  const plain = [...text.trim().replace(/\s+/g, " ")];
  return plain.length > 40 ? `${plain.slice(0, 39).join("")}…` : plain.join("");
}
