// Ways out of the page: a file, the clipboard, a picture.

import { load } from "./registry";

/** Today, where the learner is, for file names: 2026-11-23. */
export const today = (): string => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
};

/** Hands a text over as a file. Several in-app browsers refuse that without a word. */
export function download(name: string, type: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Puts a text on the clipboard; false where the browser does not allow it. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** The old way, which works where a page is not served over https. */
function copyBySelection(text: string): boolean {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "hb-sr";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}

/** The QR picture of a text as an image to long-press; undefined where it does not fit or cannot be loaded. */
export async function qr(text: string, alt: string): Promise<HTMLImageElement | undefined> {
  try {
    const picture = await load("qr");
    if (!picture) return undefined;
    const image = new Image();
    image.src = picture(text);
    image.alt = alt;
    return image;
  } catch {
    return undefined;
  }
}
