/** Keys of the show. Single letters and digits can be turned off, for those who speak to their computer. */

import { countOf } from "./count";
import { vote } from "./tally";
import type { Show } from "./types";

const KEY = "handbook-slides-letters";

/** Whether single letters and digits do something. */
export function lettersWork(): boolean {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
}

/** Turns them on or off, and remembers it. */
export function setLetters(on: boolean): void {
  try {
    localStorage.setItem(KEY, on ? "on" : "off");
  } catch {
    // It is as it was at the next visit.
  }
}

/** What a key pressed anywhere in the show, or in the notes window, does. */
export function keysOf(show: Show): (event: KeyboardEvent) => void {
  const named: Record<string, () => void> = {
    ArrowRight: () => (inOverview() ? show.reveal.right() : show.next()),
    ArrowLeft: () => (inOverview() ? show.reveal.left() : show.before()),
    ArrowDown: () => (inOverview() ? show.reveal.down() : show.jump(1)),
    ArrowUp: () => (inOverview() ? show.reveal.up() : show.jump(-1)),
    PageDown: show.next,
    PageUp: show.before,
    Home: () => show.reveal.slide(0, 0),
    End: () => show.reveal.slide(show.reveal.getHorizontalSlides().length - 1, 0),
    " ": show.next,
    Enter: () => (inOverview() ? show.reveal.toggleOverview(false) : show.next()),
    Escape: () => show.reveal.toggleOverview(false),
  };
  const letters: Record<string, () => void> = {
    n: show.notes,
    d: show.theme,
    o: () => show.reveal.toggleOverview(),
    f: show.full,
    b: () => show.reveal.togglePause(),
    p: () => show.tools.print(),
    s: () => countOf(show.slide())?.toggle(),
    r: () => countOf(show.slide())?.again(),
    "?": () => show.tools.keys(),
  };
  const inOverview = (): boolean => show.reveal.isOverview();

  return (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const hit = event.target as Element | null;
    // The focus leaves a dialog that was closed only with the next frame.
    const target = hit?.closest?.("dialog:not([open])") ? document.body : hit;
    if (target?.closest?.("input, textarea, select, dialog")) return;
    if (target?.closest?.("button, a, summary") && (event.key === " " || event.key === "Enter")) return;
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
    const act = named[event.key] ?? (lettersWork() ? letters[event.key.toLowerCase()] : undefined);
    if (act) act();
    else if (!(digit && lettersWork() && vote(show.slide(), Number(digit) - 1, event.shiftKey ? -1 : 1))) return;
    event.preventDefault();
  };
}
