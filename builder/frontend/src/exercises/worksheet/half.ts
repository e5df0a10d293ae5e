/** The half-filled sheet: a second form beside the learner's own, kept under `<id>~half`. */

import { button, el } from "../../core/dom";
import type { ExerciseHost } from "../types";
import type { Details } from "./details";

const LEFT_OUT = ".hb-sample,[data-from],.hb-ws__after,.hb-reflect";
const REFERENCES = ["id", "for", "aria-labelledby", "aria-describedby"];

/** Opens the half-filled sheet in place of the learner's own. */
export function openHalf(host: ExerciseHost, start: HTMLElement): void {
  const sheet = half(host, () => {
    sheet.remove();
    host.root.hidden = false;
    start.focus();
  });
  host.root.hidden = true;
  host.root.after(sheet);
  sheet.scrollIntoView();
  sheet.querySelector<HTMLElement>(".hb-half")?.focus();
}

function half({ def, root, pristine, words }: ExerciseHost, back: () => void): HTMLElement {
  const form = pristine.cloneNode(true) as HTMLFormElement;
  for (const part of form.querySelectorAll(LEFT_OUT)) part.remove();
  for (const part of form.querySelectorAll<HTMLElement>("*")) apart(part);
  const { half: practice, calendar: _, review: __, example: ___, from: ____, was: _____, ...rest } = def as unknown as Details;
  const definition = el("script", "hb-definition");
  definition.type = "application/json";
  definition.textContent = JSON.stringify({ ...rest, id: `${def.id}~half`, needs: [], practice });
  const task = root.querySelector("[data-half] .hb-sample__body > p")?.cloneNode(true);
  const bar = el("div", "hb-half hb-noprint", el("p", "hb-label", words("ws_half_on")), task, el("p", "hb-half__said"), button(words("ws_half_back"), back));
  bar.tabIndex = -1;
  bar.querySelector(".hb-half__said")?.setAttribute("role", "status");
  const sheet = document.createElement("hb-exercise");
  Object.assign(sheet.dataset, { exercise: `${def.id}~half`, kind: def.kind });
  sheet.append(bar, form, definition);
  return sheet;
}

/** Gives the copy ids of its own. */
function apart(part: HTMLElement): void {
  for (const name of REFERENCES) {
    const value = part.getAttribute(name);
    if (value) part.setAttribute(name, value.replace(/\S+/g, "half-$&"));
  }
}
