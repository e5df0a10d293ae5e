/** QR codes in a picture: tried whole, smaller, turned and squeezed, because each way reads what others do not. */

import decode from "qr/decode.js";

/** What can be drawn: a picture that was opened, a frame of a film. */
export type Drawable = ImageBitmap | HTMLVideoElement;

/** A way to look at a picture: its longer side in points, and how it is turned (degrees) and squeezed. */
interface Look {
  side: number;
  turn?: number;
  x?: number;
  y?: number;
}

const LOOKS: Look[] = [
  { side: 1600 }, { side: 1100 }, { side: 760 }, { side: 480 }, { side: 1600, turn: 60 },
  { side: 1600, x: 0.6 }, { side: 1600, y: 0.6 }, { side: 3200 },
];
/** Milliseconds for each look, beyond what it takes at least; for a camera's, and on the thread of the page, fewer. */
const LONGEST = 60;
export const SHORT = 20;
/** Codes that are looked for in one picture. */
const MOST = 12;

/** Ways to look at a camera's frames, one after the other. */
const GLANCES: Look[] = [{ side: 960 }, { side: 640 }, { side: 960, turn: 60 }, { side: 1280 }];

/** The texts in the camera's nth frame, looked at in one way only: the next frame is a moment away. */
export function glance(video: HTMLVideoElement, n: number): string[] {
  const look = GLANCES[n % GLANCES.length] as Look;
  return texts(drawn(video, video.videoWidth, video.videoHeight, look), SHORT);
}

/** The texts in a picture. Each step is short, so that whoever has no other thread can breathe between them. */
export function* find(image: Drawable, width: number, height: number, time = LONGEST): Generator<undefined, string[]> {
  const seen = new Set<string>();
  for (const look of LOOKS) {
    const [w, h] = measured(width, height, look);
    const key = [w, h, look.turn].join();
    if (seen.has(key)) continue;
    seen.add(key);
    const found = texts(drawn(image, width, height, look), time);
    if (found.length) return found;
    yield;
  }
  return [];
}

function texts(pen: Pen, time: number): string[] {
  const found: string[] = [];
  const next = (): string | undefined => one(pen, time);
  for (let text = next(); text !== undefined && found.length < MOST && !found.includes(text); text = next()) found.push(text);
  return found;
}

function measured(width: number, height: number, { side, x = 1, y = 1 }: Look): [number, number] {
  const scale = Math.min(1, side / Math.max(width, height));
  return [Math.max(1, Math.round(width * scale * x)), Math.max(1, Math.round(height * scale * y))];
}

type Pen = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

function drawn(image: Drawable, wide: number, high: number, look: Look): Pen {
  const [w, h] = measured(wide, high, look);
  const room = Math.ceil(Math.hypot(w, h));
  const [width, height] = look.turn ? [room, room] : [w, h];
  const pen = canvas(width, height).getContext("2d", { willReadFrequently: true }) as Pen;
  // What shines through is white paper, not black.
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, width, height);
  pen.translate(width / 2, height / 2);
  pen.rotate(((look.turn ?? 0) * Math.PI) / 180);
  pen.drawImage(image, -w / 2, -h / 2, w, h);
  pen.resetTransform();
  return pen;
}

function canvas(width: number, height: number): HTMLCanvasElement | OffscreenCanvas {
  if (typeof document === "undefined") return new OffscreenCanvas(width, height);
  return Object.assign(document.createElement("canvas"), { width, height });
}

/** The next code, which is then painted over; undefined where there is none. */
function one(pen: Pen, timeLimit: number): string | undefined {
  const { width, height } = pen.canvas;
  let outline: { x: number; y: number }[] = [];
  try {
    const text = decode(pen.getImageData(0, 0, width, height), {
      effort: Infinity,
      timeLimit,
      pointsOnDetect: (points) => (outline = points.outline),
    });
    pen.beginPath();
    for (const { x, y } of outline) pen.lineTo(x, y);
    pen.fill();
    return text;
  } catch {
    return undefined;
  }
}
