/** The class's report as data. The builder's twin is builder/handbook/exchange/results/report.py: the same numbers under the same names. */

import { share, type Question } from "../../scoring/quiz";
import type { Ask, Value } from "../../answers/record";
import { mean } from "../../scoring/scale";
import type { Exercise, Index } from "./facts";
import type { People, Person } from "./people";
import * as stats from "./stats";
import { total, type Change, type Column, type Flag, type Item, type Spread, type Summary } from "./stats";
import { closed, type How, type Sitting } from "./sittings";

const WEAK_OUTCOME = 0.7;
const POPULAR = 0.3;
const MOST_AGAIN = 3;
const SURE = 3;
/** Sittings that are marked before the page gets its turn. */
const STRIDE = 64;
const ROLES = ["posttest", "practice", "pretest"];

export interface ItemReport extends Item {
  id: string;
  skipped: number;
  chosen: Record<string, number>;
  right: string[];
  sure: [sure: number, wrong: number];
  flags: Flag[];
}

export interface QuizReport {
  id: string;
  n: number;
  how: Partial<Record<How, number>>;
  percent: Summary | null;
  bins: number[];
  passed: number;
  items: ItemReport[];
  outcomes: Outcome[];
  reliability: stats.Reliability | null;
}

export interface Outcome {
  id: string;
  share: number;
}

export interface Again {
  module: string;
  role: string;
  outcomes: Outcome[];
  wrong: { quiz: string; question: string; option: string; count: number; n: number }[];
  sure: { quiz: string; question: string; count: number; n: number }[];
}

export interface Report {
  people: { label: string; scores: Record<string, number>; sure: number }[];
  quizzes: QuizReport[];
  changes: ({ before_id: string; after_id: string } & Change)[];
  scales: { id: string; n: number; parts: Record<string, Spread | null> }[];
  scale_changes: { before_id: string; after_id: string; parts: Record<string, Change> }[];
  others: { id: string; n: number; fields: Record<string, Record<string, number>> }[];
  again: Again[];
}

type Marks = Map<Person, number>;

/** The report, an exercise a step, so that a page can breathe between them. */
export function* steps(facts: Index, people: People): Generator<undefined, Report> {
  const percents = new Map<string, Marks>();
  const means = new Map<string, Record<string, Marks>>();
  const sure = new Map<Person, number>();
  const report: Report = { people: [], quizzes: [], changes: [], scales: [], scale_changes: [], others: [], again: [] };
  for (const known of facts.exercises) {
    const sittings = people.sittings(known.id);
    if (!sittings.length) continue;
    if (known.kind === "quiz") report.quizzes.push(yield* ofQuiz(known, sittings, percents, sure));
    else if (known.kind === "scale") report.scales.push(ofScale(known, sittings, means));
    else report.others.push(ofOther(known, sittings));
    yield;
  }
  report.people = people.all.map((person) => ({ label: person.label, scores: scoresOf(person, percents), sure: sure.get(person) ?? 0 }));
  report.changes = changes(facts, percents);
  report.scale_changes = scaleChanges(facts, means);
  report.again = again(facts, report.quizzes);
  return report;
}

/** The report at once. */
export function report(facts: Index, people: People): Report {
  const going = steps(facts, people);
  for (;;) {
    const { done, value } = going.next();
    if (done) return value;
  }
}

const scoresOf = (person: Person, percents: Map<string, Marks>): Record<string, number> =>
  Object.fromEntries([...percents].filter(([, marks]) => marks.has(person)).map(([quiz, marks]) => [quiz, marks.get(person) as number]));

// ------------------------------------------------------------------ quizzes

function* ofQuiz(
  known: Exercise, sittings: [Person, Sitting][], percents: Map<string, Marks>, sure: Map<Person, number>,
): Generator<undefined, QuizReport> {
  const questions = known.questions ?? [];
  const sheets = questions.map((question) => new Marked(question));
  const how: QuizReport["how"] = {};
  for (const [i, [person, sitting]] of sittings.entries()) {
    if (i % STRIDE === 0) yield;
    how[sitting.how] = (how[sitting.how] ?? 0) + 1;
    const asked = new Set(sitting.asked);
    const wrong = total(sheets.map((sheet) => sheet.add(sitting, asked)));
    if (wrong) sure.set(person, (sure.get(person) ?? 0) + wrong);
  }
  const [columns, points] = [sheets.map(({ column }) => column), questions.map((q) => q.points)];
  const marks: Marks = new Map();
  stats.percents(columns, points).forEach((value, i) => {
    if (value !== null) marks.set((sittings[i] as [Person, Sitting])[0], value);
  });
  percents.set(known.id, marks);
  yield;
  const values = [...marks.values()];
  const figures = stats.items(columns, points);
  yield;
  return {
    id: known.id,
    n: sittings.length,
    how,
    percent: stats.summary(values),
    bins: stats.bins(values),
    passed: values.filter((value) => value >= (known.pass ?? 0) - stats.ROUNDING).length,
    items: figures.map((item, i) => (sheets[i] as Marked).report(item)),
    outcomes: outcomesOf(columns, questions),
    reliability: stats.reliability(columns, points),
  };
}

