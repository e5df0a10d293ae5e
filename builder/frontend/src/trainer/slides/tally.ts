/** Hands that are counted: a number beside each option, typed or tapped, and how they are spread as bars. */

import { el } from "../../core/dom";
import { handbook, words } from "../../core/words";

const MOST = 999;
type Votes = Record<string, Record<string, number>>;

/** Shares of the hands in per cent, rounded so that they never sum to more than what rounding allows. */
export function shares(votes: number[]): number[] {
  const total = votes.reduce((a, b) => a + b, 0);
  return votes.map((one) => (total ? Math.round((100 * one) / total) : 0));
}

/** A number of hands as it may be: whole, and between none and a thousand. */
export const hands = (value: number): number => (Number.isFinite(value) ? Math.min(MOST, Math.max(0, Math.round(value))) : 0);

const changers = new Map<Element, (at: number, by: number) => void>();

/** Adds to the n-th option of the question on a slide; tells whether there was one. */
export function vote(slide: Element | undefined, at: number, by: number): boolean {
  const question = slide?.querySelector(".hb-question");
  const change = question && changers.get(question);
  if (!change || at >= question.querySelectorAll(".hb-choice").length) return false;
  change(at, by);
  return true;
}

/** Gives every option of every question its count; what was counted stays until the tab is closed. */
export function mountTallies(deck: HTMLElement): void {
  const key = `handbook-tally:${handbook.id}:${deck.dataset["session"]}`;
  const kept = load(key);
  for (const question of deck.querySelectorAll<HTMLElement>(".hb-question")) mount(question, kept, () => save(key, kept));
}

function mount(question: HTMLElement, kept: Votes, keep: () => void): void {
  const options = [...question.querySelectorAll<HTMLElement>(".hb-choice")];
  if (!options.length) return;
  const name = question.dataset["question"] ?? "";
  const votes: Record<string, number> = (kept[name] = { ...kept[name] });
  const many = question.querySelector(".hb-question__many") !== null;
  const total = el("span", "hb-tally__total");
  total.setAttribute("role", "status");
  const clear = act(words("slides_clear"), () => {
    for (const letter of Object.keys(votes)) votes[letter] = 0;
    draw();
  });
  const rows = options.map((option) => rowOf(option, (by, to) => {
    const letter = option.dataset["choice"] ?? "";
    votes[letter] = hands(to ?? (votes[letter] ?? 0) + by);
    draw();
  }));

  function draw(): void {
    const counted = options.map((option) => votes[option.dataset["choice"] ?? ""] ?? 0);
    const sum = counted.reduce((a, b) => a + b, 0);
    const whole = Math.max(1, many ? Math.max(...counted) : sum);
    const percent = shares(counted);
    rows.forEach((row, at) => row.draw(counted[at] ?? 0, (counted[at] ?? 0) / whole, many ? null : (percent[at] ?? 0), sum > 0));
    total.textContent = sum && !many ? words("slides_total", { n: sum }) : "";
    clear.hidden = sum === 0;
    question.classList.toggle("is-counted", sum > 0);
    keep();
  }

  changers.set(question, (at, by) => rows[at]?.change(by));
  question.querySelector(".hb-choices")?.after(el("p", "hb-tally", total, clear));
  draw();
}

interface Row {
  change: (by: number) => void;
  draw: (votes: number, part: number, percent: number | null, counted: boolean) => void;
}

function rowOf(option: HTMLElement, set: (by: number, to?: number) => void): Row {
  const letter = option.dataset["choice"] ?? "";
  const bar = el("span", "hb-choice__bar");
  const share = el("span", "hb-choice__share");
  const input = el("input", "hb-choice__votes");
  Object.assign(input, { type: "number", min: "0", max: String(MOST), inputMode: "numeric" });
  input.setAttribute("aria-label", words("slides_votes", { letter }));
  input.addEventListener("input", () => set(0, Number(input.value)));
  const less = act("−", () => set(-1), words("slides_vote_less", { letter }));
  const more = act("+", () => set(1), words("slides_vote_more", { letter }));
  option.prepend(bar);
  option.append(el("span", "hb-choice__tally", share, less, input, more));
  return {
    change: (by) => set(by),
    draw: (votes, part, percent, counted) => {
      if (Number(input.value) !== votes || input.value === "") input.value = String(votes);
      bar.style.width = `${Math.round(part * 100)}%`;
      less.disabled = votes === 0;
      share.textContent = counted && percent !== null ? `${percent}%` : "";
    },
  };
}

function act(text: string, run: () => void, label = ""): HTMLButtonElement {
  const made = el("button", "hb-small", text);
  made.type = "button";
  if (label) made.setAttribute("aria-label", label);
  made.addEventListener("click", run);
  return made;
}

function load(key: string): Votes {
  try {
    const found = JSON.parse(sessionStorage.getItem(key) ?? "{}") as unknown;
    const votes: Votes = {};
    for (const [name, counts] of Object.entries(found ?? {}))
      votes[name] = Object.fromEntries(Object.entries((counts ?? {}) as object).map(([letter, n]) => [letter, hands(Number(n))]));
    return votes;
  } catch {
    return {};
  }
}

function save(key: string, votes: Votes): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(votes));
  } catch {
    // It lasts as long as the page.
  }
}
