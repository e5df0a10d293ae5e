/**
 * The trainer's own window: what to say, what comes next, the clock and the pace.
 *
 * It is an empty window that the deck fills: it loads nothing and runs nothing of its own, and so works under the
 * deck's own policy and from a disk, where two pages may not speak to each other.
 */

import type { RevealApi } from "reveal.js";

import { button, el } from "../../core/dom";
import { keep, load, NOTHING, type Kept } from "../session/kept";
import { clock, type Stretch } from "../../scoring/timetable";
import { handbook, words } from "../../core/words";
import { asTime, countOf } from "./count";
import { enter, paceOf } from "./pace";

const MINUTE = 60_000;
const SIZES = [16, 18, 21, 25, 30];
const FEATURES = "popup,width=1100,height=760";

interface Row extends Stretch {
  title: string;
  how: string;
}

/** The notes window of one deck. */
export class SpeakerNotes {
  keys: (event: KeyboardEvent) => void = () => undefined;
  private readonly rows: Row[];
  private readonly stretches: Stretch[];
  private readonly key: string;
  private readonly name: string;
  private kept: Kept;
  private there: Window | null = null;
  private size = 1;
  private parts: Parts | null = null;

  constructor(
    deck: HTMLElement,
    private readonly reveal: RevealApi,
  ) {
    this.rows = [...deck.querySelectorAll<HTMLElement>(".hb-stack[data-minutes]")].map(rowOf);
    this.stretches = [{ minutes: 0, to: null, order: 0, rest: true }, ...this.rows];
    this.key = `handbook-session:${handbook.id}:${deck.dataset["session"]}`;
    this.name = `handbook-notes-${deck.dataset["session"]}`;
    this.kept = load(this.key, this.stretches.length, Date.now());
    addEventListener("storage", (event) => {
      if (event.key === this.key) this.kept = load(this.key, this.stretches.length, Date.now());
    });
    addEventListener("pagehide", () => this.part());
    setInterval(() => this.tick(), 1000);
  }

  /** Opens the window, or brings it to the front; tells whether the browser let it. */
  open(): boolean {
    const there = this.there && !this.there.closed ? this.there : window.open("", this.name, FEATURES);
    if (!there) return false;
    if (there !== this.there) this.fill(there);
    there.focus();
    return true;
  }

  /** A slide has come: its minutes are counted, its notes shown. */
  arrive(): void {
    const next = enter(this.kept, this.at(), this.elapsed());
    if (next !== this.kept) this.change(next);
    this.draw();
  }

  // ------------------------------------------------------------ the session's minutes

  /** Which stretch the slide belongs to; the opening slides are shown in the first activity's minutes. */
  private at(): number {
    return Math.min(Math.max(1, this.reveal.getIndices().h), this.stretches.length);
  }

  private elapsed(): number {
    return this.kept.began === null ? -1 : (Date.now() - this.kept.began) / MINUTE;
  }

  private change(kept: Kept): void {
    this.kept = kept;
    keep(this.key, kept);
  }

  private begin(): void {
    this.change({ ...NOTHING, began: new Date().setSeconds(0, 0) });
    this.arrive();
  }

  private stop(): void {
    this.change(NOTHING);
    this.draw();
  }

  // ------------------------------------------------------------ the window

  private fill(there: Window): void {
    this.there = there;
    const inside = there.document;
    inside.title = words("slides_notes");
    inside.documentElement.lang = document.documentElement.lang;
    const styles = [...document.head.querySelectorAll<HTMLElement>("style, link[rel=stylesheet]")].map(styleOf);
    inside.head.replaceChildren(el("title", "", words("slides_notes")), ...styles);
    inside.body.className = "hb-speaker";
    this.parts = partsOf({
      before: () => this.reveal.prev(),
      next: () => this.reveal.next(),
      begin: () => this.begin(),
      stop: () => this.stop(),
      count: () => countOf(this.slide())?.toggle(),
      size: (by) => this.grow(by),
    });
    inside.body.replaceChildren(this.parts.root);
    inside.onkeydown = (event) => this.keys(event);
    this.draw();
  }

