/** The class's report on the page: sentences first, then tables and pictures. */

import { part } from "../../core/registry";
import { el, tableOf as plainTable } from "../../core/dom";
import type { ChartData } from "../../exercises/charts/charts";
import { words } from "../../core/words";
import type { Exercise, Index } from "./facts";
import type { Again, ItemReport, QuizReport, Report } from "./report";
import { RELIABLE, type Change, type Flag, type Spread } from "./stats";
import type { Problem } from "./sittings";

export interface Shown {
  facts: Index;
  report: Report;
  problems: Problem[];
  /** Whether people are called by their names. */
  named: boolean;
}

const LONGEST = 40;
/** Lines of a table that are drawn. */
const MOST_ROWS = 300;
const say = (key: string, values: Record<string, string | number> = {}): string => words(`class_${key}`, values);

/** A table that can be scrolled with the keyboard where it is wider than the page. */
function tableOf(caption: string, heads: string[], rows: (Node | string)[][]): HTMLElement {
  const result = plainTable(caption, heads, rows);
  result.tabIndex = 0;
  result.setAttribute("role", "region");
  result.setAttribute("aria-label", caption);
  return result;
}

/** A number without needless digits; a dash where there is none. */
const number = (value: number | null | undefined, digits = 2): string => (value == null ? "–" : String(Number(value.toFixed(digits))));
const cut = (text: string, longest: number): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);

export function show(shown: Shown): Node[] {
  const { report, problems } = shown;
  return [
    section("again", say("again"), again(shown)),
    ...report.quizzes.map((quiz) => section(`quiz-${quiz.id}`, title(shown, quiz.id), ofQuiz(shown, quiz))),
    ...(report.changes.length ? [section("changes", say("changes"), report.changes.flatMap((one) => ofChange(shown, one)))] : []),
    ...(report.scales.length ? [section("scales", say("scales"), scales(shown))] : []),
    ...(report.others.length ? [section("others", say("others"), others(shown))] : []),
    section("people", say("people"), people(shown)),
    listed(problems),
  ];
}

function section(id: string, head: string, inside: Node[]): HTMLElement {
  const result = el("section", "hb-class__part", el("h2", "", head), ...inside);
  result.dataset["section"] = id;
  return result;
}

const exercise = ({ facts }: Shown, id: string): Exercise => facts.byId.get(id) as Exercise;
const title = (shown: Shown, id: string): string => exercise(shown, id).title;
const question = (shown: Shown, id: string, field: string, longest = LONGEST): string =>
  cut(exercise(shown, id).asked[field]?.label.replace(/\n/g, " ") ?? field, longest);

function option(shown: Shown, id: string, field: string, value: string): string {
  const ask = exercise(shown, id).asked[field];
  if (ask?.shape === "bool") return say(value === "true" ? "true" : "false");
  return ask?.options?.find(([one]) => one === value)?.[1] ?? value;
}

// ------------------------------------------------------------------ what to teach again

function again(shown: Shown): Node[] {
  const found = shown.report.again.map((one) => paragraph(shown, one));
  return (found.length ? found : [say("again_none")]).map((text) => el("p", "hb-class__again", text));
}

function paragraph(shown: Shown, { module, role, outcomes, wrong, sure }: Again): string {
  const lists: [string, string[]][] = [
    ["outcomes", outcomes.map(({ id, share }) => say("again_outcome", { text: shown.facts.outcomes[id] ?? id, percent: Math.floor(100 * share) }))],
    ["wrong", wrong.map(({ quiz, question: q, option: o, count, n }) => say("again_option", { question: question(shown, quiz, q, 24), option: option(shown, quiz, q, o), count, n }))],
    ["sure", sure.map(({ quiz, question: q, count, n }) => say("again_question", { question: question(shown, quiz, q, 24), count, n }))],
  ];
  const said = lists.filter(([, list]) => list.length).map(([key, list]) => say(`again_${key}`, { list: list.join("、") }));
  const name = shown.facts.modules.find(([id]) => id === module)?.[1] ?? module;
  return [say(`again_from_${role}`, { module: name }), ...(said.length ? said : [say("again_fine")])].join(" ");
}

