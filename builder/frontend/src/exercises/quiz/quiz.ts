/** A quiz: questions are checked one by one or all at the end, locked, explained and tried again; attempts are kept. */

import { el } from "../../core/dom";
import type { ExerciseHost, Kind } from "../types";
import type { Answers, Value } from "../../answers/record";
import { drawn, shuffled } from "../../scoring/draw";
import type { Details } from "./details";
import { find, followPlaces, hide, moveRow, place, showQuestion } from "./question";
import { showResult } from "./result";
import { save, stateOf, type State } from "./state";
import { mark, points, result, type Question, type Result } from "../../scoring/quiz";

export const quiz: Kind = {
  mount(host) {
    new Quiz(host);
  },
};

const ids = (questions: Question[]): string[] => questions.map(({ id }) => id);

/** One quiz on its page, with the questions of the attempt under way. */
class Quiz {
  private readonly def: Details;
  private asked: Question[] = [];
  /** The order and the attempt that the page stands in. */
  private arranged = "";

  constructor(private readonly host: ExerciseHost) {
    this.def = host.def as unknown as Details;
    this.listen();
    host.onRestore(() => this.render());
    this.render();
  }

  // ------------------------------------------------------------ what is kept

  private state(): State {
    return stateOf(this.host, this.def.questions);
  }

  /** What the controls say, of the questions asked. */
  private answers(): Answers {
    const all = this.host.readForm();
    const fields = ids(this.asked).flatMap((id) => [id, `${id}.confidence`]);
    return Object.fromEntries(fields.filter((field) => field in all).map((field) => [field, all[field] as Value]));
  }

  private now(): Result {
    const { questions, pass } = this.def;
    // In the author's order, whatever the order of the page: sums of doubles depend on it.
    return result(questions.filter((q) => this.asked.includes(q)), this.answers(), pass);
  }

  // ------------------------------------------------------------ what is shown

  private box(question: Question): HTMLElement {
    return find(this.host.form, `#q-${question.id}`);
  }

  private render(): void {
    this.arrange(this.state().attempt);
    this.show(this.asked);
  }

  /** Brings the questions of this attempt, and their parts, into their order. */
  private arrange(attempt: number): void {
    const { id, questions, pools, shuffle } = this.def;
    const order = drawn(ids(questions), pools, shuffle, id, attempt);
    this.asked = order.map((one) => questions.find((q) => q.id === one) as Question);
    if (this.arranged === order.join() + attempt) return;
    this.arranged = order.join() + attempt;
    for (const q of questions) this.box(q).hidden = !this.asked.includes(q);
    for (const q of this.asked) {
      find(this.host.form, ".hb-quiz__list").append(this.box(q));
      if (q.shuffle && q.parts) place(this.box(q), shuffled([...q.parts].sort(), `${id}/${attempt}/${q.id}`));
      if (q.type === "order") followPlaces(this.box(q), q, this.host.readForm());
    }
  }

  private show(questions: Question[]): void {
    const { checked } = this.state();
    const answers = this.answers();
    for (const q of questions) showQuestion(this.box(q), q, checked.includes(q.id), answers, this.host.words);
    this.showEnd();
  }

  private say(text: string): void {
    find(this.host.form, "[data-left]").textContent = text;
  }

  private showEnd(): void {
    const { host, def, asked } = this;
    const { checked, first } = this.state();
    const left = asked.filter(({ id }) => !checked.includes(id)).length;
    const done = def.open ? !left : host.rec.outputs["finished"] !== undefined;
    const end = find(host.form, "[data-result]");
    this.say(left && def.feedback === "each" && def.open ? host.words("quiz_left", { n: left }) : "");
    end.hidden = !done;
    hide(host.form, "finish", def.open && done);
    if (done) showResult(host, def, end, asked, def.open ? this.now() : null, first);
  }

  // ------------------------------------------------------------ what the learner does

  private focusIn(question: Question | undefined): void {
    if (question) find(this.box(question), "input,select")?.focus();
  }

