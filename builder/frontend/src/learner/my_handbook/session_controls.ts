/** What a question of a review is answered with. */

import { localDay } from "../../core/calendar";
import { button, el } from "../../core/dom";
import { shuffled } from "../../scoring/draw";
import type { Value } from "../../answers/record";
import { words } from "../../core/words";
import type { Asked } from "./items";

/** A part as it is explained: an option, or a gap, pair or item with what was given and what is right. */
export interface Part {
  id: string;
  /** HTML of options; text, made safe, of all others. */
  label: string;
  given?: string;
  right?: string;
}

export interface Controls {
  element: HTMLElement;
  /** Whether choosing is answering. */
  atOnce: boolean;
  answer(): Value | undefined;
  /** What the keys 1, 2, 3… do. */
  choices: (() => void)[];
  readonly parts: Part[];
}

const safe = (text: string): string => el("span", "", text).innerHTML;

export function controlsOf(question: Asked, submit: () => void): Controls {
  const { type } = question;
  if (type === "single" || type === "truefalse") return oneOf(question, submit);
  return type === "multiple" ? someOf(question) : type === "numeric" ? number(question) : rows(question);
}

/** The options, another order every day where their order says nothing: id, HTML. */
function options({ id: seed, type, parts = [], labels = {}, shuffle }: Asked): [string, string][] {
  if (type === "truefalse") return ["true", "false"].map((id) => [id, safe(words(`review_${id}`))]);
  const order = shuffle ? shuffled([...parts].sort(), `${seed}/${localDay()}`) : parts;
  return order.map((id) => [id, labels[id] ?? id]);
}

function optionButton(at: number, label: string, act: () => void): HTMLButtonElement {
  const key = el("kbd", "", String(at + 1));
  key.setAttribute("aria-hidden", "true");
  const text = el("span");
  text.innerHTML = label;
  const result = button("", act);
  result.className = "hb-choice";
  result.append(key, text);
  return result;
}

function oneOf(question: Asked, submit: () => void): Controls {
  let chosen: string | undefined;
  const all = options(question);
  const buttons = all.map(([id, label], i) =>
    optionButton(i, label, () => {
      chosen = id;
      submit();
    }),
  );
  return {
    element: el("div", "hb-choices", ...buttons),
    atOnce: true,
    answer: () => (chosen === undefined ? undefined : question.type === "truefalse" ? chosen === "true" : chosen),
    choices: buttons.map((one) => () => one.click()),
    parts: all.map(([id, label]) => ({ id, label })),
  };
}

function someOf(question: Asked): Controls {
  const chosen = new Set<string>();
  const all = options(question);
  const buttons = all.map(([id, label], i) => {
    const result = optionButton(i, label, () => {
      if (!chosen.delete(id)) chosen.add(id);
      result.setAttribute("aria-pressed", String(chosen.has(id)));
    });
    result.setAttribute("aria-pressed", "false");
    return result;
  });
  return {
    element: el("div", "", el("p", "hb-soft", words("review_several")), el("div", "hb-choices", ...buttons)),
    atOnce: false,
    answer: () => [...chosen],
    choices: buttons.map((one) => () => one.click()),
    parts: all.map(([id, label]) => ({ id, label })),
  };
}

function number({ id, unit, right = {} }: Asked): Controls {
  const input = el("input");
  Object.assign(input, { type: "text", inputMode: "decimal", autocomplete: "off" });
  input.setAttribute("aria-label", words("review_number"));
  return {
    element: el("p", "hb-typed", input, unit ? ` ${unit}` : ""),
    atOnce: false,
    answer: () => input.value,
    choices: [],
    get parts() {
      return [{ id, label: "", given: input.value, right: right[id] ?? "" }];
    },
  };
}

/** A row for each gap, pair or item, with a box to type in or a list to choose from. */
function rows(question: Asked): Controls {
  const { type, parts = [], labels = {}, buckets = [], choices = [] } = question;
  const offered: [string, string][] =
    type === "order" ? parts.map((_, i) => [String(i + 1), String(i + 1)]) : type === "match" ? choices.map((one) => [one, one]) : buckets;
  const inputs = new Map(parts.map((id) => [id, type === "blank" ? typed() : list(offered)]));
  const lines = [...inputs].map(([id, input]) => el("label", "hb-typed", el("span", "", labels[id] ?? id), input));
  return {
    element: el("div", "hb-typedrows", ...lines),
    atOnce: false,
    answer: () => Object.fromEntries([...inputs].flatMap(([id, { value }]) => (value ? [[id, type === "order" ? Number(value) : value]] : []))),
    choices: [],
    get parts() {
      return parts.map((id) => {
        const value = inputs.get(id)?.value ?? "";
        const given = offered.find(([one]) => one === value)?.[1] ?? value;
        return { id, label: safe(labels[id] ?? id), given, right: rightOf(question, id) };
      });
    },
  };
}

/** What is right of a part, in words. */
function rightOf({ type, key, right = {}, buckets = [] }: Asked, id: string): string {
  if (right[id]) return right[id] as string;
  if (type === "order") return String((key as string[]).indexOf(id) + 1);
  const value = String((key as Record<string, string>)[id] ?? "");
  return buckets.find(([bucket]) => bucket === value)?.[1] ?? value;
}

function typed(): HTMLInputElement {
  const input = el("input");
  Object.assign(input, { type: "text", autocomplete: "off", spellcheck: false });
  return input;
}

function list(offered: [string, string][]): HTMLSelectElement {
  const select = el("select");
  for (const [value, label] of [["", words("review_choose")] as [string, string], ...offered]) {
    const option = el("option", "", label);
    option.value = value;
    select.append(option);
  }
  return select;
}
