// The script of run sheets and handouts, which only the trainer's edition has.

import { drawAddresses } from "./addresses";
import { mountRunsheet } from "./session/runsheet";

function start(): void {
  document.documentElement.classList.add("hb-ready");
  for (const sheet of document.querySelectorAll<HTMLElement>("hb-runsheet")) mountRunsheet(sheet);
  void drawAddresses().catch(() => undefined);
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
