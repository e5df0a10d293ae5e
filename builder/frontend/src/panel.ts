// What stands under every exercise: whether it is saved, and what can be done with it.

import type { ExerciseHost } from "./exercise";

/** Brings the panel of an exercise to life. Returns how to stop it. */
export function openPanel(host: ExerciseHost): () => void {
  const state = host.root.querySelector<HTMLElement>("[data-saved]");
  return host.store.onStatus((status) => {
    if (state) state.textContent = host.words(`status_${status}`);
  });
}
