// What each version is today: the page was built on another day.

import { el } from "../core/dom";
import { words } from "../core/words";
import { inForce, standing, today, until, type Version } from "./standing";

/** The versions that the page knows, and where their pages are. */
export function versionsOf(root: ParentNode = document): Version[] {
  return JSON.parse(root.querySelector("[data-policy-versions]")?.textContent || "[]") as Version[];
}

export const pathOf = (version: string): string =>
  document.querySelector<HTMLAnchorElement>(`[data-policy-paths] [data-version="${CSS.escape(version)}"]`)?.getAttribute("href") ?? "";

/** Sets every banner and tag right for today. */
export function correct(versions: Version[], day = today()): void {
  for (const box of document.querySelectorAll<HTMLElement>(".hb-standing[data-of]")) banner(box, versions, day);
  for (const said of document.querySelectorAll("[data-day]")) said.textContent = words("pol_today", { day });
  for (const tag of document.querySelectorAll<HTMLElement>("[data-standing-of]")) {
    const now = standing(versions, tag.dataset["standingOf"] ?? "", day);
    tag.textContent = words(`pol_word_${now}`);
    tag.className = `hb-tag hb-tag--${now}`;
  }
}

function banner(box: HTMLElement, versions: Version[], day: string): void {
  const version = box.dataset["of"] ?? "";
  const known = versions.find((one) => one.version === version);
  if (!known) return;
  const now = standing(versions, version, day);
  box.dataset["standing"] = now;
  const text = (selector: string, said: string): void => {
    const found = box.querySelector(selector);
    if (found) found.textContent = said;
  };
  const since = (now === "past" ? until(versions, version) : known.starts) ?? known.effective;
  text(".hb-standing__word", words(`pol_word_${now}`));
  text("[data-said]", words(`pol_${now}`, { version, day: now === "draft" ? known.effective : since }));
  const current = inForce(versions, day)?.version;
  if (!current || current === version) return;
  const link = el("a", "", words("pol_other_link", { version: current }));
  link.href = pathOf(current);
  box.append(el("p", "hb-standing__other", words("pol_other", { version: current }), " ", link));
}
