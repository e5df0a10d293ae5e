/** The deck shown slide by slide: reveal.js moves, everything else is ours. */

import Reveal from "reveal.js";

import { fit } from "./fit";
import { keysOf } from "./keys";
import { SpeakerNotes } from "./notes";
import { switchTheme } from "./theme";
import { showingTools } from "./tools";
import type { Show, Tools } from "./types";

const WIDTH = 1280;
const HEIGHT = 720;

/** Starts the show. */
export async function show(deck: HTMLElement): Promise<void> {
  document.documentElement.classList.add("hb-show");
  deck.classList.add("reveal");
  deck.querySelector(".hb-slides")?.classList.add("slides");
  const reveal = new Reveal(deck, {
    width: WIDTH,
    height: HEIGHT,
    margin: 0,
    minScale: 0.2,
    maxScale: 4,
    center: false,
    controls: false,
    progress: true,
    hash: true,
    keyboard: false,
    overview: true,
    touch: true,
    transition: "none",
    backgroundTransition: "none",
    navigationMode: "linear",
    scrollActivationWidth: 0,
    postMessage: false,
    postMessageEvents: false,
    previewLinks: false,
    viewDistance: 2,
  });
  await reveal.initialize();

  const speaker = new SpeakerNotes(deck, reveal);
  const made: Show = {
    reveal,
    tools: undefined as unknown as Tools,
    slide: () => reveal.getCurrentSlide() as HTMLElement,
    next: () => reveal.next(),
    before: () => reveal.prev(),
    jump: (by) => {
      const at = reveal.getIndices().h + by;
      if (at >= 0 && at < reveal.getHorizontalSlides().length) reveal.slide(at, 0);
    },
    notes: () => speaker.open() || made.tools.tell(),
    theme: switchTheme,
    full: () => void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(() => undefined),
  };
  made.tools = showingTools(made);
  const keys = keysOf(made);
  speaker.keys = keys;
  document.addEventListener("keydown", keys);

  const arrive = (): void => {
    fit(made.slide());
    made.tools.draw();
    speaker.arrive();
  };
  for (const event of ["slidechanged", "fragmentshown", "fragmenthidden", "resize"] as const) reveal.on(event, arrive);
  document.addEventListener("hb-theme", arrive);
  arrive();
}
