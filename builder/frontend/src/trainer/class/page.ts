/** <hb-class>: what a class handed in, read and shown in the browser. Nothing leaves it. */

import { load as loadPart, part as partOf, provide } from "../../core/registry";
import { words } from "../../core/words";
import type {} from "../scan/part";
import { index, type Facts, type Index } from "./facts";
import { Inbox } from "./inbox";
import { load, namesPicture, onFiles, pasted, type Input } from "./inputs";
import { labelOf } from "./problems";
import { steps, type Report } from "./report";
import { watchRequests } from "./requests";
import { show } from "./show";
import type { Problem } from "./types";

/** How long work may go on before the page gets its turn, in milliseconds. */
const SLICE = 12;
/** Files asked for at once. */
const AHEAD = 48;

declare module "../../core/parts" {
  interface Parts {
    /** The report as it stands: the same numbers that the command line gives. */
    report: { report: Report | undefined; problems: Problem[] };
  }
}

export function mountClass(root: HTMLElement): void {
  new ClassPage(root, index(JSON.parse(root.querySelector(".hb-definition")?.textContent ?? "{}") as Facts)).start();
}

class ClassPage {
  private inbox: Inbox;
  private report: Report | undefined;
  private texts = 0;
  /** When the first answers were read. */
  private first = Infinity;
  /** When the page last had its turn. */
  private since = performance.now();
  /** One after the other, whatever comes in meanwhile. */
  private busy = Promise.resolve();
  private readonly said: HTMLElement;
  private readonly bar: HTMLProgressElement;
  private readonly hide: HTMLInputElement;

  constructor(
    private readonly root: HTMLElement,
    private readonly facts: Index,
  ) {
    this.inbox = new Inbox(facts);
    this.said = this.part("said");
    this.bar = this.part("bar");
    this.hide = this.part("hide");
  }

  start(): void {
    const { root, hide } = this;
    onFiles(root, this.part("drop"), (inputs) => this.queue(() => this.read(inputs)));
    root.addEventListener("click", (event) => {
      const act = (event.target as Element).closest<HTMLElement>("[data-do]")?.dataset["do"];
      if (act === "read") this.readPasted();
      else if (act === "clear") this.queue(() => this.clear());
    });
    hide.addEventListener("change", () => {
      root.classList.toggle("is-projected", hide.checked);
      if (this.report) this.draw();
    });
    this.tellNone();
    // All that the page needs is there before the first answer is: from then on it has nothing to ask for.
    const scan = loadPart("scan").then((script) => script?.ready.then(() => script.attachCamera(root, (label, text) => this.see(label, text))));
    void Promise.allSettled([loadPart("charts"), scan]).then(() => {
      watchRequests(this.part("requests"), () => this.first);
      root.dataset["ready"] = "";
    });
  }

  private part<T extends HTMLElement>(name: string): T {
    return this.root.querySelector(`[data-part=${name}]`) as T;
  }

  private queue(work: () => Promise<void> | void): void {
    this.busy = this.busy.then(work);
  }

  // ------------------------------------------------------------ what comes in

  private async read(inputs: Input[]): Promise<void> {
    const start = this.begin();
    inputs.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    for (let at = 0; at < inputs.length; at += AHEAD) {
      const some = inputs.slice(at, at + AHEAD);
      // Pictures are large: one at a time.
      const contents = await Promise.all(some.map((one) => (namesPicture(one.name) ? "" : load(one))));
      for (const [i, content] of contents.entries()) {
        const one = some[i] as Input;
        await this.enter(one.name, content || (await load(one)));
        await this.breathe(at + i, inputs.length);
      }
    }
    await this.finish(start);
  }

  private async enter(name: string, content: Uint8Array | string): Promise<void> {
    if (!this.inbox.enter(name, content)) return;
    const scan = partOf("scan");
    const found = scan ? await scan.read(content as Uint8Array) : { why: "picture_script", of: "" };
    this.since = performance.now();
    this.inbox.enterCodes(name, found);
  }

  private readPasted(): void {
    const paste = this.part<HTMLTextAreaElement>("paste");
    if (!paste.value.trim()) return;
    const input = pasted(words("class_pasted", { n: ++this.texts }), paste.value);
    this.queue(() => this.read([input]));
    paste.value = "";
  }

  /** Takes a code that the camera saw; what to say of it, and whether it was welcome. */
  private see(label: string, text: string): [said: string, taken: boolean] {
    const { inbox } = this;
    const taken = inbox.takeScan(labelOf(label), text, words("class_scanned", { n: inbox.scans + 1 }));
    const [refusal] = taken.problems;
    if (refusal) return [words(`class_why_${refusal.why}`, refusal.args), false];
    inbox.noteScan(text);
    this.queue(async () => {
      const start = this.begin();
      this.inbox.keep(taken);
      await this.finish(start);
    });
    const title = this.facts.byId.get(taken.sheets[0]?.sittings[0]?.exercise ?? "")?.title ?? "";
    return [words("class_scan_taken", { n: inbox.scans, title, label: labelOf(label) }), true];
  }

  private clear(): void {
    this.inbox = new Inbox(this.facts);
    this.report = undefined;
    this.provide();
    this.part("report").replaceChildren();
    this.tellNone();
  }

  // ------------------------------------------------------------ the work, and the page's turn

  private begin(): number {
    const start = (this.since = performance.now());
    this.first = Math.min(this.first, start);
    this.bar.hidden = false;
    return start;
  }

  private async finish(start: number): Promise<void> {
    await this.compute();
    this.bar.hidden = true;
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    const { count: files, people } = this.inbox;
    if (files) this.said.textContent = words("class_done", { files, people: people.all.length, seconds });
  }

  private async compute(): Promise<void> {
    const going = steps(this.facts, this.inbox.people);
    for (let next = going.next(); ; next = going.next()) {
      if (next.done) {
        this.report = next.value;
        break;
      }
      await this.breathe();
    }
    await this.breathe();
    this.provide();
    this.draw();
  }

  /** Lets the page breathe where a slice of time is used up. */
  private async breathe(done = 0, all = 0): Promise<void> {
    if (performance.now() - this.since < SLICE) return;
    if (all) {
      [this.bar.max, this.bar.value] = [all, done];
      this.said.textContent = words("class_reading", { done, all });
    }
    await new Promise((go) => setTimeout(go));
    this.since = performance.now();
  }

  // ------------------------------------------------------------ what is shown

  private provide(): void {
    provide("report", { report: this.report, problems: this.inbox.problems });
  }

  private draw(): void {
    const { facts, report, hide, inbox } = this;
    const { problems, count } = inbox;
    this.part("report").replaceChildren(...show({ facts, report: report as Report, problems, named: !hide.checked }));
    if (!count) this.tellNone();
  }

  private tellNone(): void {
    this.said.textContent = words("class_none");
  }
}
