/** The line of buttons under the slides, and what they open. */

import { el } from "../../core/dom";
import { words } from "../../core/words";
import { lettersWork, setLetters } from "./keys";
import { change } from "./mode";
import { isDark, switchTheme } from "./theme";
import type { Show, Tools } from "./types";

const PRINTS = ["one", "notes", "two"] as const;

/** The buttons of a deck that is shown. */
export function showingTools(show: Show): Tools {
  const page = el("span", "hb-tools__page");
  const theme = tool("", show.theme);
  const before = tool("←", show.before, words("slides_before"));
  const next = tool("→", show.next, words("slides_next"));
  const said = el("p", "hb-tools__said");
  said.setAttribute("role", "status");
  const keys = dialogOf(words("slides_keys"), keyTable());
  const print = printDialog();
  const bar = el(
    "nav",
    "hb-tools",
    el("span", "hb-tools__move", before, page, next),
    el(
      "span",
      "hb-tools__more",
      tool(words("slides_notes"), show.notes),
      theme,
      tool(words("slides_overview"), () => show.reveal.toggleOverview()),
      tool(words("slides_full"), show.full),
      tool(words("slides_print"), () => print.showModal()),
      tool(words("slides_read"), () => change("read")),
      tool(words("slides_keys"), () => keys.showModal()),
    ),
  );
  bar.setAttribute("aria-label", words("slides_tools"));
  document.body.append(bar, said, keys, print);
  return {
    draw: () => {
      const total = show.reveal.getTotalSlides();
      const at = show.reveal.getSlidePastCount() + 1;
      bar.classList.toggle("is-first", at === 1);
      page.textContent = `${at} / ${total}`;
      page.setAttribute("aria-label", words("slides_page", { n: at, of: total }));
      theme.textContent = themeWord();
    },
    keys: () => keys.showModal(),
    print: () => print.showModal(),
    tell: () => (said.textContent = words("slides_blocked")),
  };
}

/** The buttons above a deck that is read from top to bottom. */
export function readingTools(deck: HTMLElement): void {
  const theme = tool(themeWord(), () => {
    switchTheme();
    theme.textContent = themeWord();
  });
  const print = printDialog();
  const bar = el("nav", "hb-tools hb-tools--read", tool(words("slides_show"), () => change("show")), theme, tool(words("slides_print"), () => print.showModal()));
  bar.setAttribute("aria-label", words("slides_tools"));
  deck.before(bar);
  document.body.append(print);
}

const themeWord = (): string => words(isDark() ? "slides_theme_light" : "slides_theme_dark");

function tool(text: string, act: () => void, label = ""): HTMLButtonElement {
  const made = el("button", "hb-tool", text);
  made.type = "button";
  if (label) made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
}

function dialogOf(title: string, ...inside: Node[]): HTMLDialogElement {
  const close = tool(words("slides_close"), () => made.close());
  const head = el("h2", "", title);
  const made = el("dialog", "hb-box", head, ...inside, close);
  made.setAttribute("aria-label", title);
  return made;
}

function keyTable(): HTMLElement {
  const list = el("dl", "hb-keys");
  for (const line of words("slides_help").split("|")) {
    const [key = "", does = ""] = line.split("=");
    list.append(el("div", "", el("dt", "", key), el("dd", "", does)));
  }
  const box = el("input");
  box.type = "checkbox";
  box.checked = lettersWork();
  box.addEventListener("change", () => setLetters(box.checked));
  return el("div", "", list, el("label", "hb-box__check", box, " ", words("slides_single")));
}

/** Paper: the browser prints what the style sheet makes of the page; the choice is a mark for it. */
function printDialog(): HTMLDialogElement {
  const names = { one: "slides_print_one", notes: "slides_print_notes", two: "slides_print_two" } as const;
  const go = (how: (typeof PRINTS)[number]): void => {
    made.close();
    document.documentElement.dataset["print"] = how;
    window.print();
  };
  const acts = PRINTS.map((how) => tool(words(names[how]), () => go(how)));
  const made = dialogOf(words("slides_print"), el("p", "hb-box__acts", ...acts));
  return made;
}
