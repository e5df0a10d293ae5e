// The script of a session's slides, a page of its own that loads nothing else.

import { mountCounts } from "./slides/count";
import { readAsPage } from "./slides/mode";
import { show } from "./slides/show";
import { mountTallies } from "./slides/tally";
import { applyTheme } from "./slides/theme";
import { readingTools } from "./slides/tools";

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