  private listen(): void {
    const { host, def } = this;
    const questionOf = (target: HTMLElement): Question | undefined =>
      this.asked.find(({ id }) => id === target.closest<HTMLElement>(".hb-q")?.dataset["field"]);

    host.form.addEventListener("click", ({ target }) => {
      const button = (target as HTMLElement).closest<HTMLElement>("[data-act],[data-move]");
      if (!button) return;
      const question = questionOf(button) as Question;
      const { act, move } = button.dataset;
      if (move) moveRow(host, question, button.closest("[data-part]") as HTMLElement, +move);
      else if (act === "check") this.check(question);
      else if (act === "again") this.unlock([question]);
      else if (act === "wrong") this.unlock(this.now().marked.filter((m) => m.share !== 1).map((m) => m.question));
      else if (act === "finish") this.finish(button);
      else if (act === "restart") this.restart();
    });

    // Enter in a text box checks its question; while an input method composes, Enter is the method's. Safari ends the
    // composition before it sends the key, and marks that key with 229.
    host.form.addEventListener("keydown", (event) => {
      const target = event.target as HTMLInputElement;
      const question = questionOf(target);
      if (event.key !== "Enter" || event.isComposing || event.keyCode === 229 || target.type !== "text" || !question) return;
      event.preventDefault();
      if (def.open && def.feedback === "each") this.check(question);
    });
  }

  private check(question: Question): void {
    const { host } = this;
    const said = find(this.box(question), ".hb-q__said");
    // Another tab may have checked it.
    if (this.state().checked.includes(question.id)) return this.render();
    if (mark(question, this.answers()).share === null) {
      said.replaceChildren(el("p", "", host.words("quiz_answer_first")));
      host.announce(host.words("quiz_answer_first"));
      this.focusIn(question);
    } else {
      this.lock([question]);
      said.focus();
    }
  }

  /** Locks questions with their marks. When they were the last, the attempt goes into the history. */
  private lock(questions: Question[]): void {
    const kept = this.state();
    for (const question of questions) {
      kept.checked = [...new Set([...kept.checked, question.id])];
      kept.first[question.id] ??= points(mark(question, this.answers()));
    }
    if (this.asked.every(({ id }) => kept.checked.includes(id))) {
      const { score, most, percent, passed, marks } = this.now();
      this.keep(kept, { score, most, percent, passed, marks, retried: kept.retried });
    } else save(this.host, kept);
    this.show(questions);
  }

  private keep(kept: State, outputs: Answers): void {
    const attempt = { at: new Date().toISOString(), answers: this.answers(), outputs: { ...outputs, asked: ids(this.asked).join(" ") } };
    save(this.host, kept, outputs, [...this.host.rec.history, attempt]);
  }

  private unlock(questions: Question[]): void {
    const kept = this.state();
    save(this.host, { ...kept, checked: kept.checked.filter((id) => !ids(questions).includes(id)), retried: true });
    this.show(questions);
    this.focusIn(questions[0]);
  }

  /** Hands in; when something was not answered, only the second time. */
  private finish(button: HTMLElement): void {
    const open = this.asked.filter(({ id }) => !(id in this.answers()));
    const list = open.map((q) => this.asked.indexOf(q) + 1).join("、");
    if (list && button.dataset["sure"] !== list) {
      button.dataset["sure"] = list;
      this.say(this.host.words("quiz_missing", { n: open.length, list }));
      return this.focusIn(open[0]);
    }
    if (this.def.open) this.lock(this.asked);
    else {
      this.keep(this.state(), { finished: new Date().toISOString() });
      this.showEnd();
    }
    find(this.host.form, "[data-result]").focus();
  }

  /** Starts anew; the answers so far stay in the history. */
  private restart(): void {
    const empty = Object.fromEntries(Object.keys(this.answers()).map((field) => [field, undefined]));
    this.host.commit(empty, { outputs: { attempt: this.state().attempt + 1 } });
    this.host.fillForm(empty as never);
    this.focusIn(this.asked[0]);
  }
}
