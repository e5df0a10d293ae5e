/** A role play: one's own card, a clock for each round, and the observer's sheet with its sums. */

import { output } from "../../core/dom";
import type { ExerciseHost, Kind } from "../types";
import { own, type Answers, type JsonMap } from "../../answers/record";
import type { RoleplayDetails } from "../../core/contract";

const ROUNDS = [1, 2, 3];
const MOST = 2;

const dial = (seconds: number): string =>
  [seconds / 60, seconds % 60].map((part) => String(Math.floor(part)).padStart(2, "0")).join(":");

export const roleplay: Kind = { mount };

function mount(host: ExerciseHost): void {
  const root = host.form.querySelector(".hb-play") as HTMLElement;
  root.classList.add("is-on");
  bindRoles(root);
  bindClock(host, root);
  bindSheet(host, root);
}

/** Only the card of the chosen role is open. The choice is not kept: places change every round. */
function bindRoles(root: HTMLElement): void {
  const [buttons, cards] = ["[data-role]", "[data-card]"].map((one) => [...root.querySelectorAll<HTMLElement>(one)]) as [HTMLElement[], HTMLElement[]];
  const choose = (role: string): void => {
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset["role"] === role));
    for (const card of cards) card.classList.toggle("is-shut", card.dataset["card"] !== role);
    (root.querySelector("[data-first]") as HTMLElement).hidden = role !== "";
  };
  for (const button of buttons)
    button.addEventListener("click", () => {
      const role = button.dataset["role"] as string;
      choose(button.getAttribute("aria-pressed") === "true" ? "" : role);
    });
  choose("");
}

/** Counts a round down by the clock, so that a sleeping page loses nothing; then it is the next one's turn. */
function bindClock(host: ExerciseHost, root: HTMLElement): void {
  const { words } = host;
  const box = root.querySelector(".hb-clockbox") as HTMLElement;
  const [face, run, said] = ["[data-face]", "[data-act=run]", "[data-said]"].map((one) => box.querySelector(one)) as [HTMLElement, HTMLElement, HTMLElement];
  const whole = (host.def["minutes"] as RoleplayDetails["minutes"]) * 60;
  let [before, since] = [0, 0];
  let ticking: ReturnType<typeof setInterval> | undefined;

  const elapsed = (): number => Math.min(whole, before + (ticking ? (Date.now() - since) / 1000 : 0));
  const show = (): void => {
    face.textContent = dial(Math.ceil(whole - elapsed()));
  };
  const rounds = [...box.querySelectorAll<HTMLInputElement>("[name=-clock]")];

  function stop(): void {
    before = elapsed();
    clearInterval(ticking);
    ticking = undefined;
    run.textContent = words("role_start");
  }

  function start(): void {
    said.textContent = "";
    since = Date.now();
    ticking = setInterval(tick, 250);
    run.textContent = words("role_stop");
  }

  function tick(): void {
    show();
    if (elapsed() < whole) return;
    const n = rounds.findIndex((one) => one.checked) + 1;
    zero();
    if (rounds[n]) rounds[n].checked = true;
    said.textContent = words(n < ROUNDS.length ? "role_over" : "role_finished", { n });
    host.announce(said.textContent);
    navigator.vibrate?.(400);
  }

  function zero(): void {
    stop();
    before = 0;
    show();
  }

  box.addEventListener("change", zero);
  box.addEventListener("click", ({ target }) => {
    const act = (target as Element).closest<HTMLElement>("[data-act]")?.dataset["act"];
    if (act === "run") (ticking ? stop : start)();
    if (act === "zero") zero();
  });
  show();
}

/** The share of all points that a round got, in percent; none before every behaviour has been judged. */
function bindSheet(host: ExerciseHost, root: HTMLElement): void {
  const behaviours = host.def["behaviours"] as RoleplayDetails["behaviours"];

  function shares(): { outputs: Answers; left: number[] } {
    const sheet = behaviours.map((id) => host.readForm()[id]);
    const outputs: Answers = {};
    const left = ROUNDS.map((n) => {
      const points = sheet.map((row) => (typeof row === "object" && row ? own(row as JsonMap, String(n)) : undefined));
      const given = points.filter((point) => point !== undefined);
      const sum = given.reduce((total: number, point) => total + Number(point), 0);
      outputs[`round-${n}`] = given.length === behaviours.length ? Math.round((sum / (MOST * behaviours.length)) * 100) : null;
      return behaviours.length - given.length;
    });
    return { outputs, left };
  }

  function render(): void {
    const { outputs, left } = shares();
    ROUNDS.forEach((n, i) => {
      const value = outputs[`round-${n}`] as number | null;
      output(host.form, `round-${n}`, value, value === null ? "–" : `${value}%`);
      const note = root.querySelector(`[data-left="${n}"]`) as HTMLElement;
      note.textContent = left[i] && left[i] < behaviours.length ? host.words("role_left", { n: left[i] }) : "";
    });
  }

  host.onInput((fields) => {
    if (fields.some((field) => behaviours.includes(field))) host.commit({}, { outputs: shares().outputs });
    render();
  });
  host.onRestore(render);
  render();
}
