/** A scale: means while it is filled in, kept from time to time, and then beside now. Never a test. */

import { localDay } from "../../core/calendar";
import { el, output, short, tableOf } from "../../core/dom";
import type { ExerciseHost, Kind } from "../types";
import { load } from "../../core/registry";
import { same, type Answers } from "../../answers/record";
import { band, mean, type Mean } from "../../scoring/scale";
import type { ScaleDetails } from "../../core/contract";

/** The scale's own part of the definition. */
type Details = ScaleDetails;

interface Part {
  id: string;
  label: string;
  bands: (number | null)[];
}

/** What was answered at one time, and the means of the parts. */
interface Occasion {
  name: string;
  means: (number | null)[];
}

const OCCASIONS_SHOWN = 4;

export const scale: Kind = { mount };

function mount(host: ExerciseHost): void {
  const details = host.def as unknown as Details;
  const { points, items, subscales, bands, compare } = details;
  const { form, words } = host;
  const parts: Part[] = [...subscales, { id: "total", label: words("scale_total"), bands }];
  const find = (selector: string, within: ParentNode = form): HTMLElement => within.querySelector(selector) as HTMLElement;
  const day = (at: string): string => localDay(new Date(at));

  /** The answers to the items as they stand. */
  const answers = (): Answers => {
    const all = host.readForm();
    return Object.fromEntries(items.filter(({ id }) => id in all).map(({ id }) => [id, all[id] ?? null]));
  };

  const meanOf = ({ id }: Part, given: Answers): Mean =>
    mean(items.filter(({ sub }) => id === "total" || sub === id), points, given);

  const outputs = (given: Answers): Answers => Object.fromEntries(parts.map((part) => [part.id, meanOf(part, given).value]));

  /** Whether the answers as they stand are those of the last time that was kept. */
  const isKept = (): boolean => same(host.rec.history.slice(-1)[0]?.answers, answers());

  function render(): void {
    const given = answers();
    const left = items.length - Object.keys(given).length;
    for (const part of parts) show(part, meanOf(part, given));
    find("[data-left]").textContent = left ? words("scale_left", { n: left }) : "";
    find("[data-act=keep]").hidden = left === items.length || isKept();
    find("[data-act=again]").hidden = left === items.length;
    thenAndNow(occasions(given));
  }

  function show(part: Part, { value, missing }: Mean): void {
    const box = find(`[data-sub="${part.id}"]`);
    if (!box) return;
    output(form, part.id, value, value === null ? words("scale_none") : short(value));
    box.style.setProperty("--share", String(value === null ? 0 : (value - 1) / (points - 1)));
    find(".hb-sub__missing", box).textContent = missing.length ? words("scale_missing", { n: missing.length }) : "";
    const advice = find(`[data-bands="${part.id}"]`)?.children[band(part.bands, value)]?.cloneNode(true) as HTMLElement;
    if (advice) advice.dataset["band"] = advice.dataset["tone"];
    find(".hb-sub__band", box).replaceChildren(...(advice ? [advice] : []));
  }

  function keep(): void {
    const attempt = { at: new Date().toISOString(), answers: answers(), outputs: outputs(answers()) };
    host.commit({}, { history: [...host.rec.history, attempt] });
    render();
    host.announce(words("scale_kept"));
  }

  /** Starts anew; the answers so far are kept. */
  function again(): void {
    if (!isKept()) keep();
    const empty = Object.fromEntries(items.map(({ id }) => [id, undefined]));
    host.commit(empty, { outputs: {} });
    host.fillForm(empty as never);
    find("input").focus();
  }

  /** Earlier times, oldest first, and now. */
  function occasions(given: Answers): Occasion[] {
    const at = (name: string, then: Answers): Occasion => ({ name, means: parts.map((part) => meanOf(part, then).value) });
    const other = compare && host.store.load(compare.id);
    const before = other?.history.slice(-1)[0] ?? (other?.updated ? { at: other.updated, answers: other.answers } : null);
    return [
      ...(compare && before ? [at(`${compare.title} ${day(before.at)}`, before.answers)] : []),
      ...host.rec.history.slice(-OCCASIONS_SHOWN).map((one) => at(day(one.at), one.answers)),
      ...(Object.keys(given).length && !isKept() ? [at(words("scale_now"), given)] : []),
    ];
  }

  function thenAndNow(times: Occasion[]): void {
    const last = times[times.length - 1];
    const rows = parts.map(({ label }, i) => [
      label, ...times.map(({ means }) => written(means[i])), difference(times[0]?.means[i], last?.means[i]),
    ]);
    const heads = [words("scale_part"), ...times.map(({ name }) => name), words("scale_difference")];
    find("[data-compare]").replaceChildren(...(times.length > 1 ? [tableOf(words("scale_then_now"), heads, rows)] : []));
    void draw(find("[data-radar]"), words, details, [...new Set([times[0], last])].filter((one) => one !== undefined));
  }

  find("[data-act=keep]").addEventListener("click", keep);
  find("[data-act=again]").addEventListener("click", again);
  host.onInput(() => {
    host.commit({}, { outputs: outputs(answers()) });
    render();
  });
  host.onRestore(render);
  render();
}

/** A radar of the first time and the last, where there are enough subscales for one; the table says the same. */
async function draw(box: HTMLElement, words: ExerciseHost["words"], { subscales, points }: Details, times: Occasion[]): Promise<void> {
  const n = subscales.length;
  const means = times.map((one) => ({ name: one.name, values: one.means.slice(0, n) }));
  const series = means.filter(({ values }) => values.every((value) => value !== null));
  if (n < 3 || !series.length) return box.replaceChildren();
  const charts = await load("charts");
  const data = { labels: subscales.map(({ label }) => label), series, max: points };
  if (charts) box.replaceChildren(charts.draw("radar", data, words, Math.min(420, box.clientWidth || 420)), el("p", "hb-soft", charts.sentence("radar", data, words)));
}

const written = (value: number | null | undefined): string => (value == null ? "–" : short(value));

const difference = (from: number | null | undefined, to: number | null | undefined): string =>
  from == null || to == null ? "–" : (to > from ? "+" : to < from ? "−" : "") + short(Math.abs(to - from));
