/** Parts of worksheets that only some pages need, each in a script of its own. */

import type { ExerciseHost } from "../exercise";
import { lazy } from "../lazy";
import type { Sort } from "./sort";

export interface Board {
  bindSort(host: ExerciseHost, field: string): Sort;
  bindRank(host: ExerciseHost, field: string): () => void;
  bindTimer(host: ExerciseHost, field: string, seconds: number, countdown: number | null): void;
}

export interface Extras {
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

/** What is asked for by a button: the half-filled sheet, calendar files. */
export const extras = (): Promise<Extras | undefined> => lazy("handbook-extras").then(() => window.HBExtras, () => undefined);
