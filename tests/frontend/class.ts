// What tests/exchange/test_results_*.py ask of the class page's logic, without a page.

import { index, type Facts } from "../../builder/frontend/src/trainer/class/facts";
import * as marks from "../../builder/frontend/src/trainer/class/marks";
import { People } from "../../builder/frontend/src/trainer/class/people";
import { report } from "../../builder/frontend/src/trainer/class/report";
import * as stats from "../../builder/frontend/src/trainer/class/stats";
import { take } from "../../builder/frontend/src/trainer/class/take";

type File = [name: string, base64: string];

const bytes = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));

let facts: ReturnType<typeof index>;
export const start = (given: Facts): void => void (facts = index(given));

/** What these files hold, without the marks, which are made otherwise here. */
export const taken = (files: File[]): unknown =>
  files.map(([name, content]) => {
    const { sheets, problems } = take(bytes(content), name, facts);
    return { sheets: sheets.map(({ traces, ...sheet }) => ({ ...sheet, traces: traces.length })), problems };
  });

/** The report of these files, and what there is to tell. */
export function reported(files: File[]): unknown {
  const people = new People();
  const problems = files.flatMap(([name, content]) => {
    const found = take(bytes(content), name, facts);
    return [...found.problems, ...found.sheets.flatMap((sheet) => people.place(sheet))];
  });
  return { report: report(facts, people), problems };
}

export const { items, reliability, change, summary, spread, bins, percents, flags } = stats;
export { decode, encode } from "../../builder/frontend/src/answers/code";

const entries = (found: Map<number, number> | undefined): unknown => found && Object.fromEntries(found);
export const places = (text: string, count: number): unknown => entries(marks.places(text, count));
export const beside = (text: string, lines: number, letters: number): unknown => entries(marks.beside(text, lines, letters));
