// On cards that lead to an exercise: how far the learner has come with it.

import { progress } from "./record";
import type { Store } from "./store";
import { words } from "../core/words";

/** Writes 未开始, 已填 n 项 or 完成 into every `data-progress="<exercise id>"`. */
export function showProgress(store: Store): void {
  for (const place of document.querySelectorAll<HTMLElement>("[data-progress]")) {
    const rec = store.load(place.dataset["progress"] as string);
    const { done, count } = progress(rec, []);
    place.dataset["state"] = done || rec.done ? "done" : count ? "some" : "none";
    place.textContent = words(`progress_${place.dataset["state"]}`, { n: count });
  }
}
