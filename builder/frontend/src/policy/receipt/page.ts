// The page where a release is read and signed for. Names stay in this browser: nothing here sends anything.

import { copy, download, today } from "../../core/files";
import { words } from "../../core/words";
import { Asking } from "./asking";
import { Keep } from "./keep";
import { PartsView, Reading } from "./reading";
import { clean, codeOf, fileOf, numberOf, readReceipt, sealed, type Receipt, type Status, type Unsealed } from "./receipt";
import { fillSheets } from "./sheet";
import type { ReceiptFacts } from "../../core/contract";

const MOST_BYTES = 300_000;

/** Brings the page to life. Returns how to stop it. */
export function mountReceipt(root: HTMLElement, handbook: string): () => void {
  const script = root.querySelector("script.hb-definition");
  return script ? new ReceiptPage(root, JSON.parse(script.textContent ?? "") as ReceiptFacts, new Keep(handbook)).start() : () => undefined;
}

class ReceiptPage {
  private readonly reading: Reading;
  private readonly view: PartsView;
  private readonly asking: Asking;
  private readonly form: HTMLFormElement;
  private made: Receipt | undefined;
  private readonly paper = document.documentElement.classList;

  constructor(
    private readonly root: HTMLElement,
    private readonly facts: ReceiptFacts,
    private readonly keep: Keep,
  ) {
    this.reading = new Reading(facts.parts, keep.way(facts.policy.hash));
    this.view = new PartsView(root, this.reading, keep, words, () => this.trouble(""));
    this.asking = new Asking(root, facts.questions, facts.most, this.reading, keep, words);
    this.form = root.querySelector("form") as HTMLFormElement;
  }

  start(): () => void {
    const stop = new AbortController();
    const { signal } = stop;
    this.root.addEventListener("click", (event) => this.click(event.target as Element), { signal });
    this.form.addEventListener("submit", (event) => (event.preventDefault(), this.submit()), { signal });
    this.form.addEventListener("change", () => this.showChoice(), { signal });
    this.part<HTMLInputElement>("import")?.addEventListener("change", (event) => void this.take(event.target as HTMLInputElement), { signal });
    addEventListener("beforeprint", () => this.made && !this.isPaper() && this.paper.add("hb-paper", "hb-paper-made"), { signal });
    addEventListener("afterprint", () => this.paper.remove("hb-paper", "hb-paper-made", "hb-paper-blank"), { signal });
    this.showAll();
    return () => stop.abort();
  }

  private isPaper(): boolean {
    return this.paper.contains("hb-paper");
  }

  private part<T extends HTMLElement = HTMLElement>(name: string): T | null {
    return this.root.querySelector<T>(`[data-${name}]`);
  }

  private say(name: string, text: string): void {
    const place = this.part(name);
    if (place) place.textContent = text;
  }

  private own(): Receipt[] {
    return this.keep.receipts().filter((one) => one.policy.id === this.facts.policy.id);
  }

  /** Everything as the device knows it. */
  private showAll(): void {
    const own = this.own();
    const { hash } = this.facts.policy;
    const before = own.filter((one) => one.policy.hash !== hash && one.status !== "leave" && older(one, this.facts.policy)).pop();
    this.reading.buildOn(before);
    this.view.show();
    this.asking.show();
    this.prefill(own[own.length - 1]);
    this.showChoice();
    this.showBefore(before);
    const made = own.filter((one) => one.policy.hash === hash).pop();
    if (made) this.showMade(made);
    this.showStorage();
  }

  private showBefore(before: Receipt | undefined): void {
    if (!before) return;
    const left = this.reading.toRead.length;
    const facts = { version: before.policy.version, date: before.date, n: this.reading.parts.length - left, left };
    this.say("before", words("receipt_before", facts));
  }

  private prefill(last: Receipt | undefined): void {
    for (const key of ["name", "number", "department"] as const) {
      const input = this.form.elements.namedItem(key) as HTMLInputElement;
      input.value ||= last?.person[key] ?? "";
    }
  }

  private showStorage(): void {
    const note = this.part("storage");
    if (note) note.hidden = this.keep.works;
  }

  private value(name: string): string {
    return (this.form.elements.namedItem(name) as HTMLInputElement | RadioNodeList).value;
  }

  private showChoice(): void {
    for (const box of this.root.querySelectorAll<HTMLElement>("[data-when]")) box.hidden = box.dataset["when"] !== this.value("status");
  }

  private click(target: Element): void {
    const act = target.closest<HTMLElement>("[data-do]");
    const acts: Record<string, () => void> = {
      next: () => this.view.next(),
      check: () => this.asking.check(act?.closest("[data-question]") as HTMLElement),
      print: () => this.print("hb-paper-made"),
      blank: () => this.print("hb-paper-blank"),
      download: () => this.made && download(nameOf(this.made), "application/json", fileOf(this.made)),
      copy: () => void this.copyCode(),
      forget: () => this.forget(),
    };
    acts[act?.dataset["do"] ?? ""]?.();
    this.showStorage();
  }

