/** The bytes of a picture → the texts of its QR codes, off the page's thread where a worker may be started. */

import { find, SHORT, type Drawable } from "./find";
import { sizeOf } from "./size";

/** What a picture held, or the key of the words that say why nothing could be read. */
export type Read = { texts: string[] } | { why: string; of: string };

/** Points of the largest picture that is opened: the largest phones take 50 million, of which each costs four bytes. */
const MOST_POINTS = 64_000_000;
const LONGEST_SIDE = 16_384;
/** The longer side that a picture is opened with, in points. */
const OPENED = 3200;

interface Native {
  detect(image: Drawable): Promise<{ rawValue: string }[]>;
}
declare global {
  interface Window {
    BarcodeDetector?: { new (options: { formats: string[] }): Native; getSupportedFormats(): Promise<string[]> };
  }
}

/** Reads a picture of unknown origin; never rejects for what is in it. */
export async function read(bytes: Uint8Array): Promise<Read> {
  const size = sizeOf(bytes);
  if (!size) return { why: "picture_kind", of: "" };
  const { type, width, height } = size;
  if (width * height > MOST_POINTS || Math.max(width, height) > LONGEST_SIDE) return { why: "picture_large", of: `${width} × ${height}` };
  let image: ImageBitmap;
  try {
    image = await opened(new Blob([bytes as BlobPart], { type }), width, height);
  } catch {
    return { why: "picture_damaged", of: "" };
  }
  const texts = (await natively(image)) ?? (await ourselves(image));
  image.close();
  return texts.length ? { texts } : { why: "picture_none", of: "" };
}

function opened(blob: Blob, width: number, height: number): Promise<ImageBitmap> {
  const scale = OPENED / Math.max(width, height);
  return scale < 1 ? createImageBitmap(blob, { resizeWidth: Math.max(1, Math.round(width * scale)), resizeQuality: "medium" }) : createImageBitmap(blob);
}

/** What the browser's own reader finds; undefined where it has none, or finds nothing. */
export async function natively(image: Drawable): Promise<string[] | undefined> {
  try {
    const Detector = window.BarcodeDetector;
    if (!Detector || !(await Detector.getSupportedFormats()).includes("qr_code")) return undefined;
    const found = await new Detector({ formats: ["qr_code"] }).detect(image);
    return found.length ? [...new Set(found.map(({ rawValue }) => rawValue))] : undefined;
  } catch {
    return undefined;
  }
}

async function ourselves(image: ImageBitmap): Promise<string[]> {
  return (await elsewhere(image)) ?? here(image);
}

let helper: Worker | undefined;
let count = 0;
const waiting = new Map<number, (texts: string[] | undefined) => void>();

/** Starts this script, whose address is `script`, as a worker, where that is allowed: not on pages from a disk. */
export function start(script: string): Promise<void> {
  if (location.protocol === "file:" || typeof OffscreenCanvas === "undefined") return Promise.resolve();
  return new Promise((ready) => {
    const fail = (): void => {
      helper = undefined;
      for (const answer of waiting.values()) answer(undefined);
      waiting.clear();
      ready();
    };
    try {
      helper = new Worker(script);
    } catch {
      return fail();
    }
    helper.onerror = fail;
    helper.onmessage = ({ data: { id, texts } }: MessageEvent<Answer>) => {
      waiting.get(id)?.(texts);
      waiting.delete(id);
      ready();
    };
  });
}

interface Answer {
  id: number;
  texts: string[];
}

/** What the worker finds; undefined where there is none. */
function elsewhere(image: ImageBitmap): Promise<string[] | undefined> {
  const worker = helper;
  if (!worker) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    waiting.set(++count, resolve);
    worker.postMessage({ id: count, image });
  });
}

/** On this thread, one look at a time. */
async function here(image: ImageBitmap): Promise<string[]> {
  const going = find(image, image.width, image.height, SHORT);
  for (let next = going.next(); ; next = going.next()) {
    if (next.done) return next.value;
    await new Promise((go) => setTimeout(go));
  }
}

/** As the worker: a picture comes, its texts go back. */
export function serve(): void {
  const answer = (found: Answer): void => postMessage(found);
  addEventListener("message", ({ data: { id, image } }: MessageEvent<{ id: number; image: ImageBitmap }>) => {
    const going = find(image, image.width, image.height);
    let next = going.next();
    while (!next.done) next = going.next();
    image.close();
    answer({ id, texts: next.value });
  });
  answer({ id: 0, texts: [] });
}
