/** The last resort where a slide holds more than was foreseen: its type becomes smaller until it fits. */

const LEAST = 0.5;
const STEP = 0.05;

/** Shrinks what is too high or too wide for its slide. */
export function fit(slide: HTMLElement): void {
  const page = slide.querySelector<HTMLElement>(".hb-slide__page");
  if (!page) return;
  let size = Number(slide.style.getPropertyValue("--size")) || 1;
  while (size > LEAST && (page.scrollHeight > page.clientHeight + 1 || page.scrollWidth > page.clientWidth + 1)) {
    size -= STEP;
    slide.style.setProperty("--size", String(size));
  }
}
