/** What the definition of a quiz says beside what every exercise says. */

import type { Pool } from "../../scoring/draw";
import type { Question } from "../../scoring/quiz";

/** The quiz's own part of the definition. */
export interface Details {
  id: string;
  questions: Question[];
  /** Outcome → what one can do. */
  outcomes: Record<string, string>;
  pools: Pool[];
  /** Per cent. */
  pass: number;
  feedback: "each" | "end";
  shuffle: boolean;
  /** Whether the page knows what is right. */
  open: boolean;
  role: "practice" | "pretest" | "posttest";
  parallel: { id: string; title: string } | null;
}
