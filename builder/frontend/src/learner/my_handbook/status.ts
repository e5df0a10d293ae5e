/** How far the learner has come, module by module. Pure. */

import { daysPassed } from "../../exercises/quiz/passed";
import { filled, own, progress, READ } from "../../answers/record";
import { recordOf, type Exercise, type Module, type Outline, type Records } from "./outline";

export type State = "none" | "some" | "done";

export interface Standing {
  module: Module;
  lessons: number;
  read: number;
  exercises: number;
  practised: number;
  /** Quizzes whose result the page knows; a pre-test is not there to be passed. */
  tests: number;
  /** Those passed on two different days. */
  kept: number;
}

export const standings = ({ modules, exercises }: Outline, records: Records): Standing[] =>
  modules.map((module) => {
    const known = module.exercises.flatMap((id) => {
      const exercise = own(exercises, id);
      return exercise ? [[id, exercise] as const] : [];
    });
    const tests = known.filter(([, one]) => isTest(one));
    return {
      module,
      lessons: module.lessons.length,
      read: module.lessons.filter(({ id }) => isRead(records, id)).length,
      exercises: known.length,
      practised: known.filter(([id, one]) => stateOf(records, id, one) === "done").length,
      tests: tests.length,
      kept: tests.filter(([id, one]) => passes(records, id, one).length > 1).length,
    };
  });

export const isTest = ({ kind, open, role }: Exercise): boolean => kind === "quiz" && !!open && role !== "pretest";

/** A lesson was read when its end was seen, or a question in it answered. */
export function isRead(records: Records, lesson: string): boolean {
  const answers = own(records, `lesson:${lesson}`)?.answers ?? {};
  return filled(answers[READ]) || Object.values(answers).some(filled);
}

export function stateOf(records: Records, id: string, exercise: Exercise): State {
  const rec = recordOf(records, id, exercise);
  if (!rec) return "none";
  const { done, count } = progress(rec, exercise.needs ?? []);
  return done ? "done" : count ? "some" : "none";
}

/** The days on which a quiz was passed. */
export const passes = (records: Records, id: string, exercise: Exercise): string[] =>
  daysPassed(recordOf(records, id, exercise)?.history ?? []);
