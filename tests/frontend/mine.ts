// What tests/frontend/test_my_handbook.py asks of the learner's own page, without a page.

export * from "../../builder/frontend/src/learner/my_handbook/items";
export * from "../../builder/frontend/src/learner/my_handbook/outline";
export * from "../../builder/frontend/src/learner/my_handbook/promises";
export * from "../../builder/frontend/src/learner/my_handbook/status";
export * from "../../builder/frontend/src/learner/my_handbook/comparison";
import { nextStep, tasks, entries } from "../../builder/frontend/src/learner/my_handbook/today";
import { calendar } from "../../builder/frontend/src/exercises/worksheet/ics";

export { nextStep, tasks, entries };

export const ics = (...args: unknown[]): string => {
  const words = (key: string, values: object = {}): string => `${key} ${JSON.stringify(values)}`;
  const [all, promises, outline, records, today] = args as Parameters<typeof entries>;
  return calendar(entries(all, promises, outline, records, today, words, "h"), new Date("2026-03-04T00:00:00Z"));
};
