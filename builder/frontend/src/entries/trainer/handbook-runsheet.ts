// The script of run sheets, which only the trainer's edition has.

import { mountRunsheet } from "../../trainer/session/runsheet";

function start(): void {
  document.documentElement.classList.add("hb-ready");
  for (const sheet of document.querySelectorAll<HTMLElement>("hb-runsheet")) mountRunsheet(sheet);
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
