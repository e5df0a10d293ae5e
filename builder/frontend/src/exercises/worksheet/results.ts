/** Results on the page: a sentence first, then the number, then advice; or what is still missing. */

import type { Outcome } from "../../scoring/formula";
import { clock, day, display, type Scalar } from "../../scoring/values";
import type { Value } from "../../answers/record";
import type { Words } from "../../core/words";
import type { Details, OutputDetails } from "./details";

type Shown = Pick<OutputDetails, "digits" | "kind">;

/** A value as people read it. */
export function shown(value: Scalar | undefined, { digits, kind }: Shown): string {
  if (typeof value !== "number") return value === undefined ? "" : String(value);
  return kind === "date" ? day(value) : kind === "time" ? clock(value) : display(value, digits);
}

/** A value as `data-value` and the saved results have it: exact; days and times as their ISO text. */
export const exact = (value: Scalar | undefined, { kind }: Partial<Shown>): Value =>
  value === undefined || value instanceof Set ? null : kind === "date" || kind === "time" ? shown(value, { digits: 0, kind }) : value;

/** A sentence with `{}` and `{result}` filled in; undefined while one of them has no value. */
export function sentence(say: string, self: string, texts: ReadonlyMap<string, string>): string | undefined {
  let whole = true;
  const text = say.replace(/\{([a-z][\w-]*)?\}/g, (_, name: string | undefined) => {
    const found = texts.get(name ?? self);
    whole &&= !!found;
    return found ?? "";
  });
  return whole ? text : undefined;
}

/** The index of the band that a value falls in. */
export const bandOf = (bounds: readonly (number | null)[], value: Scalar | undefined): number =>
  typeof value === "number" ? bounds.findIndex((below) => below === null || value < below) : -1;

/** Why there is no value, in words that lead back to the field. */
export function why({ names, reason }: Outcome, def: Details, words: Words): string {
  const labels = [...new Set(names.map((name) => labelOf(name, def)))];
  const list = (some: string[]): string => some.join(words("ws_list"));
  if (labels.length > 4) return words("ws_missing_many", { list: list(labels.slice(0, 3)), n: labels.length });
  if (labels.length) return words("ws_missing", { list: list(labels) });
  return reason ? words("ws_no_value", { why: words(`ws_why_${reason}`) }) : "";
}

function labelOf(name: string, { asked }: Details): string {
  const [field = "", column = ""] = name.split(".");
  const part = asked[field]?.columns?.[column]?.label;
  return (asked[field]?.label ?? field) + (part ? `“${part}”` : "");
}

/** The elements of one result. */
export interface Place {
  id: string;
  details: OutputDetails;
  box: HTMLElement;
  bands: HTMLElement[];
}

/** Finds every visible result. */
export function placesOf(form: HTMLElement, def: Details): Place[] {
  return Object.entries(def.outputs ?? {}).flatMap(([id, details]) => {
    const box = form.querySelector<HTMLElement>(`[data-output="${id}"]`);
    return box ? [{ id, details, box, bands: [...box.querySelectorAll<HTMLElement>(".hb-bands > li")] }] : [];
  });
}

const find = (box: HTMLElement, name: string): HTMLElement | null => box.querySelector(`.${name}`);

/** Says this in an element. A text that is there is changed: laying out a new one in its place takes three times as long. */
export function write(node: HTMLElement | null, text: string): void {
  const said = node?.firstChild;
  if (!node || node.textContent === text) return;
  if (said instanceof Text && !said.nextSibling) said.data = text;
  else node.textContent = text;
}

/** Says what is missing, once for results in a row that miss the same. */
export function showMissing(places: Place[], results: ReadonlyMap<string, Outcome>, def: Details, words: Words): void {
  let said = "";
  for (const { id, box } of places) {
    const outcome = results.get(id);
    const text = outcome && !box.hidden && outcome.value === undefined ? why(outcome, def, words) : "";
    write(find(box, "hb-out__missing"), text === said ? "" : text);
    said = text;
  }
}

/** Shows what a result has become. */
export function showResult({ details, box, bands }: Place, outcome: Outcome): void {
  const advice = find(box, "hb-band");
  const band = bands[bandOf(details.bands ?? [], outcome.value)];
  if (!advice) return;
  advice.hidden = !band;
  if (!band) advice.removeAttribute("data-band");
  else if (advice.dataset["band"] !== band.dataset["tone"] || advice.dataset["at"] !== String(bands.indexOf(band))) {
    advice.dataset["band"] = band.dataset["tone"];
    advice.dataset["at"] = String(bands.indexOf(band));
    advice.replaceChildren(...(band.cloneNode(true) as HTMLElement).querySelectorAll(":scope > div > *"));
  }
}

/** Shows a result's sentence, which may speak of other results too. */
export function showSentence({ id, details, box }: Place, texts: ReadonlyMap<string, string>): string {
  const text = details.say && (sentence(details.say, id, texts) ?? "");
  if (text !== undefined) write(find(box, "hb-out__say"), text);
  return text ?? "";
}
