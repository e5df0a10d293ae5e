/** A case: only the way walked so far is shown; at its end, the map of all ways. Choosing is not yet going. */

import { isEnding, numbered, walk, type Scenes } from "./way";
import { localDay } from "../../core/calendar";
import { output, tableOf } from "../../core/dom";
import type { ExerciseHost, Kind } from "../types";
import { isStale, own, type Answers, type Attempt } from "../../answers/record";

const WAYS_SHOWN = 10;

type Find = (selector: string, within?: ParentNode) => HTMLElement;

/** The element of a scene. */
type Place = (scene: string) => HTMLElement;

export const branching: Kind = { mount };

function mount(host: ExerciseHost): void {
  const { words } = host;
  const scenes = host.def["scenes"] as Scenes;
  const ids = Object.keys(scenes);
  const choices = ids.filter((id) => !isEnding(scenes, id));
  const root = host.form.querySelector(".hb-case") as HTMLElement;
  const find: Find = (selector, within = root) => within.querySelector(selector) as HTMLElement;
  const place: Place = (scene) => find(`[data-scene="${scene}"]`);
  const showEnd = endOfCase(host, scenes, find, place);

  /** The scene at which the learner stands. */
  let here = "";

  /** The way so far. A choice that is not confirmed is saved, and leads no further than `outputs.at`. */
  function way(): string[] {
    const { rec, def } = host;
    return walk(scenes, (scene) => (isStale(rec, scene, def) ? undefined : rec.answers[scene]), rec.outputs["at"]);
  }

  // ------------------------------------------------------------ what is shown

  function render(): void {
    const walked = way();
    here = last(walked);
    const end = isEnding(scenes, here) ? here : null;
    arrange(walked);
    for (const id of ids) place(id).hidden = !walked.includes(id);
    walked.forEach((id, i) => settle(place(id), walked[i + 1] !== undefined, host.rec.answers[id]));
    find("[data-midway]").hidden = end !== null || walked.length < 2;
    find("[data-result]").hidden = find("[data-map]").hidden = end === null;
    if (end !== null) showEnd(walked, end);
  }

  /** Brings the scenes into the order in which they were walked. */
  function arrange(walked: string[]): void {
    const list = find(".hb-case__scenes");
    const wanted = walked.map(place);
    if (wanted.some((scene, i) => list.children[i] !== scene)) list.prepend(...wanted);
  }

  // ------------------------------------------------------------ what the learner does

  function go(): void {
    const [from, walked] = [here, way()];
    const turn = host.readForm()[from];
    const to = own(scenes[from] as Record<string, string>, String(turn));
    if (turn === undefined || to === undefined) {
      find("[data-pick]", place(from)).textContent = words("case_pick");
      return find("input", place(from)).focus();
    }
    const answers: Answers = Object.fromEntries(walked.map((id) => [id, host.rec.answers[id] ?? null]));
    host.commit({ [from]: turn }, isEnding(scenes, to) ? ending(to, { ...answers, [from]: turn }) : { outputs: { at: to } });
    render();
    const say = find(`[data-turn="${String(turn)}"] .hb-step__say`, place(from));
    if (say) host.announce(say.textContent as string);
    place(to).focus();
  }

  /** What is saved at an ending: where it came to, and this way among the earlier ones. */
  function ending(id: string, answers: Answers): { outputs: Answers; history: Attempt[] } {
    const outputs = { ending: id, tone: place(id).dataset["tone"] ?? null };
    return { outputs, history: [...host.rec.history, { at: new Date().toISOString(), answers, outputs }] };
  }

  function again(): void {
    const empty = Object.fromEntries(choices.map((id) => [id, undefined]));
    host.commit(empty, { outputs: {} });
    host.fillForm(empty as never);
    place(ids[0] as string).focus();
  }

  root.addEventListener("click", ({ target }) => {
    const act = (target as HTMLElement).closest<HTMLElement>("[data-act]")?.dataset["act"];
    if (act === "go") go();
    if (act === "again") again();
  });
  host.onInput((fields) => {
    if (fields.includes(here)) host.commit({}, { outputs: { at: here } });
    render();
  });
  host.onRestore(render);
  root.classList.add("is-on");
  render();
}

const last = (walked: string[]): string => walked[walked.length - 1] as string;

/** A scene that was left shows what was chosen, and nothing in it can be changed. */
function settle(box: HTMLElement, left: boolean, chosen: unknown): void {
  if (!(box instanceof HTMLFieldSetElement)) return;
  box.disabled = left;
  box.classList.toggle("is-left", left);
  for (const turn of box.querySelectorAll<HTMLElement>("[data-turn]")) turn.hidden = left && turn.dataset["turn"] !== chosen;
  (box.querySelector("[data-pick]") as HTMLElement).textContent = "";
}

/** Shows the ending that was reached: the map with the way to it, and the ways that were walked earlier. */
function endOfCase(host: ExerciseHost, scenes: Scenes, find: Find, place: Place): (walked: string[], end: string) => void {
  const { form, words } = host;
  const endings = Object.keys(scenes).filter((id) => isEnding(scenes, id));
  const all = (selector: string): NodeListOf<HTMLElement> => form.querySelectorAll(selector);

  function showEnd(walked: string[], end: string): void {
    const { title = "", tone, word } = place(end).dataset;
    output(form, "ending", end, title);
    output(form, "tone", tone ?? null, word);
    const found = foundWith(end);
    find("[data-found]").textContent = words("case_found", { n: found.size, of: endings.length });
    find("[data-way]").textContent = words("case_way", { list: numbered(scenes, walked) });
    for (const mark of all(".hb-case [data-of]")) {
      const [from = "", to = from] = (mark.dataset["of"] as string).split(" ");
      const at = walked.indexOf(from);
      mark.classList.toggle("is-walked", at >= 0 && (from === to || walked[at + 1] === to));
      mark.classList.toggle("is-seen", found.has(to) && from === to);
    }
    for (const item of all(".hb-case li[data-of]")) {
      const id = item.dataset["of"] as string;
      find("[data-seen]", item).textContent = words(id === end ? "case_here" : found.has(id) ? "case_seen" : "case_unseen");
    }
    showEarlier();
  }

  /** The endings that any way came to, this one's among them. */
  const foundWith = (end: string): Set<string> =>
    new Set([end, ...host.rec.history.map(endOf)].filter((one) => isEnding(scenes, one)));

  const endOf = (attempt: Attempt): string => last(walk(scenes, (scene) => attempt.answers[scene]));

  function showEarlier(): void {
    const ways = host.rec.history.slice(-WAYS_SHOWN).filter((one) => isEnding(scenes, endOf(one)));
    const rows = ways.map((one) => [
      localDay(new Date(one.at)),
      numbered(scenes, walk(scenes, (scene) => one.answers[scene])),
      place(endOf(one)).dataset["title"] as string,
    ]);
    const heads = [words("case_when"), words("case_scenes"), words("case_end")];
    find("[data-earlier]").replaceChildren(...(rows.length > 1 ? [tableOf(words("case_earlier"), heads, rows)] : []));
  }

  return showEnd;
}
