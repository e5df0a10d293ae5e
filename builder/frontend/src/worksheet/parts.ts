/** Parts of worksheets that only some pages need, each in a script of its own. */

import type { ExerciseHost } from "../exercise";
import { lazy } from "../lazy";
import type { Details } from "./details";
import type { Source } from "./plots";
import type { Sort } from "./sort";

export interface Board {
  bindSort(host: ExerciseHost, field: string): Sort;
  bindRank(host: ExerciseHost, field: string): () => void;
  bindTimer(host: ExerciseHost, field: string, seconds: number, countdown: number | null): void;
}

export interface Extras {
  bindKeys(form: HTMLFormElement, def: Details): void;
  bindProblems(host: ExerciseHost): (fields: string[]) => void;
  bindRows(host: ExerciseHost, changed: (table: string, at: number, by: number) => void): void;
  openHalf(host: ExerciseHost, start: HTMLElement): void;
  saveCalendar(host: ExerciseHost): void;
  saveReview(host: ExerciseHost, due: string): void;
}

declare global {
  interface Window {
    HBBoard?: Board;
    HBExtras?: Extras;
  }
}

/** What is sorted, ranked or timed. Until it comes, the native controls do. */
export const board = (): Promise<Board | undefined> => lazy("handbook-board").then(() => window.HBBoard, () => undefined);

/** What takes values from other exercises. */
export const flow = (): Promise<Window["HBFlow"]> => lazy("handbook-flow").then(() => window.HBFlow, () => undefined);

/** Calls once the sheet is in use: it holds answers, or somebody has gone into it. Nobody waits for more than he uses. */
export function inUse({ rec, form }: ExerciseHost, call: () => void): void {
  if (rec.updated) call();
  else form.addEventListener("focusin", call, { once: true });
}

/** Calls once one of these comes near the window. */
export function near(elements: Iterable<Element>, call: () => void): void {
  const watch = new IntersectionObserver(
    (seen) => {
      if (!seen.some((one) => one.isIntersecting)) return;
      watch.disconnect();
      call();
    },
    { rootMargin: "50% 0%" },
  );
  for (const element of elements) watch.observe(element);
}

/** Charts of a sheet, once their script has come. Returns how to ask for drawing them again. */
export function plots(host: ExerciseHost, figures: readonly HTMLElement[], source: Source): () => void {
  let ask = (): void => undefined;
  const bind = (): void => {
    if (window.HBCharts) (ask = window.HBCharts.bindPlots(host, figures, source))();
  };
  if (figures.length) void lazy("handbook-charts").then(bind, () => undefined);
  return () => ask();
}

/** What a sheet needs once it is in use: keys, rows, what is wrong with an entry, calendar files. */
export const extras = (): Promise<Extras | undefined> => lazy("handbook-extras").then(() => window.HBExtras, () => undefined);