  /** The deck goes away; the window stays and says what to do. */
  private part(): void {
    if (!this.there || this.there.closed) return;
    this.there.document.body.replaceChildren(el("p", "hb-speaker__gone", words("slides_gone")));
  }

  private grow(by: number): void {
    this.size = Math.min(SIZES.length - 1, Math.max(0, this.size + by));
    this.draw();
  }

  private slide(): HTMLElement {
    return this.reveal.getCurrentSlide() as HTMLElement;
  }

  private draw(): void {
    const { there, parts } = this;
    if (!there || there.closed || !parts) return;
    there.document.documentElement.dataset["mdColorScheme"] = document.documentElement.dataset["mdColorScheme"] ?? "default";
    const slide = this.slide();
    parts.notes.style.fontSize = `${SIZES[this.size]}px`;
    parts.notes.replaceChildren(...notesOf(slide));
    parts.now.replaceChildren(small(slide));
    const next = nextOf(slide);
    parts.then.replaceChildren(next ? small(next) : el("p", "hb-soft", words("slides_nothing")));
    parts.page.textContent = `${this.reveal.getSlidePastCount() + 1} / ${this.reveal.getTotalSlides()}`;
    this.tick();
  }

  private tick(): void {
    const { there, parts } = this;
    if (!there || there.closed || !parts) return;
    const now = new Date();
    write(parts.clock, clock(now.getHours() * 60 + now.getMinutes()));
    const count = countOf(this.slide());
    parts.count.hidden = !count;
    if (count) write(parts.count, words("slides_timer", { time: asTime(count.left()) }));
    parts.count.classList.toggle("is-running", count?.running() ?? false);
    const on = this.kept.began !== null;
    parts.begin.hidden = on;
    parts.stop.hidden = !on;
    this.tellPace(parts, on);
  }

  private tellPace(parts: Parts, on: boolean): void {
    const at = this.at();
    const row = this.rows[at - 1];
    parts.pace.dataset["pace"] = "";
    if (!on) {
      write(parts.part, row ? words("slides_part", { title: row.title, gone: 0, n: row.minutes }) : "");
      write(parts.pace, words("slides_idle"));
      write(parts.end, "");
      return parts.cuts.replaceChildren();
    }
    const pace = paceOf(this.stretches, this.kept, at, this.elapsed());
    const began = new Date(this.kept.began ?? 0);
    const ends = clock(began.getHours() * 60 + began.getMinutes() + pace.plan.minutes.reduce((a, b) => a + b, 0));
    write(parts.part, row ? words("slides_part", { title: row.title, gone: pace.gone, n: pace.planned }) : "");
    write(parts.pace, pace.late === 0 ? words("slides_onpace") : words(pace.late > 0 ? "slides_late" : "slides_early", { n: Math.abs(pace.late) }));
    parts.pace.dataset["pace"] = pace.late > 0 ? "late" : pace.late < 0 ? "early" : "on";
    write(parts.end, words(pace.plan.over ? "slides_over" : "slides_end", { n: pace.plan.over, at: ends }));
    parts.cuts.replaceChildren(...cutsOf(this.rows, pace.plan.minutes, at));
  }
}

interface Acts {
  before: () => void;
  next: () => void;
  begin: () => void;
  stop: () => void;
  count: () => void;
  size: (by: number) => void;
}

interface Parts {
  root: HTMLElement;
  notes: HTMLElement;
  now: HTMLElement;
  then: HTMLElement;
  page: HTMLElement;
  clock: HTMLElement;
  count: HTMLElement;
  part: HTMLElement;
  pace: HTMLElement;
  end: HTMLElement;
  cuts: HTMLElement;
  begin: HTMLElement;
  stop: HTMLElement;
}

