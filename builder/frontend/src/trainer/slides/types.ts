/** What the parts of the show know of each other. */

import type { RevealApi } from "reveal.js";

/** What can be done while the deck is shown. */
export interface Show {
  reveal: RevealApi;
  tools: Tools;
  slide: () => HTMLElement;
  next: () => void;
  before: () => void;
  /** To the first slide of the next or of the previous activity. */
  jump: (by: 1 | -1) => void;
  notes: () => void;
  theme: () => void;
  full: () => void;
}

/** The line of buttons while the deck is shown. */
export interface Tools {
  draw: () => void;
  keys: () => void;
  print: () => void;
  /** Says that the notes window could not be opened. */
  tell: () => void;
}
