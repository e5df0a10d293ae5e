// A defined term shows its definition when it is pointed at or focused; Escape hides it, and it can be pointed at itself.

import { el } from "../core/dom";

const WAIT = 150;

export function mountTerms(): void {
  const tip = el("div", "hb-tip");
  tip.id = "_tip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  document.body.append(tip);
  let shown: HTMLElement | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hide = (): void => {
    shown?.removeAttribute("aria-describedby");
    shown = undefined;
    tip.hidden = true;
  };
  const later = (act: () => void): void => {
    clearTimeout(timer);
    timer = setTimeout(act, WAIT);
  };
  const show = (link: HTMLAnchorElement): void => {
    const found = document.getElementById(link.hash.slice(1))?.querySelector("dd");
    if (!found || shown === link) return;
    hide();
    shown = link;
    tip.replaceChildren(el("strong", "", link.textContent), ` ${found.textContent ?? ""}`);
    tip.hidden = false;
    link.setAttribute("aria-describedby", tip.id);
    place(tip, link);
  };
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a.hb-def")) link.removeAttribute("title"); // it would show twice
  const termOf = (event: Event): HTMLAnchorElement | null => (event.target as Element).closest?.("a.hb-def");
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = termOf(event);
    if (link) later(() => show(link));
    else if ((event.target as Element).closest?.(".hb-tip")) clearTimeout(timer);
    else if (shown && shown !== document.activeElement) later(hide);
    else if (!shown) clearTimeout(timer);
  });
  document.addEventListener("focusin", (event) => {
    const link = termOf(event);
    if (link) show(link);
    else hide();
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
}

function place(tip: HTMLElement, link: HTMLElement): void {
  const box = link.getClientRects()[0] ?? link.getBoundingClientRect();
  const width = Math.min(document.documentElement.clientWidth - 16, 360);
  const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - width - 8));
  Object.assign(tip.style, { width: `${width}px`, left: `${left + scrollX}px`, top: `${box.bottom + scrollY + 6}px` });
}
