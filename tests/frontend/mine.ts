// What tests/unit/test_frontend_mine.py asks of the learner's own page, without a page.

export * from "../../builder/frontend/src/mine/items";
export * from "../../builder/frontend/src/mine/outline";
export * from "../../builder/frontend/src/mine/promises";
export * from "../../builder/frontend/src/mine/standing";
export * from "../../builder/frontend/src/mine/then-now";
import { nextStep, tasks, entries } from "../../builder/frontend/src/mine/today";
import { calendar } from "../../builder/frontend/src/worksheet/ics";

export { nextStep, tasks, entries };

export const ics = (...args: unknown[]): string => {
  const words = (key: string, values: object = {}): string => `${key} ${JSON.stringify(values)}`;
  const [all, promises, outline, records, today] = args as Parameters<typeof entries>;
  return calendar(entries(all, promises, outline, records, today, words, "h"), new Date("2026-03-04T00:00:00Z"));
};
