/** Parts of worksheets that only some pages need, each in a script of its own. */

import type { ExerciseHost } from "../types";
import { load } from "../../core/registry";
import type { Source } from "./plots";
import type { Sort } from "./sort";

export interface Board {
  bindSort(host: ExerciseHost, field: string): Sort;
  bindRank(host: ExerciseHost, field: string): () => void;
}

declare module "../../core/parts" {
  interface Parts {
    board: Board;
  }
}

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
  if (figures.length) void load("charts").then((charts) => charts && (ask = charts.bindPlots(host, figures, source))());
  return () => ask();
}
