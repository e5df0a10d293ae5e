// Buttons that copy a citation, and old links that are led to the clause they meant.

import { button, el } from "../core/dom";
import { words } from "../core/words";

/** The words of a clause as they are cited: its own, and of all that stands below it with their numbers. */
export function wordsOf(clause: Element): string {
  const own = clause.querySelector(":scope > .hb-cl__line > .hb-cl__text")?.textContent ?? "";
  const below = [...clause.querySelectorAll(":scope > ol > .hb-cl")];
  return own + below.map((one) => (one.querySelector(":scope > .hb-cl__line > .hb-cl__nr")?.textContent ?? "") + wordsOf(one)).join("");
}

export function mountCitations(root: HTMLElement): void {
  const { title = "", version = "" } = root.dataset;
  const said = el("p", "hb-copied");
  said.setAttribute("role", "status");
  document.querySelector(".hb-policy__end")?.before(said);
  for (const clause of document.querySelectorAll<HTMLElement>(".hb-cl[data-label]")) {
    const label = clause.dataset["label"] ?? "";
    const act = button(words("pol_cite"), () => void copy(words("pol_citation", { title, version, label, text: wordsOf(clause) }), said, clause));
    act.className = "hb-cite hb-noprint";
    act.setAttribute("aria-label", words("pol_cite_of", { label }));
    clause.querySelector(":scope > .hb-cl__line")?.append(" ", act);
  }
}

async function copy(text: string, said: HTMLElement, clause: HTMLElement): Promise<void> {
  history.replaceState(history.state, "", `#${clause.id}`);
  const done = await navigator.clipboard?.writeText(text).then(() => true, () => false);
  const copied = done ?? false;
  said.textContent = words(copied || fallback(text) ? "pol_cited" : "pol_cite_failed", { text });
  said.dataset["shown"] = "";
  clearTimeout(hiding);
  hiding = setTimeout(() => delete said.dataset["shown"], SECONDS * 1000);
}

const SECONDS = 8;
let hiding: ReturnType<typeof setTimeout> | undefined;

/** Copying where there is no clipboard to ask for: in a page from a disk, in old in-app browsers. */
function fallback(text: string): boolean {
  const area = el("textarea", "hb-sr");
  area.value = text;
  const focused = document.activeElement as HTMLElement | null;
  document.body.append(area);
  area.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    area.remove();
    focused?.focus({ preventScroll: true });
  }
}
