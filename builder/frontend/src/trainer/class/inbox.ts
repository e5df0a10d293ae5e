/** All that was handed in so far, and what is to be told of it. */

import type { Read } from "../scan/reader";
import type { Index } from "./facts";
import { namesPicture } from "./inputs";
import { People } from "./people";
import { labelOf, refused } from "./problems";
import { isPicture, signOf, take, takeCode } from "./take";
import type { Problem, Taken } from "./types";

/** Bytes at both ends of a picture by which it is known again. */
const ENDS = 65_536;

export class Inbox {
  readonly people = new People();
  readonly problems: Problem[] = [];
  /** Files, texts and codes that were taken. */
  count = 0;
  /** Codes that the camera saw. */
  scans = 0;
  /** Marks of the files' bytes → their names. */
  private readonly seen = new Map<string, string>();
  /** Codes of QR pictures, with what their people are called. */
  private readonly scanned = new Set<string>();

  constructor(private readonly facts: Index) {}

  /** Takes the bytes of a file, or why there are none. Returns whether it is a picture, whose codes are still to be read. */
  enter(name: string, content: Uint8Array | string): boolean {
    if (typeof content === "string") {
      this.keep(refused(name, content, { of: "" }));
      return false;
    }
    const picture = content.length > 0 && (namesPicture(name) || isPicture(content));
    const mark = `${content.length} ${picture ? hash(content.subarray(0, ENDS)) + hash(content.subarray(-ENDS)) : hash(content)}`;
    const twin = this.seen.get(mark);
    if (twin === name) return false;
    this.count++;
    this.seen.set(mark, twin ?? name);
    if (picture && twin === undefined) return true;
    this.keep(twin === undefined ? take(content, name, this.facts) : refused(name, "duplicate", { of: twin }));
    return false;
  }

  /** Takes the codes in a picture. */
  enterCodes(name: string, found: Read): void {
    if ("why" in found) this.keep(refused(name, found.why, { of: found.of }));
    else for (const text of found.texts) this.keep(this.takeScan("", text, name));
  }

  /** What a code of a picture holds; it is not kept yet. */
  takeScan(label: string, text: string, source: string): Taken {
    const taken = takeCode(label, text, source, this.facts, this.scanned);
    return taken.problems.some(({ why }) => why === "code_foreign") ? refused(source, "picture_other", { of: labelOf(text) }) : taken;
  }

  /** Notes a code that the camera saw: held up again when its label is gone, it is still the same person's. */
  noteScan(text: string): void {
    this.scanned.add(signOf("", text));
    this.scans++;
    this.count++;
  }

  /** Gives the sheets to their people. */
  keep({ problems, sheets }: Taken): void {
    this.problems.push(...problems, ...sheets.flatMap((sheet) => this.people.place(sheet)));
  }
}

/** A mark of some bytes, to know the same file again; no secret depends on it (FNV-1a, twice). */
function hash(bytes: Uint8Array): string {
  let [a, b] = [0x811c9dc5, 0x9dc5811c];
  for (const byte of bytes) {
    a = Math.imul(a ^ byte, 0x01000193);
    b = Math.imul(b ^ byte, 0x85ebca6b);
  }
  return `${a >>> 0} ${b >>> 0}`;
}