/** The marks of one question, sitting by sitting. */
class Marked {
  readonly column: Column = [];
  private skipped = 0;
  private readonly chosen: Record<string, number>;
  private readonly sure: [number, number] = [0, 0];

  constructor(private readonly question: Question) {
    this.chosen = Object.fromEntries(optionsOf(question).map((option) => [option, 0]));
  }

  /** Marks one sitting; returns 1 where it was sure but wrong. */
  add({ answers, given }: Sitting, asked: Set<string>): number {
    const { id, points } = this.question;
    if (!asked.has(id)) return this.column.push(null), 0;
    const typed = given[id];
    const value = typed === undefined ? share(this.question, answers[id]) : Math.min(1, Math.max(0, typed / points));
    if (value === null) this.skipped++;
    this.column.push(value ?? 0);
    for (const option of taken(this.question, answers[id])) this.chosen[option] = (this.chosen[option] ?? 0) + 1;
    if (value === null || answers[`${id}.confidence`] !== SURE) return 0;
    this.sure[0]++;
    if (value < 1) this.sure[1]++;
    return value < 1 ? 1 : 0;
  }

  report(item: Item): ItemReport {
    const { skipped, chosen, sure, question } = this;
    const right = rightOf(question);
    return { id: question.id, ...item, skipped, chosen, right, sure, flags: stats.flags(item, skipped, chosen, right, sure) };
  }
}

const choice = ({ type }: Question): boolean => type === "single" || type === "multiple";
const optionsOf = (q: Question): string[] => (choice(q) ? (q.parts ?? []) : q.type === "truefalse" ? ["true", "false"] : []);
const rightOf = (q: Question): string[] => (choice(q) ? (q.key as string[]) : q.type === "truefalse" ? [String(q.key)] : []);

function taken(question: Question, answer: Value | undefined): string[] {
  if (question.type === "truefalse") return typeof answer === "boolean" ? [String(answer)] : [];
  if (!choice(question)) return [];
  const given = question.type === "multiple" && Array.isArray(answer) ? answer : [answer];
  return (question.parts ?? []).filter((option) => given.includes(option));
}

function outcomesOf(columns: Column[], questions: Question[]): Outcome[] {
  const found = new Map<string, [earned: number, most: number][]>();
  columns.forEach((column, i) => {
    const { points, outcomes } = questions[i] as Question;
    const shares = column.filter((one): one is number => one !== null);
    if (!shares.length) return;
    for (const outcome of outcomes) found.set(outcome, [...(found.get(outcome) ?? []), [points * total(shares), points * shares.length]]);
  });
  return [...found].map(([id, sums]) => ({ id, share: total(sums.map(([e]) => e)) / total(sums.map(([, m]) => m)) }));
}

function paired(before: Marks | undefined, after: Marks | undefined): Change | null {
  const both = before && after ? [...before.keys()].filter((person) => after.has(person)) : [];
  return stats.change(both.map((p) => before?.get(p) as number), both.map((p) => after?.get(p) as number));
}

function changes({ exercises }: Index, percents: Map<string, Marks>): Report["changes"] {
  return exercises.flatMap(({ id, kind, role, parallel }) => {
    const change = kind === "quiz" && role === "pretest" && parallel ? paired(percents.get(id), percents.get(parallel.id)) : null;
    return change && parallel ? [{ before_id: id, after_id: parallel.id, ...change }] : [];
  });
}

// ------------------------------------------------------------------ scales

function ofScale(known: Exercise, sittings: [Person, Sitting][], means: Map<string, Record<string, Marks>>): Report["scales"][number] {
  const parts = [...(known.subscales ?? []).map(({ id }) => id), "total"];
  const found: Record<string, Marks> = Object.fromEntries(parts.map((part) => [part, new Map() as Marks]));
  for (const [person, { answers }] of sittings)
    for (const part of parts) {
      const items = (known.items ?? []).filter(({ sub }) => part === "total" || sub === part);
      const { value } = mean(items, known.points ?? 0, answers);
      if (value !== null) found[part]?.set(person, value);
    }
  means.set(known.id, found);
  return {
    id: known.id,
    n: sittings.length,
    parts: Object.fromEntries(parts.map((part) => [part, stats.spread([...(found[part] as Marks).values()])])),
  };
}

