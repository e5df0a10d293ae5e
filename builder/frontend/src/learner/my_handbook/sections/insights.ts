/** What the learner was sure of and wrong about, and scales then and now. */

import { own } from "../../../answers/record";
import { el, short } from "../../../core/dom";
import { words } from "../../../core/words";
import type { Comparison } from "../comparison";
import type { Frame } from "../frame";
import type { Illusion } from "../items";

export function showIllusions({ outline, part, section, href, linkTo }: Frame, found: Illusion[]): void {
  section("sure").hidden = !found.length;
  part("sure").replaceChildren(...found.map(({ exercise, part: question, label, day }) => {
    const link = linkTo(exercise, label.length > 80 ? `${label.slice(0, 80)}…` : label);
    link.setAttribute("href", `${href(exercise)}#q-${question}`);
    return el("li", "", link, el("span", "hb-soft", words("mine_sure_when", { title: own(outline.exercises, exercise)?.title ?? exercise, day })));
  }));
}

export function showScales(frame: Frame, found: Comparison[]): void {
  frame.section("scales").hidden = !found.length;
  frame.part("scales").replaceChildren(...found.map((one) => scaleCard(frame, one)));
}

function scaleCard({ linkTo }: Frame, { exercise, title, points, now, then, rows }: Comparison): HTMLElement {
  const lines = rows.map(({ label, now: value, then: before }) => {
    const track = el("span", "hb-track");
    for (const [name, mean] of [["then", before], ["now", value]] as const)
      if (mean !== null) {
        const dot = el("span", `hb-track__${name}`);
        dot.style.setProperty("--at", String((mean - 1) / (points - 1)));
        track.append(dot);
      }
    if (value !== null && before !== null) {
      track.style.setProperty("--from", String((Math.min(value, before) - 1) / (points - 1)));
      track.style.setProperty("--to", String((Math.max(value, before) - 1) / (points - 1)));
    }
    return el("li", "", el("span", "hb-track__label", label), track, el("span", "hb-track__said", change(value, before)));
  });
  const when = words(then ? "mine_scale_between" : "mine_scale_once", { now, then: then ?? "", points });
  return el("article", "hb-comparison", el("h3", "", linkTo(exercise, title)), el("p", "hb-soft", when), el("ul", "hb-plain hb-tracks", ...lines));
}

function change(now: number | null, then: number | null): string {
  if (now === null) return "–";
  if (then === null) return short(now);
  const by = now - then;
  const sign = Math.abs(by) < 0.005 ? "±0" : `${by > 0 ? "+" : "−"}${short(Math.abs(by))}`;
  return words("mine_scale_change", { then: short(then), now: short(now), by: sign });
}
