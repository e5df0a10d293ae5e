// The script of a session's slides, a page of its own that loads nothing else.

import { mountCounts } from "../../trainer/slides/count";
import { readAsPage } from "../../trainer/slides/mode";
import { show } from "../../trainer/slides/show";
import { mountTallies } from "../../trainer/slides/tally";
import { applyTheme } from "../../trainer/slides/theme";
import { readingTools } from "../../trainer/slides/tools";

function start(): void {
  const deck = document.querySelector<HTMLElement>(".hb-deck");
  if (!deck) return;
  document.documentElement.classList.add("hb-ready");
  applyTheme();
  mountCounts(deck);
  mountTallies(deck);
  if (readAsPage()) readingTools(deck);
  else void show(deck);
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
