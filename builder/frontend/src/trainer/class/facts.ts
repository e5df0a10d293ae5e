/** What the class page knows of the handbook: written by builder/handbook/exercises/answer_key.py, keys included. */

import type { ClassExercise, ClassFacts } from "../../core/contract";

export type Facts = ClassFacts;
export type Exercise = ClassExercise;

/** Facts with ways to find an exercise. */
export interface Index extends Facts {
  byId: Map<string, Exercise>;
  /** Present and former ids → the present ones. */
  now: Map<string, string>;
}

export function index(facts: Facts): Index {
  const byId = new Map(facts.exercises.map((one) => [one.id, one]));
  const now = new Map(facts.exercises.flatMap((one) => (one.was ?? []).map((old) => [old, one.id])));
  for (const id of byId.keys()) now.set(id, id);
  return { ...facts, byId, now };
}
