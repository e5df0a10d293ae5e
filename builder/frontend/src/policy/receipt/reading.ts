// Reading part by part: marks, what an earlier receipt lets be skipped, and how far the reader has come.

import { today } from "../../core/files";
import type { Words } from "../../core/words";
import type { Keep, Way } from "./keep";
import type { ReadPart, Receipt } from "./receipt";
import { knownFrom } from "./receipt";
import type { PartMark } from "../../core/contract";

export type PartRef = PartMark;

export const markOf = (part: PartRef): string => `${part.id} ${part.hash}`;

/** What of the text has been read, by marks of this device and by an earlier receipt. */
export class Reading {
  before: Receipt | undefined;
  private known = new Set<string>();

  constructor(
    readonly parts: readonly PartRef[],
    readonly way: Way,
  ) {}

  /** Builds on an earlier receipt: parts with the same words count as read. */
  buildOn(before: Receipt | undefined): void {
    this.before = before;
    this.known = knownFrom(before);
  }

  kept(part: PartRef): boolean {
    return this.known.has(markOf(part));
  }

  read(part: PartRef): string {
    return this.kept(part) ? "before" : this.way.read[markOf(part)] ?? "";
  }

  get toRead(): PartRef[] {
    return this.parts.filter((part) => !this.kept(part));
  }

  get unread(): PartRef[] {
    return this.parts.filter((part) => !this.read(part));
  }

  asRead(): ReadPart[] {
    return this.parts.map((part) => ({ id: part.id, hash: part.hash, read: this.read(part) }));
  }
}

/** The parts on the page: ticks, what they say, the bar with the count. */
export class PartsView {
  constructor(
    private readonly root: HTMLElement,
    private readonly reading: Reading,
    private readonly keep: Keep,
    private readonly words: Words,
    private readonly changed: () => void,
  ) {
    root.addEventListener("change", (event) => {
      const box = event.target as HTMLInputElement;
      const id = box.dataset["read"];
      if (id) this.tick(id, box.checked);
    });
  }

  private tick(id: string, on: boolean): void {
    const part = this.reading.parts.find((one) => one.id === id);
    if (!part) return;
    if (on) this.reading.way.read[markOf(part)] = today();
    else delete this.reading.way.read[markOf(part)];
    this.keep.saveWay(this.reading.way);
    this.count();
    this.changed();
  }

  place(id: string): HTMLElement | null {
    return this.root.querySelector(`[data-part="${id}"]`);
  }

  /** Shows everything as it now is. */
  show(): void {
    const { before } = this.reading;
    for (const part of this.reading.parts) {
      const place = this.place(part.id);
      if (!place) continue;
      const kept = this.reading.kept(part);
      place.classList.toggle("is-kept", kept);
      (place.querySelector("[data-read]") as HTMLInputElement).checked = !!this.reading.read(part);
      (place.querySelector(".hb-part__tick") as HTMLElement).hidden = kept;
      const state = place.querySelector("[data-state]") as HTMLElement;
      state.hidden = !before;
      state.textContent = !before ? "" : kept
        ? this.words("receipt_same", { version: before.policy.version, date: before.date })
        : this.words("receipt_changed");
    }
    this.count();
  }

  private count(): void {
    const { toRead, unread } = this.reading;
    const all = !unread.length;
    const text = all ? this.words("receipt_all") : this.words("receipt_count", { n: toRead.length - unread.length, of: toRead.length });
    const count = this.root.querySelector("[data-count]");
    if (count && count.textContent !== text) count.textContent = text;
    (this.root.querySelector("[data-do=next]") as HTMLElement).hidden = all;
  }

  /** Goes to the next part that is not read, behind where the reader is, or to the first. */
  next(): void {
    const places = this.reading.unread.flatMap((part) => this.place(part.id) ?? []);
    const here = document.activeElement?.closest("[data-part]");
    const after = places.find((place) => here && here.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING);
    const head = (after ?? places[0])?.querySelector<HTMLElement>(".hb-part__head");
    head?.scrollIntoView({ block: "start" });
    head?.focus({ preventScroll: true });
  }
}
