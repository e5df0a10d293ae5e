// What tests/frontend/test_policy_agreement.py compares with Python.

export { runsOf } from "../../builder/frontend/src/policy/redline";
export { inForce, standing, until } from "../../builder/frontend/src/policy/standing";
export { plusDays, plusMonths, plusWorkdays, workday } from "../../builder/frontend/src/policy/days";
export { lookup, milder } from "../../builder/frontend/src/policy/lookup";

import { compare, redlines, rowsOf, type Texts } from "../../builder/frontend/src/policy/compare";

export const compared = (texts: Texts, old: string, now: string): [string, string][] =>
  compare(rowsOf(texts, old), rowsOf(texts, now)).map(({ kind, id }) => [kind, id]);

export const redlined = (texts: Texts, old: string, now: string): unknown =>
  compare(rowsOf(texts, old), rowsOf(texts, now)).map((change) => redlines(texts, change));
