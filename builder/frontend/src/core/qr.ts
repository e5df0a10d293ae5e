// The QR picture of a text, loaded only when somebody wants it.

import { encode } from "uqr";

const SCALE = 4;
const QUIET = 4;

/** A PNG as a data address, so that the picture can be kept by a long press. Throws when the text is too long. */
export function picture(text: string): string {
  const { size, data } = encode(text, { ecc: "L", border: QUIET });
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size * SCALE;
  const pen = canvas.getContext("2d") as CanvasRenderingContext2D;
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = "#000";
  data.forEach((row, y) => row.forEach((dark, x) => dark && pen.fillRect(x * SCALE, y * SCALE, SCALE, SCALE)));
  return canvas.toDataURL("image/png");
}

declare module "./parts" {
  interface Parts {
    qr: typeof picture;
  }
}
