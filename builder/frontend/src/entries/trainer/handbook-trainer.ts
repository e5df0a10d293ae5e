// The script of the trainer's edition: which view one is in, and the run sheet where there is one.

import { lazy } from "../../core/lazy";

const VIEW = "handbook-view";

function start(): void {
  const bar = document.querySelector<HTMLElement>("[data-edition]");
  bar?.addEventListener("click", (event) => {
    const view = (event.target as Element).closest<HTMLElement>("[data-view]")?.dataset["view"];
    if (view) show(bar, view, true);
  });
  if (bar?.querySelector("[data-view]")) show(bar, remembered(), false);
  if (document.querySelector("hb-runsheet")) void lazy("handbook-runsheet");
}

/** Hides what only trainers see, or shows it again. */
function show(bar: HTMLElement, view: string, keep: boolean): void {
  document.documentElement.classList.toggle("hb-as-learner", view === "learner");
  for (const one of bar.querySelectorAll<HTMLElement>("[data-view]")) one.setAttribute("aria-pressed", String(one.dataset["view"] === view));
  if (keep) remember(view);
}

function remembered(): string {
  try {
    return sessionStorage.getItem(VIEW) === "learner" ? "learner" : "trainer";
  } catch {
    return "trainer";
  }
}

function remember(view: string): void {
  try {
    sessionStorage.setItem(VIEW, view);
  } catch {
    // The view is the trainer's again on the next page.
  }
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
