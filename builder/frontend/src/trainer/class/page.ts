/** <hb-class>: what a class handed in, read and shown in the browser. Nothing leaves it. */

import { load as loadPart, part as partOf, provide } from "../../core/registry";
import type {} from "../../entries/trainer/handbook-scan";
import { words } from "../../core/words";
import { index, type Facts } from "./facts";
import { People } from "./people";
import { steps, type Report } from "./report";
import { show } from "./show";
import { labelOf, refused, type Problem, type Taken } from "./sittings";
import { isPicture, MOST_BYTES, signOf, take, takeCode } from "./take";

/** How long work may go on before the page gets its turn, in milliseconds. */
const SLICE = 12;
/** Files asked for at once. */
const AHEAD = 48;
/** Bytes of the largest picture that is read; a phone's photo has up to 15 million. */
const MOST_PICTURE = 25_000_000;
/** Bytes at both ends of a picture by which it is known again. */
const ENDS = 65_536;
const PICTURE = /\.(png|jpe?g|webp|heic|heif|gif|bmp|avif)$/i;

export interface Input {
  name: string;
  size: number;
  bytes(): Promise<Uint8Array>;
}

declare module "../../core/parts" {
  interface Parts {
    /** The report as it stands: the same numbers that the command line gives. */
    report: { report: Report | undefined; problems: Problem[] };
  }
}

