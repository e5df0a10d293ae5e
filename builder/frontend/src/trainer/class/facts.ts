/** What the class page knows of the handbook: written by builder/handbook/exercises/answer_key.py, keys included. */

import type { Known } from "../../answers/record";
import type { Question } from "../../scoring/quiz";
import type { Item } from "../../scoring/scale";

export interface Facts {
  handbook: { id: string; version: string };
  title: string;
  /** Id and title. */
  modules: [string, string][];
  /** Outcome → what one can do. */
  outcomes: Record<string, string>;
  exercises: Exercise[];
}

export interface Exercise extends Omit<Known, "needs" | "from"> {
  revision: string;
  module: string;
  /** Of quizzes. */
  questions?: Question[];
  pools?: { draw: number; of: string[] }[];
  pass?: number;
  role?: "practice" | "pretest" | "posttest";
  parallel?: { id: string } | null;
  /** Of scales. */
  points?: number;
  items?: Item[];
  subscales?: { id: string; label: string }[];
  compare?: { id: string } | null;
}

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
