/** The learner's own page as its sections use it: its places, its links, and what it knows of the handbook. */

import { el } from "../../core/dom";
import { words } from "../../core/words";
import type { Outline } from "./outline";

export interface Frame {
  root: HTMLElement;
  outline: Outline;
  part<T extends HTMLElement = HTMLElement>(name: string): T;
  section(name: string): HTMLElement;
  /** Where a lesson, an exercise or a section (`#promises`) is. */
  href(to: string): string;
  linkTo(to: string, text: string): HTMLAnchorElement;
  /** The words under a key, with what stands for `{link}` leading somewhere. */
  sentence(key: string, values: Record<string, string | number>, to: string): HTMLElement;
}

export function frameOf(root: HTMLElement): Frame {
  const outline = JSON.parse((root.querySelector(".hb-definition") as HTMLElement).textContent as string) as Outline;
  const href = (to: string): string =>
    to.startsWith("#") ? to : (root.querySelector(`[data-link="${CSS.escape(to)}"] a`)?.getAttribute("href") ?? "#modules");

  function linkTo(to: string, text: string): HTMLAnchorElement {
    const link = el("a", "", text);
    link.setAttribute("href", href(to));
    return link;
  }

  return {
    root, outline, href, linkTo,
    part: <T extends HTMLElement>(name: string) => root.querySelector(`[data-part="${name}"]`) as T,
    section: (name) => root.querySelector(`#${name}`) as HTMLElement,
    sentence(key, values, to) {
      const [before = "", after = ""] = words(key, values).split("{link}");
      return el("span", "", before, linkTo(to, String(values["title"] ?? words(`${key}_link`, values))), after);
    },
  };
}

/** A bar of which a share is filled. */
export function bar(share: number): HTMLElement {
  const result = el("span", "hb-bar");
  result.style.setProperty("--share", String(Math.min(1, share || 0)));
  return result;
}