// ------------------------------------------------------------------ quizzes

function ofQuiz(shown: Shown, quiz: QuizReport): Node[] {
  const { percent, bins, n, passed, reliability, how, items } = quiz;
  if (!percent) return [];
  const { pass = 0, pools = [] } = exercise(shown, quiz.id);
  const lines = [
    say("summary", { n, mean: number(percent.mean, 1), median: number(percent.median, 1), least: number(percent.least, 1), most: number(percent.most, 1) }),
    say("passed_of", { n: passed, of: percent.n, percent: pass }),
    ...(reliability ? [say(reliability.kind, { value: reliability.value.toFixed(2), n })] : n < RELIABLE || pools.length ? [say("no_reliability")] : []),
    ...(how.retried ? [say("retried", { n: how.retried })] : []),
  ];
  const labels = bins.map((_, i) => say("bin", { from: 10 * i, to: 10 * i + 10 }));
  const heads = ["item", "taken", "difficulty", "discrimination", "item_rest", "skipped", "sure_wrong", "flags"].map((key) => say(key));
  return [
    el("p", "", lines.join(" ")),
    chart("bar", { title: say("bins"), labels, series: [{ name: say("bins"), values: bins }] }),
    tableOf(say("items"), heads, items.map((item) => ofItem(shown, quiz.id, item))),
    ...choices(shown, quiz),
  ];
}

function ofItem(shown: Shown, quiz: string, item: ItemReport): (Node | string)[] {
  const { id, n, difficulty, discrimination, item_rest, skipped, sure, flags } = item;
  return [
    question(shown, quiz, id), String(n), number(difficulty), number(discrimination), number(item_rest), String(skipped),
    say("sure_of", { wrong: sure[1], sure: sure[0] }), flags.map((flag) => flagged(shown, quiz, id, flag)).join(" "),
  ];
}

const flagged = (shown: Shown, quiz: string, id: string, [name, which]: Flag): string =>
  say(`flag_${name}`, which ? { option: option(shown, quiz, id, which) } : {});

/** How many took each option: a bar, and the number. */
function choices(shown: Shown, { id, items }: QuizReport): Node[] {
  const found = items.filter(({ chosen }) => Object.keys(chosen).length);
  if (!found.length) return [];
  const lists = found.map((item) => {
    const rows = Object.entries(item.chosen).map(([value, count]) => {
      const label = option(shown, id, item.id, value);
      return bar(item.right.includes(value) ? say("right", { label }) : label, count, item.n);
    });
    return el("div", "hb-class__choices", el("p", "", question(shown, id, item.id, 80)), el("ul", "hb-plain", ...rows));
  });
  return [el("details", "", el("summary", "", say("choices")), ...lists)];
}

function bar(label: string, count: number, of: number): HTMLElement {
  const result = el("li", "hb-class__bar", el("span", "", label), el("strong", "", String(count)));
  result.style.setProperty("--share", String(of ? count / of : 0));
  return result;
}

// ------------------------------------------------------------------ change

function ofChange(shown: Shown, one: Report["changes"][number]): Node[] {
  const { before_id, after_id, n, before, after, up, same, down, dz, dav } = one;
  const titles = { before: title(shown, before_id), after: title(shown, after_id) };
  const effect = dz !== null && dav !== null ? say("effect", { dz: dz.toFixed(2), dav: dav.toFixed(2) }) : say("few_pairs");
  return [el("p", "", say("change", { ...titles, n, from: number(before, 1), to: number(after, 1), up, same, down })), el("p", "", effect)];
}

// ------------------------------------------------------------------ scales