  private print(which: string): void {
    this.paper.add("hb-paper", which);
    print();
  }

  private async copyCode(): Promise<void> {
    const done = this.made && (await copy(codeOf(this.made)));
    this.say("copied", words(done ? "receipt_copied" : "receipt_copy_failed"));
  }

  private forget(): void {
    if (!confirm(words("receipt_forget"))) return;
    this.keep.clear();
    this.made = undefined;
    this.reading.way.read = Object.create(null) as Record<string, string>;
    this.form.reset();
    this.part("sheets")?.replaceChildren();
    for (const name of ["made", "code", "imported", "before"]) if (name !== "made") this.say(name, "");
    (this.part("made") as HTMLElement).hidden = true;
    this.reading.buildOn(undefined);
    this.view.show();
    this.asking.show();
    this.showChoice();
    this.say("forgotten", words("receipt_forgotten"));
  }

  /** Takes in a receipt that was made elsewhere. */
  private async take(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    if (!file) return;
    const receipt = file.size > MOST_BYTES ? undefined : readReceipt(await file.text());
    const problem = file.size > MOST_BYTES ? "receipt_large" : !receipt ? "receipt_bad" : receipt.policy.id !== this.facts.policy.id ? "receipt_other" : "";
    input.value = "";
    if (receipt && !problem) {
      this.keep.add(receipt);
      this.showAll();
    }
    this.say("imported", problem ? words(problem) : words("receipt_imported", { version: receipt?.policy.version ?? "" }));
  }

  private trouble(text: string, field = ""): void {
    this.say("trouble", text);
    const control = field ? (this.form.elements.namedItem(field) as HTMLElement) : undefined;
    control?.focus();
  }

  private submit(): void {
    const status = this.value("status") as Status;
    const person = {
      name: clean(this.value("name"), 60),
      number: numberOf(this.value("number")),
      department: clean(this.value("department"), 60),
    };
    for (const key of ["name", "number", "department"] as const)
      if (!person[key]) return this.trouble(words(`receipt_need_${key}`), key);
    const reason = clean(this.value("reason"), 1000, true);
    if (status === "refused" && !reason) return this.trouble(words("receipt_need_reason"), "reason");
    if (status === "leave" && !this.value("until")) return this.trouble(words("receipt_need_until"), "until");
    if (status === "agreed" && !this.ready()) return;
    this.trouble("");
    this.finish(this.body(status, person, reason));
  }

  private ready(): boolean {
    const left = this.reading.unread.length;
    const open = this.asking.asked.length - this.asking.answers.length;
    if (left) this.trouble(words("receipt_unread", { n: left }));
    else if (open) this.trouble(words("receipt_unanswered", { n: open }));
    return !left && !open;
  }

  private body(status: Status, person: Receipt["person"], reason: string): Unsealed {
    const { answers, asked } = this.asking;
    const { before } = this.reading;
    const parts = this.reading.asRead();
    const body: Unsealed = {
      format: "handbook-receipt",
      version: 1,
      policy: this.facts.policy,
      person,
      date: today(),
      made: `${new Date().toISOString().slice(0, 19)}Z`,
      status,
      parts,
      questions: { asked: asked.length, right: answers.filter((one) => one.right).length, answers },
    };
    if (status === "refused") body.refusal = { reason };
    if (status === "leave") body.leave = { until: this.value("until"), how: clean(this.value("how"), 200) };
    if (before && parts.some((part) => part.read === "before"))
      body.before = { version: before.policy.version, hash: before.policy.hash, checksum: before.checksum };
    return body;
  }

  private finish(body: Unsealed): void {
    const receipt = sealed(body);
    this.keep.add(receipt);
    this.showStorage();
    this.showMade(receipt);
    this.root.querySelector<HTMLElement>("#made")?.scrollIntoView({ block: "start" });
    this.root.querySelector<HTMLElement>("#made")?.focus({ preventScroll: true });
  }

  private showMade(receipt: Receipt): void {
    this.made = receipt;
    const { version } = receipt.policy;
    (this.part("made") as HTMLElement).hidden = false;
    this.say("made-said", words(`receipt_made_${receipt.status}`, { version, until: receipt.leave?.until ?? "" }));
    this.say("code", codeOf(receipt));
    const [sheets, blank] = [this.part("sheets"), this.part("blank")];
    if (sheets && blank) void fillSheets(sheets, blank, receipt, this.asking.lines(receipt.questions.answers), words);
  }
}

/** Whether a receipt is of an earlier release: 1.9 before 1.10. */
function older(receipt: Receipt, { version }: { version: string }): boolean {
  const [a, b] = [receipt.policy.version, version].map((text) => text.split(".").map(Number)) as [number[], number[]];
  const at = b.findIndex((part, i) => part !== (a[i] ?? -1));
  return at >= 0 && (a[at] ?? -1) < (b[at] as number);
}

const nameOf = ({ policy, person }: Receipt): string => `receipt-${policy.version}-${person.number}.json`;
