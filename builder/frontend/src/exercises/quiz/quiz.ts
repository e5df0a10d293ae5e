/** A quiz: questions are checked one by one or all at the end, locked, explained and tried again; attempts are kept. */

import { el } from "../../core/dom";
import type { ExerciseHost, Kind } from "../host";
import { isStale, type Answers, type Attempt, type Value } from "../../answers/record";
import { drawn, shuffled } from "../../scoring/draw";
import { showResult } from "./result";
import { mark, points, result, verdicts, type Mark, type Question, type Result } from "../../scoring/quiz";
import type { QuizDefinition } from "../../core/contract";

export type Details = QuizDefinition;

/** What is kept of the attempt under way, among the outputs. */
interface State {
  attempt: number;
  /** Locked questions. */
  checked: string[];
  /** Points at the first check. */
  first: Record<string, number>;
  retried: boolean;
}

export const quiz: Kind = { mount };

function mount(host: ExerciseHost): void {
  const def = host.def as unknown as Details;
  const { form, words } = host;
  const find = (selector: string, within: ParentNode = form): HTMLElement => within.querySelector(selector) as HTMLElement;
  const box = (question: Question): HTMLElement => find(`#q-${question.id}`);
  const part = (question: Question, id: string): HTMLElement => find(`[data-part="${id}"]`, box(question));
  const ids = (questions: Question[]): string[] => questions.map(({ id }) => id);
  let asked: Question[] = [];
  let arranged = "";

  // ------------------------------------------------------------ what is kept

  function state(): State {
    const { outputs, history } = host.rec;
    const { attempt, checked, retried } = outputs;
    const first: Record<string, number> = {};
    for (const { id } of def.questions) {
      const earned = outputs[`${id}.points`];
      if (typeof earned === "number") first[id] = earned;
    }
    return {
      attempt: typeof attempt === "number" ? attempt : history.filter((one) => !one.outputs["retried"]).length,
      checked: String(checked ?? "").split(" ").filter((id) => id && !isStale(host.rec, id, host.def)),
      first,
      retried: !!retried,
    };
  }

  function save({ attempt, checked, first, retried }: State, more: Answers = {}, attempts?: Attempt[]): void {
    const outputs: Answers = { attempt, checked: checked.join(" "), retried, ...more };
    for (const id in first) outputs[`${id}.points`] = first[id] as number;
    host.commit({}, attempts ? { outputs, history: attempts } : { outputs });
  }

  /** What the controls say, of the questions asked. */
  function answers(): Answers {
    const all = host.readForm();
    const fields = ids(asked).flatMap((id) => [id, `${id}.confidence`]);
    return Object.fromEntries(fields.filter((field) => field in all).map((field) => [field, all[field] as Value]));
  }

  // In the author's order, whatever the order of the page: sums of doubles depend on it.
  const now = (): Result => result(def.questions.filter((q) => asked.includes(q)), answers(), def.pass);

  // ------------------------------------------------------------ what is shown

  function render(): void {
    arrange(state().attempt);
    asked.forEach(show);
    showEnd();
  }

  /** Brings the questions of this attempt, and their parts, into their order. */
  function arrange(attempt: number): void {
    const { id, questions, pools, shuffle } = def;
    const order = drawn(ids(questions), pools, shuffle, id, attempt);
    asked = order.map((one) => questions.find((q) => q.id === one) as Question);
    if (arranged === order.join() + attempt) return;
    arranged = order.join() + attempt;
    for (const q of questions) box(q).hidden = !asked.includes(q);
    for (const q of asked) {
      find(".hb-quiz__list").append(box(q));
      if (q.shuffle && q.parts) place(q, shuffled([...q.parts].sort(), `${id}/${attempt}/${q.id}`));
      if (q.type === "order") followPlaces(q);
    }
  }

  function place(question: Question, parts: string[]): void {
    find("[data-parts]", box(question))?.append(...parts.map((id) => part(question, id)));
  }

  /** Rows stand as the learner numbered them, once every place is taken. */
  function followPlaces(question: Question): void {
    const places = (host.readForm()[question.id] ?? {}) as Record<string, number>;
    const parts = question.parts as string[];
    if (parts.every((id) => places[id])) place(question, [...parts].sort((a, b) => +places[a]! - +places[b]!));
  }

  function show(question: Question): void {
    const all = box(question);
    const locked = state().checked.includes(question.id);
    const found = locked && mark(question, answers());
    all.classList.toggle("is-checked", locked);
    (find("fieldset", all) as HTMLFieldSetElement).disabled = locked;
    hide("check", locked, all);
    hide("again", !found || found.share === 1, all);
    for (const old of all.querySelectorAll(".hb-mark")) old.remove();
    find(".hb-q__said", all)?.replaceChildren(...(found ? feedback(found) : []));
  }

  /** Marks the parts; gives the verdict in words, then the explanations of what was chosen and of what was right. */
  function feedback(found: Mark): Node[] {
    const { share, question } = found;
    const marks = verdicts(question, answers()[question.id]);
    for (const id in marks) part(question, id)?.append(el("span", `hb-mark hb-mark--${marks[id]}`, words(`quiz_mark_${marks[id]}`)));
    const key = share === null ? "none" : share === 1 ? "right" : share ? "partly" : "wrong";
    const verdict = el("p", "hb-verdict", words(`quiz_${key}`, { points: +points(found).toFixed(2), most: question.points }));
    verdict.dataset["band"] = share === 1 ? "good" : share ? "warn" : "bad";
    const all = find(".hb-explain", box(question));
    const body = find(".hb-explain__body", all).cloneNode(true) as HTMLElement;
    const rest = [...body.querySelectorAll<HTMLElement>("[data-why]")].filter((why) => !((why.dataset["why"] as string) in marks));
    for (const why of rest) why.remove();
    all.hidden = !rest.length;
    return [verdict, body];
  }

  function hide(act: string, hidden: boolean, within?: HTMLElement): void {
    const button = find(`[data-act=${act}]`, within);
    if (button) button.hidden = hidden;
  }

  function say(text: string): void {
    find("[data-left]").textContent = text;
  }

  function showEnd(): void {
    const { checked, first } = state();
    const left = asked.filter(({ id }) => !checked.includes(id)).length;
    const done = def.open ? !left : host.rec.outputs["finished"] !== undefined;
    const end = find("[data-result]");
    say(left && def.feedback === "each" && def.open ? words("quiz_left", { n: left }) : "");
    end.hidden = !done;
    hide("finish", def.open && done);
    if (done) showResult(host, def, end, asked, def.open ? now() : null, first);
  }

  // ------------------------------------------------------------ what the learner does

  const questionOf = (target: HTMLElement): Question | undefined =>
    asked.find(({ id }) => id === target.closest<HTMLElement>(".hb-q")?.dataset["field"]);

  const focusIn = (question: Question | undefined): void => {
    if (question) find("input,select", box(question))?.focus();
  };

  form.addEventListener("click", ({ target }) => {
    const button = (target as HTMLElement).closest<HTMLElement>("[data-act],[data-move]");
    if (!button) return;
    const question = questionOf(button) as Question;
    const { act, move } = button.dataset;
    if (move) moveRow(question, button.closest("[data-part]") as HTMLElement, +move);
    else if (act === "check") check(question);
    else if (act === "again") unlock([question]);
    else if (act === "wrong") unlock(now().marked.filter((m) => m.share !== 1).map((m) => m.question));
    else if (act === "finish") finish(button);
    else if (act === "restart") restart();
  });

  // Enter in a text box checks its question; while an input method composes, Enter is the method's. Safari ends the
  // composition before it sends the key, and marks that key with 229.
  form.addEventListener("keydown", (event) => {
    const target = event.target as HTMLInputElement;
    const question = questionOf(target);
    if (event.key !== "Enter" || event.isComposing || event.keyCode === 229 || target.type !== "text" || !question) return;
    event.preventDefault();
    if (def.open && def.feedback === "each") check(question);
  });

  /** Moves a row past its neighbour and numbers all rows as they stand; the row itself stays, and so does the focus. */
  function moveRow(question: Question, row: HTMLElement, by: number): void {
    if (by < 0) row.previousElementSibling && row.after(row.previousElementSibling);
    else row.nextElementSibling && row.before(row.nextElementSibling);
    const rows = [...(row.parentElement as HTMLElement).children];
    rows.forEach((one, i) => ((find("select", one) as HTMLSelectElement).value = String(i + 1)));
    host.changed(question.id);
    host.announce(words("quiz_place", { n: rows.indexOf(row) + 1 }));
  }

  function check(question: Question): void {
    const said = find(".hb-q__said", box(question));
    // Another tab may have checked it.
    if (state().checked.includes(question.id)) return render();
    if (mark(question, answers()).share === null) {
      said.replaceChildren(el("p", "", words("quiz_answer_first")));
      host.announce(words("quiz_answer_first"));
      focusIn(question);
    } else {
      lock([question]);
      said.focus();
    }
  }

  /** Locks questions with their marks. When they were the last, the attempt goes into the history. */
  function lock(questions: Question[]): void {
    const kept = state();
    for (const question of questions) {
      kept.checked = [...new Set([...kept.checked, question.id])];
      kept.first[question.id] ??= points(mark(question, answers()));
    }
    if (asked.every(({ id }) => kept.checked.includes(id))) {
      const { score, most, percent, passed, marks } = now();
      keep(kept, { score, most, percent, passed, marks, retried: kept.retried });
    } else save(kept);
    questions.forEach(show);
    showEnd();
  }

  function keep(kept: State, outputs: Answers): void {
    const attempt = { at: new Date().toISOString(), answers: answers(), outputs: { ...outputs, asked: ids(asked).join(" ") } };
    save(kept, outputs, [...host.rec.history, attempt]);
  }

  function unlock(questions: Question[]): void {
    const kept = state();
    save({ ...kept, checked: kept.checked.filter((id) => !ids(questions).includes(id)), retried: true });
    questions.forEach(show);
    showEnd();
    focusIn(questions[0]);
  }

  /** Hands in; when something was not answered, only the second time. */
  function finish(button: HTMLElement): void {
    const open = asked.filter(({ id }) => !(id in answers()));
    const list = open.map((q) => asked.indexOf(q) + 1).join("、");
    if (list && button.dataset["sure"] !== list) {
      button.dataset["sure"] = list;
      say(words("quiz_missing", { n: open.length, list }));
      return focusIn(open[0]);
    }
    if (def.open) lock(asked);
    else {
      keep(state(), { finished: new Date().toISOString() });
      showEnd();
    }
    find("[data-result]").focus();
  }

  /** Starts anew; the answers so far stay in the history. */
  function restart(): void {
    const empty = Object.fromEntries(Object.keys(answers()).map((field) => [field, undefined]));
    host.commit(empty, { outputs: { attempt: state().attempt + 1 } });
    host.fillForm(empty as never);
    focusIn(asked[0]);
  }

  host.onRestore(render);
  render();
}
