/** The result of an attempt: in words, by outcome, where one was sure but wrong, and beside earlier attempts. */

import { localDay } from "../../core/calendar";
import { el, output, short, tableOf } from "../../core/dom";
import type { ExerciseHost } from "../types";
import type { Attempt } from "../../answers/record";
import { daysPassed } from "./passed";
import type { Details } from "./details";
import { points, total, type Question, type Result } from "../../scoring/quiz";

const ATTEMPTS_SHOWN = 8;

/** Fills the result's box; `result` is null where only trainers know what is right. */
export function showResult(
  host: ExerciseHost, def: Details, box: HTMLElement, asked: Question[], result: Result | null, first: Record<string, number>,
): void {
  const { words, form, rec } = host;
  const more = box.querySelector("[data-more]") as HTMLElement;
  const say = (key: string, values = {}): HTMLElement => el("p", "", words(`quiz_${key}`, values));
  if (!result) return more.replaceChildren(say("handed_in", { at: localDay(new Date(String(rec.outputs["finished"]))) }));
  const { score, most, percent, passed } = result;
  output(form, "passed", passed, words(def.role === "pretest" ? "quiz_pretest" : passed ? "quiz_passed" : "quiz_failed"));
  output(form, "score", score, short(score));
  output(form, "most", most, short(most));
  output(form, "percent", percent, short(percent));
  box.dataset["band"] = passed ? "good" : "warn";
  const wrong = box.querySelector<HTMLElement>("[data-act=wrong]");
  if (wrong) wrong.hidden = result.marked.every((m) => m.share === 1);
  const before = total(asked.map(({ id }) => first[id] ?? 0));
  more.replaceChildren(
    ...(rec.outputs["retried"] ? [say("first", { score: short(before), most: short(most), percent: short((100 * before) / most) })] : []),
    ...confidence(host, result, asked),
    ...outcomes(host, def, result),
    ...parallel(host, def),
    spaced(host, passed),
    ...history(host),
  );
}

function confidence({ words, form }: ExerciseHost, { marks, marked, sureButWrong }: Result, asked: Question[]): Node[] {
  if (marks === null) return [];
  const most = 3 * marked.filter((m) => m.confidence).length;
  const lines = sureButWrong.map((id) => {
    const text = form.querySelector(`#q-${id}-ask`)?.textContent?.trim().replace(/\s+/g, " ") ?? "";
    const link = el("a", "", words("quiz_number", { n: asked.findIndex((q) => q.id === id) + 1 }));
    link.href = `#q-${id}`;
    return el("li", "", link, text.length > 60 ? `${text.slice(0, 60)}…` : text);
  });
  const head = el("p", "", el("strong", "", words(lines.length ? "quiz_sure_wrong" : "quiz_sure_none")));
  return [el("p", "", words("quiz_marks", { marks, most })), el("div", "hb-sure", head, lines.length > 0 && el("ul", "", ...lines))];
}

function outcomes({ words }: ExerciseHost, def: Details, { marked }: Result): Node[] {
  const rows = Object.entries(def.outcomes).flatMap(([id, text]) => {
    const mine = marked.filter((m) => m.question.outcomes.includes(id));
    return mine.length ? [[text, `${short(total(mine.map(points)))} / ${short(total(mine.map((m) => m.question.points)))}`]] : [];
  });
  return [tableOf(words("quiz_by_outcome"), [words("quiz_outcome"), words("quiz_points")], rows)];
}

/** The other of a pair of tests, when it was taken. */
function parallel({ words, store }: ExerciseHost, { parallel }: Details): Node[] {
  const last = parallel && store.load(parallel.id).history.filter((one) => !one.outputs["retried"]).pop();
  if (!last || typeof last.outputs["percent"] !== "number") return [];
  const values = { title: parallel.title, percent: short(last.outputs["percent"]), day: localDay(new Date(last.at)) };
  return [el("p", "", words("quiz_parallel", values))];
}

function spaced({ words, rec }: ExerciseHost, passed: boolean): Node {
  const days = daysPassed(rec.history).length;
  return el("p", "hb-soft", words(days > 1 ? "quiz_kept" : passed ? "quiz_another_day" : "quiz_not_yet"));
}

function history({ words, rec }: ExerciseHost): Node[] {
  const line = ({ at, outputs }: Attempt): string[] => [
    new Date(at).toLocaleString([], { dateStyle: "short", timeStyle: "short" }),
    `${short(Number(outputs["percent"]))}%`,
    words(outputs["passed"] ? "quiz_passed" : "quiz_failed") + (outputs["retried"] ? words("quiz_retried") : ""),
  ];
  const rows = rec.history.filter((one) => typeof one.outputs["percent"] === "number").slice(-ATTEMPTS_SHOWN).reverse().map(line);
  return rows.length > 1 ? [tableOf(words("quiz_attempts"), [words("quiz_when"), words("quiz_percent"), words("quiz_verdict")], rows)] : [];
}
