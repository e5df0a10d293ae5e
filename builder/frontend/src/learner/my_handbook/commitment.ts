/** A promise on paper: what, until when, what came of it, and who signs. */

import { el } from "../../core/dom";
import { words } from "../../core/words";
import type { Outline } from "./outline";
import type { Pledge } from "./promises";

export function commitment({ title, lines, made, due }: Pledge, { handbook }: Outline): HTMLElement {
  const promises = lines.map((line) =>
    el("li", "", ...line.flatMap(([label, text]) => [el("span", "hb-commit__label", label), el("span", "hb-commit__text", text)])),
  );
  const fact = (key: string, value: string): HTMLElement => el("div", "", el("dt", "", words(`commit_${key}`)), el("dd", "", value));
  const tick = (key: string): HTMLElement => el("li", "", "☐ ", words(`commit_${key}`));
  const toWrite = (key: string): HTMLElement => el("div", "hb-commit__write", el("p", "", words(`commit_${key}`)), el("p", "hb-rule"), el("p", "hb-rule"));
  const sign = (key: string): HTMLElement => el("p", "hb-commit__sign", words(`commit_${key}`), el("span", "hb-rule"), words("commit_date"), el("span", "hb-rule hb-rule--short"));
  return el(
    "section", "hb-commit",
    el("p", "hb-commit__from", `${handbook.title} · ${title}`),
    el("h1", "", words("commit_title")),
    el("ol", "hb-commit__list", ...promises),
    el("dl", "", fact("made", made), fact("due", due)),
    el("h2", "", words("commit_then")),
    el("ul", "hb-plain hb-commit__ticks", ...["kept", "partly", "open"].map(tick)),
    toWrite("stuck"), toWrite("next"),
    sign("me"), sign("witness"),
    el("p", "hb-commit__note", words("commit_note")),
  );
}
