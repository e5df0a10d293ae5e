// The script of run sheets and handouts, which only the trainer's edition has.

import { lazy } from "./lazy";
import { mountRunsheet } from "./session/runsheet";

/** The pictures of addresses, where a handout has any. */
async function drawAddresses(): Promise<void> {
  const places = document.querySelectorAll<HTMLElement>("[data-qr]");
  if (!places.length) return;
  if (!window.HBQr) await lazy("handbook-qr");
  for (const place of places) {
    const image = new Image();
    image.src = window.HBQr!(place.dataset["qr"] ?? "");
    image.alt = place.dataset["alt"] ?? "";
    place.replaceChildren(image);
  }
}

function start(): void {
  document.documentElement.classList.add("hb-ready");
  for (const sheet of document.querySelectorAll<HTMLElement>("hb-runsheet")) mountRunsheet(sheet);
  void drawAddresses().catch(() => undefined); // the address stands there as text
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
