// What the other pages of the scheme do: the text on a day, two versions compared, the clauses of a post.

import { el } from "../core/dom";
import { words } from "../core/words";
import { pathOf } from "./banners";
import { compare, redlines, rowsOf, type Change, type Texts } from "./compare";
import { isDay } from "./days";
import type { Run } from "./redline";
import { inForce, today, type Version } from "./standing";

export function mountDay(versions: Version[]): void {
  const input = document.querySelector<HTMLInputElement>("[data-day-input]");
  const answer = document.querySelector<HTMLElement>("[data-day-answer]");
  if (!input || !answer) return;
  const say = (): void => {
    const day = input.value;
    if (!isDay(day)) return answer.replaceChildren();
    const found = inForce(versions, day);
    if (!found) return answer.replaceChildren(words("pol_day_none", { day }));
    const link = el("a", "", `V${found.version}`);
    link.href = pathOf(found.version);
    answer.replaceChildren(words("pol_day_is", { day }), link);
  };
  input.addEventListener("input", say);
  input.value ||= today();
  say();
}

export function mountCompare(): void {
  const form = document.querySelector<HTMLFormElement>("[data-compare]");
  const source = document.querySelector("[data-policy-texts]");
  const list = document.querySelector("[data-compare-list]");
  const said = document.querySelector("[data-compare-said]");
  if (!form || !source || !list || !said) return;
  const texts = JSON.parse(source.textContent ?? "") as Texts;
  const field = (name: string): HTMLInputElement => form.elements.namedItem(name) as HTMLInputElement;
  const show = (): void => {
    const changes = compare(rowsOf(texts, field("old").value), rowsOf(texts, field("new").value));
    const kept = changes.filter(({ kind }) => kind !== "same" && (kind !== "renumbered" || field("moved").checked));
    const count = (kind: string): number => changes.filter((one) => one.kind === kind).length;
    const counts = Object.fromEntries(["changed", "added", "repealed", "renumbered"].map((kind) => [kind, count(kind)]));
    said.textContent = changes.every(({ kind }) => kind === "same") ? words("pol_same") : words("pol_counts", counts);
    list.replaceChildren(...kept.map((one) => redlined(texts, one, field(one.new ? "new" : "old").value)));
  };
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
}

function redlined(texts: Texts, change: Change, version: string): HTMLElement {
  const { kind, id, old, new: now } = change;
  const [before, after] = [old?.[2], now?.[2]];
  const link = el("a", "", before && after && before !== after ? `${before} → ${after}` : (after ?? before ?? id));
  link.href = `${pathOf(version)}#${id}`;
  const head = el("p", "hb-redline__head", link, " ", el("span", "hb-tag", words(`pol_${kind}`)));
  const { title, text } = redlines(texts, change);
  const part = (name: string, runs: Run[]): HTMLElement | false => runs.length > 0 && el("p", name, ...runs.map(run));
  const item = el("li", "hb-redline", head, part("hb-redline__title", title), part("hb-redline__text", text));
  Object.assign(item.dataset, { change: kind, clause: id });
  return item;
}

/** A run of a redline, told apart by line and by words. */
function run([kind, text]: Run): Node | string {
  if (kind === "same") return text;
  const [tag, name] = kind === "deleted" ? (["del", "del"] as const) : (["ins", "ins"] as const);
  const sr = (key: string): HTMLElement => el("span", "hb-sr", words(key));
  return el(tag, "", sr(`pol_${name}_begin`), text, sr(`pol_${name}_end`));
}

export function mountRoles(): void {
  const filter = document.querySelector("[data-role-filter]");
  const said = document.querySelector("[data-role-said]");
  const none = document.querySelector<HTMLElement>("[data-role-none]");
  if (!filter || !said) return;
  const items = [...document.querySelectorAll<HTMLElement>(".hb-for")];
  const show = (): void => {
    const chosen = filter.querySelector<HTMLInputElement>("input:checked");
    const role = chosen?.value ?? "";
    for (const item of items) item.hidden = Boolean(role && item.dataset["roles"] && !item.dataset["roles"].split(" ").includes(role));
    for (const part of document.querySelectorAll<HTMLElement>("[data-role-part]")) part.hidden = !part.querySelector(".hb-for:not([hidden])");
    const count = (name: string): number => document.querySelectorAll(`[data-role-list=${name}] .hb-for:not([hidden])`).length;
    if (none) none.hidden = count("changed") > 0;
    const named = chosen?.parentElement?.textContent?.trim() ?? "";
    said.textContent = role ? words("pol_role_said", { role: named, n: count("apply"), m: count("changed") }) : words("pol_role_all");
  };
  filter.addEventListener("change", show);
  show();
}
