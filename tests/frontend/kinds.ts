// What tests/frontend/test_calendar.py and test_draw.py ask of quizzes and checklists, without a page.

import { streak, type Day, type Period } from "../../builder/frontend/src/core/calendar";

export * from "../../builder/frontend/src/core/calendar";
export * from "../../builder/frontend/src/scoring/draw";

export const streakOf = (done: Day[], today: Day, period: Period): number =>
  streak((start) => done.includes(start), today, period);