function scaleChanges({ exercises }: Index, means: Map<string, Record<string, Marks>>): Report["scale_changes"] {
  return exercises.flatMap(({ id, kind, compare }) => {
    if (kind !== "scale" || !compare) return [];
    const [then, now] = [means.get(compare.id) ?? {}, means.get(id) ?? {}];
    const parts = Object.keys(now).map((part) => [part, paired(then[part], now[part])] as const);
    const kept = parts.filter((one): one is [string, Change] => one[1] !== null && one[1].n >= stats.PROFILE);
    return kept.length ? [{ before_id: compare.id, after_id: id, parts: Object.fromEntries(kept) }] : [];
  });
}

// ------------------------------------------------------------------ others

function ofOther(known: Exercise, sittings: [Person, Sitting][]): Report["others"][number] {
  const counts = new Map<string, Record<string, number>>();
  for (const [, { answers }] of sittings)
    for (const [field, value] of Object.entries(answers))
      for (const option of chosenOf(known.asked[field] as Ask, value)) {
        const chosen = counts.get(field) ?? {};
        chosen[option] = (chosen[option] ?? 0) + 1;
        counts.set(field, chosen);
      }
  const enough = [...counts].filter(([, chosen]) => total(Object.values(chosen)) >= stats.PROFILE);
  return { id: known.id, n: sittings.length, fields: sittings.length >= stats.PROFILE ? Object.fromEntries(enough) : {} };
}

/** The options that an answer takes, as texts; nothing where it is not one of them. */
function chosenOf(ask: Ask, value: Value): string[] {
  if (!closed(ask)) return [];
  if (ask.shape === "bool") return typeof value === "boolean" ? [String(value)] : [];
  if (ask.range) {
    const [low, high] = ask.range;
    return typeof value === "number" && Number.isInteger(value) && value >= low && value <= high ? [String(value)] : [];
  }
  const known = (ask.options ?? []).map(([id]) => id);
  if (ask.shape === "many") return Array.isArray(value) ? known.filter((one) => value.includes(one)) : [];
  return typeof value === "string" && known.includes(value) ? [value] : [];
}

// ------------------------------------------------------------------ what to teach again

function again(facts: Index, quizzes: QuizReport[]): Again[] {
  const roleOf = ({ id }: QuizReport): string => facts.byId.get(id)?.role ?? "";
  return facts.modules.flatMap(([module]) => {
    const here = quizzes.filter(({ id }) => facts.byId.get(id)?.module === module);
    const role = ROLES.find((one) => here.some((quiz) => roleOf(quiz) === one));
    return role ? [{ module, role, ...weak(here.filter((quiz) => roleOf(quiz) === role)) }] : [];
  });
}

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function weak(used: QuizReport[]): Pick<Again, "outcomes" | "wrong" | "sure"> {
  const shares = new Map<string, number[]>();
  for (const { outcomes } of used) for (const { id, share: one } of outcomes) shares.set(id, [...(shares.get(id) ?? []), one]);
  const means = [...shares].map(([id, all]) => ({ id, share: total(all) / all.length }));
  const items = used.flatMap((quiz) => quiz.items.map((item) => ({ quiz: quiz.id, item })));
  const wrong = items.filter(({ item }) => item.n >= stats.PROFILE).flatMap(({ quiz, item }) => popular(quiz, item));
  const sure = items
    .filter(({ item }) => item.sure[1] >= stats.SURE_LEAST)
    .map(({ quiz, item }) => ({ quiz, question: item.id, count: item.sure[1], n: item.n }));
  return {
    outcomes: means.filter((one) => one.share < WEAK_OUTCOME).sort((a, b) => a.share - b.share || text(a.id, b.id)).slice(0, MOST_AGAIN),
    wrong: wrong.sort((a, b) => b.count / b.n - a.count / a.n || text(a.quiz, b.quiz) || text(a.question, b.question)).slice(0, MOST_AGAIN),
    sure: sure.sort((a, b) => b.count - a.count || text(a.quiz, b.quiz) || text(a.question, b.question)).slice(0, MOST_AGAIN),
  };
}

/** The wrong option that most took, where many did. */
function popular(quiz: string, { id, n, chosen, right }: ItemReport): Again["wrong"] {
  const wrong = Object.entries(chosen).filter(([option]) => !right.includes(option));
  wrong.sort(([a, x], [b, y]) => y - x || text(b, a));
  const [option, count] = wrong[0] ?? ["", 0];
  return count && count >= POPULAR * n ? [{ quiz, question: id, option, count, n }] : [];
}
