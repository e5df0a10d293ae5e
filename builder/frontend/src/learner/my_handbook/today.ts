/** What is due, what comes next, and when to come back. Pure. */

import { addDays, type Day } from "../../core/calendar";
import { own } from "../../answers/record";
import type { Entry } from "../../exercises/worksheet/ics";
import type { Words } from "../../core/words";
import { ahead, REVIEW, type Due } from "./items";
import { begun, dayOf, recordOf, type Outline, type Records } from "./outline";
import type { Habit, Pledge } from "./promises";
import { isRead, isTest, passes, standings, stateOf } from "./status";

/** Days for which a sheet to look back on, or a quiz to pass again, is called for. */
const CALLS = 30;
/** So many sheets to look back on are named; more would be a wall. */
const LOOKS = 3;

/** Something for today: words under `mine_today_<key>`, and where it leads (an exercise's id or `#part`). */
export interface Task {
  key: "review" | "promise" | "daily" | "weekly" | "look" | "looks" | "again";
  to: string;
  values: Record<string, string | number>;
}

export function tasks(outline: Outline, records: Records, due: number, promises: Pledge[], kept: Habit[], today: Day): Task[] {
  const one = (key: Task["key"], to: string, values: Task["values"]): Task => ({ key, to, values });
  const back = looks(outline, records).filter(({ day }) => day <= today && addDays(day, CALLS) > today).sort((a, b) => (a.day < b.day ? -1 : 1));
  return [
    ...(due ? [one("review", "#review", { n: due })] : []),
    ...promises.filter((p) => !p.kept && p.due <= today).map((p) => one("promise", `#promise-${p.exercise}`, { title: p.title, date: p.due })),
    ...kept.filter((h) => h.repeat !== "once" && h.left).map((h) => one(h.repeat as "daily", h.exercise, { title: h.title, n: h.left })),
    ...back.slice(0, LOOKS).map(({ id, day, title }) => one("look", id, { title, date: day })),
    ...(back.length > LOOKS ? [one("looks", "#modules", { n: back.length - LOOKS })] : []),
    ...again(outline, records, today).map(({ id, title }) => one("again", id, { title })),
  ];
}

/** Sheets to look back on, with the day; promises have days of their own. */
export const looks = ({ exercises }: Outline, records: Records): { id: string; title: string; day: Day }[] =>
  Object.entries(exercises).flatMap(([id, exercise]) => {
    const rec = exercise.review && !exercise.promises ? recordOf(records, id, exercise) : undefined;
    const made = begun(rec) ? dayOf(rec.updated) : undefined;
    return made ? [{ id, title: exercise.title, day: addDays(made, exercise.review as number) }] : [];
  });

/** Quizzes that were passed on one day, not today: passed once more, they are learned. */
const again = ({ exercises }: Outline, records: Records, today: Day): { id: string; title: string }[] =>
  Object.entries(exercises).flatMap(([id, exercise]) => {
    const [first, second] = isTest(exercise) ? passes(records, id, exercise) : [];
    return first && !second && first < today && addDays(first, CALLS) > today ? [{ id, title: exercise.title }] : [];
  });

/** One sentence, with one link. */
export interface Step {
  key: "review" | "promise" | "finish" | "opening" | "lesson" | "first" | "practice" | "closing" | "again" | "more" | "all";
  /** An exercise's id, `lesson:<id>`, or `#part`; absent when everything is done. */
  to?: string;
  values: Record<string, string | number>;
}

export function nextStep(outline: Outline, records: Records, todo: Task[]): Step {
  const urgent = todo.find(({ key }) => key === "review" || key === "promise");
  if (urgent) return urgent as Step;
  const open = unfinished(outline, records) ?? onward(outline, records);
  if (open) return open;
  const rest = todo.find(({ key }) => key === "again");
  return (rest as Step | undefined) ?? more(outline, records) ?? { key: "all", values: {} };
}

/** What was worked on last, where it is not finished. Checklists and cards never are. */
function unfinished({ exercises }: Outline, records: Records): Step | undefined {
  const [last] = Object.entries(exercises)
    .flatMap(([id, exercise]) => {
      const updated = recordOf(records, id, exercise)?.updated;
      return updated && !["checklist", "cards"].includes(exercise.kind) ? [{ id, exercise, updated }] : [];
    })
    .sort((a, b) => (a.updated > b.updated ? -1 : 1));
  if (!last || stateOf(records, last.id, last.exercise) !== "some") return undefined;
  return { key: "finish", to: last.id, values: { title: last.exercise.title } };
}

/** The next thing of the first module that is not finished. */
function onward(outline: Outline, records: Records): Step | undefined {
  const title = (id: string): string => own(outline.exercises, id)?.title ?? id;
  const undone = (id: string): boolean => {
    const exercise = own(outline.exercises, id);
    return !!exercise && stateOf(records, id, exercise) === "none";
  };
  const practice = (key: Step["key"], id: string): Step => ({ key, to: id, values: { title: title(id) } });
  const fresh = !Object.keys(records).length;
  for (const { module, read, lessons } of standings(outline, records)) {
    const { opening, closing } = module;
    const before = read ? undefined : opening.find(undone);
    if (before) return practice(fresh ? "first" : "opening", before);
    const at = module.lessons.findIndex(({ id }) => !isRead(records, id));
    const lesson = module.lessons[at];
    const last = module.lessons[(at < 0 ? lessons : at) - 1]?.practice ?? [];
    if (last.length && last.every(undone)) return practice("practice", last[0] as string);
    if (lesson) return { key: fresh ? "first" : "lesson", to: `lesson:${lesson.id}`, values: { title: lesson.title } };
    const after = closing.find(undone);
    if (after) return practice("closing", after);
  }
  return undefined;
}

/** An exercise that no step led to. */
function more({ modules, exercises }: Outline, records: Records): Step | undefined {
  const untouched = (id: string): boolean => {
    const exercise = own(exercises, id);
    return !!exercise && stateOf(records, id, exercise) === "none";
  };
  const to = modules.flatMap((module) => module.exercises).find(untouched);
  return to === undefined ? undefined : { key: "more", to, values: { title: own(exercises, to)?.title ?? to } };
}

/** Everything with a day to come, for a calendar. */
export function entries(all: Due[], promises: Pledge[], outline: Outline, records: Records, today: Day, words: Words, host: string): Entry[] {
  const entry = (uid: string, date: Day, title: string): Entry => ({ uid: `${uid}@${host}`, date, title });
  return [
    ...promises.filter((p) => !p.kept).map((p) => {
      const [first] = p.lines;
      const text = (first ?? []).map(([label, said]) => `${label} ${said}`).join(" ");
      return entry(`promise-${p.exercise}`, p.due < today ? today : p.due, words("mine_ics_promise", { title: p.title, text }));
    }),
    ...ahead(all, today).map(([day, n]) => entry(`${REVIEW}-${day}`, day, words("mine_ics_review", { n }))),
    ...looks(outline, records).filter(({ day }) => day > today).map(({ id, title, day }) => entry(`look-${id}`, day, words("mine_ics_look", { title }))),
  ].sort((a, b) => (a.date < b.date ? -1 : 1));
}
