/** Countdowns on slides: by the clock on the wall, so that a sleeping tab loses nothing. */

import { button, el } from "../../core/dom";
import { words } from "../../core/words";

const SECOND = 1000;
const MINUTE = 60;
const MOST = 10 * 60 * MINUTE;

/** A countdown; seconds left, and what can be done with it. */
export interface Count {
  left: () => number;
  running: () => boolean;
  toggle: () => void;
  again: () => void;
}

const all = new Map<Element, Count>();

/** The countdown of a slide, if it has one. */
export const countOf = (slide: Element | undefined): Count | undefined =>
  all.get(slide?.querySelector(".hb-count") ?? document.body);

/** Gives every countdown its buttons. */
export function mountCounts(deck: HTMLElement): void {
  for (const place of deck.querySelectorAll<HTMLElement>(".hb-count")) all.set(place, mount(place));
}

/** Seconds as m:ss. */
export function asTime(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / MINUTE)}:${String(whole % MINUTE).padStart(2, "0")}`;
}

function mount(place: HTMLElement): Count {
  const whole = Number(place.dataset["seconds"]);
  const shown = place.querySelector(".hb-count__time") as HTMLElement;
  const said = el("span", "hb-sr");
  said.setAttribute("role", "status");
  const back = place.parentElement?.querySelector<HTMLElement>("[data-back]");
  const resting = back?.textContent ?? "";
  let rest = whole;
  let until: number | null = null;
  let ticking: ReturnType<typeof setInterval> | undefined;

  const left = (): number => (until === null ? rest : Math.max(0, (until - Date.now()) / SECOND));
  const go = button("", () => toggle());
  const again = button(words("slides_count_again"), () => restart());
  const less = button("−", () => change(-MINUTE));
  const more = button("+", () => change(MINUTE));
  less.setAttribute("aria-label", words("slides_count_less"));
  more.setAttribute("aria-label", words("slides_count_more"));

  function draw(): void {
    const now = left();
    if (until !== null && now <= 0) stop(0);
    const text = asTime(left());
    if (shown.textContent !== text) shown.textContent = text;
    go.textContent = words(until === null ? "slides_count_start" : "slides_count_stop");
    go.disabled = left() <= 0;
    place.classList.toggle("is-running", until !== null);
    place.classList.toggle("is-up", left() <= 0);
    said.textContent = left() <= 0 ? words("slides_count_up") : "";
    if (back) back.textContent = until === null ? resting : words("slides_back", { at: clockOf(until) });
  }

  function stop(seconds: number): void {
    rest = seconds;
    until = null;
    clearInterval(ticking);
  }

  function toggle(): void {
    if (until !== null) stop(left());
    else if (rest > 0) {
      until = Date.now() + rest * SECOND;
      ticking = setInterval(draw, 200);
    }
    draw();
  }

  function change(by: number): void {
    const next = Math.min(MOST, Math.max(0, left() + by));
    if (until === null) rest = next;
    else until = Date.now() + next * SECOND;
    draw();
  }

  function restart(): void {
    stop(whole);
    draw();
  }

  place.append(el("span", "hb-count__acts", go, less, more, again), said);
  document.addEventListener("visibilitychange", () => until !== null && draw());
  draw();
  return { left, running: () => until !== null, toggle, again: restart };
}

function clockOf(moment: number): string {
  const day = new Date(Math.round(moment / (SECOND * MINUTE)) * SECOND * MINUTE);
  return `${String(day.getHours()).padStart(2, "0")}:${String(day.getMinutes()).padStart(2, "0")}`;
}
