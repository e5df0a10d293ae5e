/** What the half-filled sheet does besides being a worksheet. */

import type { ExerciseHost } from "../types";
import type { Details } from "./details";

/** What its definition says besides. */
export interface Practice {
  practice: NonNullable<Details["half"]>;
}

/** Fills in what is given, and says how the results compare with the worked example's. */
export function bindPractice(host: ExerciseHost): (texts: ReadonlyMap<string, string>) => void {
  const { def, rec, words, root } = host;
  const { practice, outputs = {} } = def as unknown as Details & Practice;
  const open = Object.entries(practice.given).filter(([field]) => !(field in rec.answers));
  host.fillForm(Object.fromEntries(open));
  const said = root.querySelector(".hb-half__said");
  const { expect } = practice;
  return (texts) => {
    if (!expect || !said) return;
    const wrong = Object.keys(expect).filter((id) => !outputs[id]?.hidden && texts.get(id) !== expect[id]);
    const list = wrong.map((id) => outputs[id]?.label).join(words("ws_list"));
    said.textContent = words(wrong.length ? "ws_half_differs" : "ws_half_same", { list });
  };
}