function partsOf(acts: Acts): Parts {
  const begin = button(words("slides_begin"), acts.begin);
  const stop = button(words("slides_stop"), acts.stop);
  const time = el("p", "hb-speaker__clock");
  const page = el("span", "hb-speaker__page");
  const part = el("p", "hb-speaker__part");
  const pace = el("p", "hb-speaker__pace");
  pace.setAttribute("role", "status");
  const end = el("p", "hb-speaker__end");
  const cuts = el("ul", "hb-speaker__cuts");
  const count = button("", acts.count);
  const larger = named("＋", words("slides_larger"), () => acts.size(1));
  const smaller = named("－", words("slides_smaller"), () => acts.size(-1));
  const notes = el("div", "hb-speaker__notes");
  notes.tabIndex = 0;
  notes.setAttribute("role", "region");
  notes.setAttribute("aria-label", words("slides_notes"));
  const now = el("div", "hb-speaker__now");
  const then = el("div", "hb-speaker__then");
  const root = el(
    "main",
    "hb-speaker__grid",
    el("h1", "hb-sr", words("slides_notes")),
    el("header", "", time, el("div", "", part, pace, end, cuts), el("p", "hb-speaker__acts", begin, stop, count)),
    el("div", "hb-speaker__body", notes, el("aside", "", el("h2", "", words("slides_now")), now, el("h2", "", words("slides_then")), then)),
    el(
      "footer",
      "",
      named("←", words("slides_before"), acts.before),
      page,
      named("→", words("slides_next"), acts.next),
      el("span", "hb-speaker__sizes", smaller, larger),
    ),
  );
  return { root, notes, now, then, page, clock: time, count, part, pace, end, cuts, begin, stop };
}

function named(text: string, label: string, act: () => void): HTMLButtonElement {
  const made = button(text, act);
  made.setAttribute("aria-label", label);
  return made;
}

/** A style of the deck, for the window: its address is written out, for the window has none of its own. */
function styleOf(style: HTMLElement): HTMLElement {
  if (!(style instanceof HTMLLinkElement)) return style.cloneNode(true) as HTMLElement;
  const link = el("link");
  link.rel = "stylesheet";
  link.href = style.href;
  return link;
}

/** The notes of a slide, then those of its activity. */
function notesOf(slide: HTMLElement): Node[] {
  const own = [...slide.querySelectorAll(".hb-notes > :not([data-all])")];
  const all = [...(slide.parentElement?.querySelectorAll(".hb-notes > [data-all]") ?? [])];
  return [...own, ...all].map((note) => note.cloneNode(true));
}

/** A slide in small, to look at and not to use. */
function small(slide: HTMLElement): HTMLElement {
  const copy = slide.cloneNode(true) as HTMLElement;
  for (const gone of copy.querySelectorAll(".hb-notes, button, input, .hb-sr")) gone.remove();
  for (const one of copy.querySelectorAll("[id]")) one.removeAttribute("id");
  copy.removeAttribute("id");
  copy.hidden = false;
  copy.style.cssText = `--size:${slide.style.getPropertyValue("--size")}`;
  copy.className = [...slide.classList].filter((name) => name.startsWith("hb-")).join(" ");
  const mini = el("div", "hb-mini", copy);
  mini.setAttribute("aria-hidden", "true");
  mini.setAttribute("inert", "");
  return mini;
}

function nextOf(slide: HTMLElement): HTMLElement | null {
  const beside = slide.nextElementSibling ?? slide.parentElement?.nextElementSibling?.querySelector(".hb-slide");
  return (beside as HTMLElement | null | undefined) ?? null;
}

function cutsOf(rows: Row[], minutes: number[], at: number): HTMLElement[] {
  const cut = rows.map((row, n) => ({ ...row, now: minutes[n + 1] ?? row.minutes, n })).filter((one) => one.n + 1 > at && one.now < one.minutes);
  return cut.map((one) =>
    el("li", "", el("strong", "", words(one.now ? "slides_cut" : "slides_cut_all", { title: one.title, from: one.minutes, to: one.now })), " ", one.how),
  );
}

function rowOf(stack: HTMLElement): Row {
  const { minutes, to, order, rest, title, how } = stack.dataset;
  return { minutes: Number(minutes), to: to === undefined ? null : Number(to), order: Number(order ?? 0), rest: rest !== undefined, title: title ?? "", how: how ?? "" };
}

/** Says something once, so that nothing is read aloud again every second. */
function write(place: HTMLElement, value: string): void {
  if (place.textContent !== value) place.textContent = value;
}
