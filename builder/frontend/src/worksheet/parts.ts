/** Parts of worksheets that only some pages need, each in a script of its own. */

import type { ExerciseHost } from "../exercise";
import { lazy } from "../lazy";
import type { bindLong } from "./long";
import type { bindPractice } from "./practice";
import type { Source } from "./plots";
import type { Sort } from "./sort";
import type { use } from "./use";

export interface Board {
  bindSort(host: ExerciseHost, field: string): Sort;
  bindRank(host: ExerciseHost, field: string): () => void;
}

declare global {
  interface Window {
    HBBoard?: Board;
    HBLong?: typeof bindLong;
    HBTimer?: (host: ExerciseHost, field: string, seconds: number, countdown: number | null) => void;
    HBUse?: typeof use;
    /** There whenever a half-filled sheet is: both come with the same script. */
    HBPractice?: typeof bindPractice;
  }
}

/** What is sorted or ranked. Until it comes, the native controls do. */
export const board = (): Promise<Window["HBBoard"]> => lazy("handbook-board").then(() => window.HBBoard, () => undefined);

/** What is timed. Until it comes, the number is typed. */
export const timer = (): Promise<Window["HBTimer"]> => lazy("handbook-timer").then(() => window.HBTimer, () => undefined);

/** What long tables need to stay quick. */
export const long = (): Promise<Window["HBLong"]> => lazy("handbook-long").then(() => window.HBLong, () => undefined);

/** What takes values from other exercises. */
export const flow = (): Promise<Window["HBFlow"]> => lazy("handbook-flow").then(() => window.HBFlow, () => undefined);

/** Buttons that do something only when the part for sheets in use has come. */
const LATER = "[data-add],[data-remove],[data-undo],[data-act=half],[data-act=calendar],[data-act=review]";

/** Loads once the sheet is in use: it holds answers, or somebody has gone into it. A click that came too early counts. */
export function inUse({ rec, form }: ExerciseHost, load: () => Promise<void>): void {
  let loading: Promise<void> | undefined;
  const begin = async (): Promise<void> => {
    await load();
    for (const type of WAKING) form.removeEventListener(type, wake);
  };
  const wake = (event?: Event): void => {
    loading ??= begin();
    const button = event?.type === "click" && (event.target as Element).closest<HTMLElement>(LATER);
    if (button) void loading.then(() => button.click());
  };
  for (const type of WAKING) form.addEventListener(type, wake);
  if (rec.updated) wake();
}

const WAKING = ["focusin", "pointerdown", "click"];

/** Charts of a sheet, once their script has come. Returns how to ask for drawing them again. */
export function plots(host: ExerciseHost, figures: readonly HTMLElement[], source: Source): () => void {
  let ask = (): void => undefined;
  const bind = (): void => {
    if (window.HBCharts) (ask = window.HBCharts.bindPlots(host, figures, source))();
  };
  if (figures.length) void lazy("handbook-charts").then(bind, () => undefined);
  return () => ask();
}

/** What a sheet needs once it is in use. */
export const extras = (): Promise<Window["HBUse"]> => lazy("handbook-extras").then(() => window.HBUse, () => undefined);