export function mountClass(root: HTMLElement): void {
  const facts = index(JSON.parse(root.querySelector(".hb-definition")?.textContent ?? "{}") as Facts);
  const part = <T extends HTMLElement>(name: string): T => root.querySelector(`[data-part=${name}]`) as T;
  const [said, bar, paste, drop, place] = [part("said"), part<HTMLProgressElement>("bar"), part<HTMLTextAreaElement>("paste"), part("drop"), part("report")];
  const hide = part<HTMLInputElement>("hide");
  let people = new People();
  let problems: Problem[] = [];
  let seen = new Map<string, string>();
  /** Codes of QR pictures, with what their people are called. */
  let scanned = new Set<string>();
  /** Codes that the camera saw. */
  let scans = 0;
  let found: Report | undefined;
  let count = 0;
  let pasted = 0;
  /** When the first answers were read. */
  let first = Infinity;
  let busy = Promise.resolve();

  /** Lets the page breathe where a slice of time is used up. */
  let since = performance.now();
  async function breathe(done?: number, all?: number): Promise<void> {
    if (performance.now() - since < SLICE) return;
    if (all) {
      [bar.max, bar.value] = [all, done ?? 0];
      said.textContent = words("class_reading", { done: done ?? 0, all });
    }
    await new Promise((go) => setTimeout(go));
    since = performance.now();
  }

  async function read(inputs: Input[]): Promise<void> {
    const start = begin();
    inputs.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    for (let at = 0; at < inputs.length; at += AHEAD) {
      const some = inputs.slice(at, at + AHEAD);
      // Pictures are large: one at a time.
      const contents = await Promise.all(some.map((one) => (PICTURE.test(one.name) ? "" : load(one))));
      for (const [i, content] of contents.entries()) {
        const one = some[i] as Input;
        await enter(one.name, content || (await load(one)));
        await breathe(at + i, inputs.length);
      }
    }
    await finish(start);
  }

  function begin(): number {
    const start = (since = performance.now());
    first = Math.min(first, start);
    bar.hidden = false;
    return start;
  }

  async function finish(start: number): Promise<void> {
    await compute();
    bar.hidden = true;
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    if (count) said.textContent = words("class_done", { files: count, people: people.all.length, seconds });
  }

  /** A file's bytes, or why there are none. */
  function load({ name, size, bytes }: Input): Promise<Uint8Array | string> {
    const picture = PICTURE.test(name);
    if (size > (picture ? MOST_PICTURE : MOST_BYTES)) return Promise.resolve(picture ? "picture_big" : "big");
    return bytes().catch(() => "unreadable");
  }

  async function enter(name: string, content: Uint8Array | string): Promise<void> {
    if (typeof content === "string") return keep(refused(name, content, { of: "" }));
    const picture = content.length > 0 && (PICTURE.test(name) || isPicture(content));
    const mark = `${content.length} ${picture ? hash(content.subarray(0, ENDS)) + hash(content.subarray(-ENDS)) : hash(content)}`;
    const twin = seen.get(mark);
    if (twin === name) return;
    count++;
    seen.set(mark, twin ?? name);
    if (twin !== undefined) keep(refused(name, "duplicate", { of: twin }));
    else if (picture) await look(name, content);
    else keep(take(content, name, facts));
  }

  const keep = ({ problems: more, sheets }: Taken): void => void problems.push(...more, ...sheets.flatMap((sheet) => people.place(sheet)));

  /** Takes the codes in a picture. */
  async function look(name: string, content: Uint8Array): Promise<void> {
    const scan = partOf("scan");
    const found = scan ? await scan.read(content) : { why: "picture_script", of: "" };
    since = performance.now();
    if ("why" in found) return keep(refused(name, found.why, { of: found.of }));
    for (const text of found.texts) keep(takeScan("", text, name));
  }

  function takeScan(label: string, text: string, source: string): Taken {
    const taken = takeCode(label, text, source, facts, scanned);
    return taken.problems.some(({ why }) => why === "code_foreign") ? refused(source, "picture_other", { of: labelOf(text) }) : taken;
  }

  /** Takes a code that the camera saw; what to say of it, and whether it was welcome. */
  function see(label: string, text: string): [said: string, taken: boolean] {
    const taken = takeScan(labelOf(label), text, words("class_scanned", { n: scans + 1 }));
    const [refusal] = taken.problems;
    if (refusal) return [words(`class_why_${refusal.why}`, refusal.args), false];
    // Held up again when its label is gone, it is still the same person's.
    scanned.add(signOf("", text));
    [scans, count] = [scans + 1, count + 1];
    busy = busy.then(async () => {
      const start = begin();
      keep(taken);
      await finish(start);
    });
    const title = facts.byId.get(taken.sheets[0]?.sittings[0]?.exercise ?? "")?.title ?? "";
    return [words("class_scan_taken", { n: scans, title, label: labelOf(label) }), true];
  }

  async function compute(): Promise<void> {
    const going = steps(facts, people);
    for (let next = going.next(); ; next = going.next()) {
      if (next.done) {
        found = next.value;
        break;
      }
      await breathe();
    }
    await breathe();
    provide("report", { report: found, problems });
    draw();
  }

  function draw(): void {
    place.replaceChildren(...show({ facts, report: found as Report, problems, named: !hide.checked }));
    if (!count) said.textContent = words("class_none");
  }

  /** One after the other, whatever comes in meanwhile. */
  const queue = (inputs: Input[]): void => void (busy = busy.then(() => read(inputs)));
  const files = (list: FileList | null | undefined): Input[] =>
    [...(list ?? [])].map((file) => ({
      name: file.webkitRelativePath || file.name,
      size: file.size,
      bytes: async () => new Uint8Array(await file.arrayBuffer()),
    }));

  for (const input of root.querySelectorAll<HTMLInputElement>("input[type=file]"))
    input.addEventListener("change", () => {
      queue(files(input.files));
      input.value = "";
    });
  for (const type of ["dragover", "dragenter"])
    drop.addEventListener(type, (event) => {
      event.preventDefault();
      drop.classList.add("is-over");
    });
  drop.addEventListener("dragleave", () => drop.classList.remove("is-over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("is-over");
    queue(files(event.dataTransfer?.files));
  });
  const acts: Record<string, () => void> = {
    read: () => {
      const bytes = new TextEncoder().encode(paste.value);
      if (!paste.value.trim()) return;
      queue([{ name: words("class_pasted", { n: ++pasted }), size: bytes.length, bytes: () => Promise.resolve(bytes) }]);
      paste.value = "";
    },
    clear: () => {
      busy = busy.then(() => {
        [people, problems, seen, scanned, scans, found, count] = [new People(), [], new Map(), new Set(), 0, undefined, 0];
        provide("report", { report: found, problems });
        place.replaceChildren();
        said.textContent = words("class_none");
      });
    },
  };
  root.addEventListener("click", (event) => {
    const act = (event.target as Element).closest<HTMLElement>("[data-do]")?.dataset["do"];
    if (act) acts[act]?.();
  });
  hide.addEventListener("change", () => {
    root.classList.toggle("is-projected", hide.checked);
    if (found) draw();
  });
  said.textContent = words("class_none");
  // All that the page needs is there before the first answer is: from then on it has nothing to ask for.
  const scan = loadPart("scan").then((script) => script?.ready.then(() => script.attachCamera(root, see)));
  void Promise.allSettled([loadPart("charts"), scan]).then(() => {
    watch(part("requests"), () => first);
    root.dataset["ready"] = "";
  });
}

/** Says what the page has asked for since the first answers were read; the browser counts, not we. */
function watch(place: HTMLElement, first: () => number): void {
  const asked: string[] = [];
  const tell = (): void => {
    place.dataset["count"] = String(asked.length);
    place.textContent = asked.length ? words("class_requests_some", { n: asked.length, list: asked.slice(-5).join(" ") }) : words("class_requests_none");
  };
  tell();
  new PerformanceObserver((list) => {
    asked.push(...list.getEntries().filter(({ startTime }) => startTime >= first()).map(({ name }) => name).filter(leaves));
    tell();
  }).observe({ type: "resource", buffered: false });
}

/** Whether an address lies beyond this computer. */
const leaves = (address: string): boolean => !address.startsWith("file:");

/** A mark of some bytes, to know the same file again; no secret depends on it (FNV-1a, twice). */
function hash(bytes: Uint8Array): string {
  let [a, b] = [0x811c9dc5, 0x9dc5811c];
  for (const byte of bytes) {
    a = Math.imul(a ^ byte, 0x01000193);
    b = Math.imul(b ^ byte, 0x85ebca6b);
  }
  return `${a >>> 0} ${b >>> 0}`;
}

