/** The pictures of addresses on handouts and slides; the address stands beside each as text. */

import { lazy } from "./lazy";

/** Draws a QR picture wherever `data-qr` names an address. */
export async function drawAddresses(): Promise<void> {
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
