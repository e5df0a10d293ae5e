/** A stopwatch, or a countdown, that fills a number. It counts by the clock, so that a sleeping page loses nothing. */

import type { ExerciseHost } from "../types";

declare module "../../core/parts" {
  interface Parts {
    timer: typeof bindTimer;
  }
}

const two = (value: number): string => String(value).padStart(2, "0");

/** Seconds as minutes and seconds. */
export const dial = (seconds: number): string => `${two(Math.floor(seconds / 60))}:${two(Math.floor(seconds % 60))}`;

/** `seconds` are those of the unit that is filled in, `countdown` is in minutes. */
export function bindTimer(host: ExerciseHost, field: string, seconds: number, countdown: number | null): void {
  const { form, words } = host;
  const box = form.querySelector(`[data-timer="${field}"]`) as HTMLElement;
  const input = form.elements.namedItem(field) as HTMLInputElement;
  const [face, run] = [".hb-clock", "[data-act=run]"].map((one) => box.querySelector(one)) as [HTMLElement, HTMLElement];
  const whole = countdown === null ? Infinity : countdown * 60;
  let [before, since] = [0, 0];
  let ticking: ReturnType<typeof setInterval> | undefined;

  const elapsed = (): number => Math.min(whole, before + (ticking ? (Date.now() - since) / 1000 : 0));
  const show = (): void => {
    face.textContent = dial(countdown === null ? elapsed() : Math.ceil(whole - elapsed()));
  };

  function stop(): void {
    before = elapsed();
    clearInterval(ticking);
    ticking = undefined;
    run.textContent = words("ws_start");
    input.value = String(Number((before / seconds).toFixed(1)));
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
    host.announce(words("ws_timed", { n: input.value, unit: input.nextElementSibling?.textContent ?? "" }));
  }

  function tick(): void {
    show();
    if (elapsed() < whole) return;
    stop();
    face.textContent = words("ws_time_up");
    navigator.vibrate?.(400);
  }

  function start(): void {
    if (before >= whole) before = 0;
    since = Date.now();
    ticking = setInterval(tick, 200);
    run.textContent = words("ws_stop");
    show();
  }

  box.addEventListener("click", (event) => {
    const act = (event.target as Element).closest<HTMLElement>("[data-act]")?.dataset["act"];
    if (act === "run") (ticking ? stop : start)();
    if (act === "zero") {
      [before, since] = [0, Date.now()];
      show();
    }
  });
}
