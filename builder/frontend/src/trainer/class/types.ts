/** What somebody handed in, as the class page keeps it. */

import type { Answers } from "../../answers/record";

export type How = "first" | "retried" | "code" | "paper" | "open";

export interface Problem {
  source: string;
  why: string;
  args: Record<string, string>;
  refused: boolean;
}

export interface Sitting {
  exercise: string;
  how: How;
  at: string;
  asked: string[];
  answers: Answers;
  given: Record<string, number>;
}

export interface Sheet {
  source: string;
  form: "file" | "code" | "paper";
  label: string;
  traces: string[];
  sittings: Sitting[];
}

export interface Taken {
  sheets: Sheet[];
  problems: Problem[];
}
