/** How far the learner is in each module, and which can be printed. */

import { own } from "../../../answers/record";
import { el } from "../../../core/dom";
import { words } from "../../../core/words";
import { bar, type Frame } from "../frame";
import { begun, recordOf, type Outline, type Records } from "../outline";
import { isRead, isTest, passes, stateOf, type Standing } from "../status";

export function showStanding({ root, outline }: Frame, { module, read, lessons, practised, exercises, kept, tests }: Standing, known: Records): void {
  const box = root.querySelector(`[data-module="${CSS.escape(module.id)}"]`) as HTMLElement;
  const find = (name: string): HTMLElement => box.querySelector(`[data-part="${name}"]`) as HTMLElement;
  const touched = read || module.exercises.some((id) => stateOf(known, id, outline.exercises[id] ?? { kind: "", title: "" }) !== "none");
  const open = { lessons: lessons - read, exercises: exercises - practised };
  const key = !touched ? "none" : open.lessons ? "lessons" : open.exercises ? "exercises" : "all";
  find("said").textContent = words(`mine_module_${key}`, open);
  const rows: [string, number, number][] = [["read", read, lessons], ["practised", practised, exercises], ["kept_tests", kept, tests]];
  find("bars").replaceChildren(...rows.filter(([, , of]) => of).map(([name, n, of]) => {
    const line = el("li", "", el("span", "", words(`mine_${name}`)), bar(n / of), el("span", "hb-bars__n", `${n} / ${of}`));
    line.dataset["of"] = name;
    return line;
  }));
  for (const line of box.querySelectorAll<HTMLElement>("[data-link]")) showState(outline, line, known);
}

/** Beside a lesson or an exercise: how far. */
function showState(outline: Outline, line: HTMLElement, known: Records): void {
  const id = line.dataset["link"] as string;
  const place = line.querySelector("[data-state]") as HTMLElement;
  const exercise = own(outline.exercises, id);
  const state = exercise ? stateOf(known, id, exercise) : isRead(known, id.replace("lesson:", "")) ? "read" : "none";
  const days = exercise && isTest(exercise) ? passes(known, id, exercise).length : 0;
  place.dataset["state"] = state === "read" ? "done" : state;
  place.textContent = state === "none" ? "" : words(days ? (days > 1 ? "mine_state_kept" : "mine_state_passed") : `mine_state_${state}`);
}

/** The modules of which there is something to print. */
export function showModules({ root, outline, part }: Frame, known: Records): void {
  const select = part<HTMLSelectElement>("module");
  for (const option of Array.from(select.options)) {
    const module = outline.modules.find(({ id }) => id === option.value);
    option.disabled = !module?.exercises.some((id) => begun(recordOf(known, id, own(outline.exercises, id) ?? {})));
  }
  const usable = Array.from(select.options).find(({ disabled }) => !disabled);
  if (select.selectedOptions[0]?.disabled && usable) select.value = usable.value;
  (root.querySelector("[data-do=folio]") as HTMLButtonElement).disabled = !usable;
  part("folio-none").hidden = !!usable;
}