function scales(shown: Shown): Node[] {
  const { scales, scale_changes } = shown.report;
  const drawn = scales.flatMap(({ id, n, parts }) => {
    const labels = (exercise(shown, id).subscales ?? []).filter((sub) => parts[sub.id]);
    const of = (key: "q1" | "mean" | "q3"): { name: string; values: number[] } =>
      ({ name: say(key), values: labels.map((sub) => (parts[sub.id] as Spread)[key]) });
    const data = { title: title(shown, id), labels: labels.map(({ label }) => label), series: [of("mean"), of("q1"), of("q3")], max: exercise(shown, id).points ?? 5 };
    const rows = Object.entries(parts).map(([part, one]) => [
      partName(shown, id, part), number(one?.n), number(one?.mean), number(one?.sd),
      one ? say("spread_of", { low: number(one.q1), high: number(one.q3) }) : "–",
    ]);
    const heads = ["part", "taken", "mean", "sd", "spread"].map((key) => say(key));
    const few = Object.values(parts).some((one) => !one);
    return [
      el("h3", "", title(shown, id)),
      ...(few ? [el("p", "", say("scale_few"))] : []),
      ...(labels.length > 2 ? [chart("radar", data)] : []),
      ...(few && !labels.length ? [el("p", "", say("count", { n }))] : [tableOf(title(shown, id), heads, rows)]),
    ];
  });
  const rows = scale_changes.flatMap(({ after_id, parts }) => Object.entries(parts).map(([part, one]) => changed(partName(shown, after_id, part), one)));
  const heads = ["part", "pairs", "before", "after", "gain", "up_down", "dz", "dav"].map((key) => say(key));
  return [el("p", "", say("scale_note")), ...drawn, ...(rows.length ? [tableOf(say("changes"), heads, rows)] : [])];
}

const partName = (shown: Shown, scale: string, part: string): string =>
  exercise(shown, scale).subscales?.find(({ id }) => id === part)?.label ?? say("total");

const changed = (name: string, { n, before, after, gain, up, same, down, dz, dav }: Change): string[] =>
  [name, String(n), number(before), number(after), number(gain), `${up} / ${same} / ${down}`, number(dz), number(dav)];

// ------------------------------------------------------------------ others, people, problems

function others(shown: Shown): Node[] {
  return shown.report.others.map(({ id, n, fields }) => {
    const lists = Object.entries(fields).map(([field, counts]) => {
      const rows = Object.entries(counts).map(([value, count]) => bar(option(shown, id, field, value), count, n));
      return el("div", "hb-class__choices", el("p", "", question(shown, id, field, 80)), el("ul", "hb-plain", ...rows));
    });
    return el("details", "", el("summary", "", `${title(shown, id)} · ${say("count", { n })}`), ...lists);
  });
}

function people({ report, named, facts }: Shown): Node[] {
  const quizzes = report.quizzes.map(({ id }) => id);
  const heads = [say("who"), ...quizzes.map((id) => facts.byId.get(id)?.title ?? id), say("sure_count")];
  const rows = report.people.slice(0, MOST_ROWS).map(({ label, scores, sure }, i) => [
    named && label ? label : say("person", { n: i + 1 }), ...quizzes.map((id) => number(scores[id], 1)), String(sure),
  ]);
  const more = report.people.length > MOST_ROWS ? [el("p", "", say("more_people", { n: MOST_ROWS }))] : [];
  return [tableOf(say("people"), heads, rows), ...more];
}

function listed(problems: Problem[]): HTMLElement {
  const refused = problems.filter((one) => one.refused);
  const rows = [...refused, ...problems.filter((one) => !one.refused)].slice(0, MOST_ROWS);
  const text = problems.length ? say("listed", { refused: refused.length, noted: problems.length - refused.length }) : say("all_fine");
  if (!rows.length) return section("problems", text, []);
  const cells = rows.map(({ source, why, args, refused: out }) => [source, say(out ? "problem_refused" : "problem_noted"), say(`why_${why}`, args)]);
  return section("problems", text, [tableOf(text, [say("problem_file"), "", say("problem_why")], cells)]);
}

function chart(kind: "bar" | "radar", data: ChartData): HTMLElement {
  const charts = part("charts");
  const figure = el("figure", "hb-class__chart");
  if (charts) figure.append(charts.draw(kind, data, words, kind === "radar" ? 420 : 640), el("figcaption", "hb-soft", charts.sentence(kind, data, words)));
  return figure;
}
