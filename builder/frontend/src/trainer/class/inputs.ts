/** What is handed to the class page: files that were chosen or dropped, and texts that were pasted. */

import { MOST_BYTES } from "./take";

export interface Input {
  name: string;
  size: number;
  bytes(): Promise<Uint8Array>;
}

/** Bytes of the largest picture that is read; a phone's photo has up to 15 million. */
const MOST_PICTURE = 25_000_000;
const PICTURE = /\.(png|jpe?g|webp|heic|heif|gif|bmp|avif)$/i;

/** Whether a name is a picture's. */
export const namesPicture = (name: string): boolean => PICTURE.test(name);

/** Its bytes, or why there are none. */
export function load({ name, size, bytes }: Input): Promise<Uint8Array | string> {
  const picture = namesPicture(name);
  if (size > (picture ? MOST_PICTURE : MOST_BYTES)) return Promise.resolve(picture ? "picture_big" : "big");
  return bytes().catch(() => "unreadable");
}

const inputsOf = (list: FileList | null | undefined): Input[] =>
  [...(list ?? [])].map((file) => ({
    name: file.webkitRelativePath || file.name,
    size: file.size,
    bytes: async () => new Uint8Array(await file.arrayBuffer()),
  }));

/** A text as if it were a file. */
export function pasted(name: string, text: string): Input {
  const bytes = new TextEncoder().encode(text);
  return { name, size: bytes.length, bytes: () => Promise.resolve(bytes) };
}

/** Gives `take` the files that are chosen in `root` or dropped on `drop`. */
export function onFiles(root: HTMLElement, drop: HTMLElement, take: (inputs: Input[]) => void): void {
  for (const input of root.querySelectorAll<HTMLInputElement>("input[type=file]"))
    input.addEventListener("change", () => {
      take(inputsOf(input.files));
      input.value = "";
    });
  for (const type of ["dragover", "dragenter"])
    drop.addEventListener(type, (event) => {
      event.preventDefault();
      drop.classList.add("is-over");
    });
  drop.addEventListener("dragleave", () => drop.classList.remove("is-over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("is-over");
    take(inputsOf(event.dataTransfer?.files));
  });
}
