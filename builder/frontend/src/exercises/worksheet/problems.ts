/** Says at a field what keeps its entry from counting: after leaving it, and as soon as it is mended. */

import type { ExerciseHost } from "../types";
import { controls, fieldOf, type Control } from "../../answers/form";
import type { Value } from "../../answers/record";
import { countProblem, lengthProblem, numberProblem, stepped } from "./checks";
import type { Details } from "./details";

const ruleOf = (name: string, { rules = {} }: Details): NonNullable<Details["rules"]>[string] | undefined =>
  rules[name.replace(/\.\d+\./, ".")];

/** Returns how to check fields after they were filled by a script; nobody is corrected in the field he types in. */
export function bindProblems(host: ExerciseHost): (fields: string[]) => void {
  const { form, words } = host;
  const def = host.def as unknown as Details;
  const found = new Map<string, string>();

  function problemOf({ name, value }: Control): string {
    const rule = ruleOf(name, def);
    if (!rule) return "";
    const shape = def.asked[name]?.shape;
    if (shape === "many") return countProblem(((host.readForm()[name] ?? []) as Value[]).length, rule, words);
    return shape === "text" ? lengthProblem(value.length, rule, words) : numberProblem(value, rule, words);
  }

  function check(control: Control): void {
    const problem = problemOf(control);
    if ((found.get(control.name) ?? "") === problem) return;
    if (problem) found.set(control.name, problem);
    else found.delete(control.name);
    control.toggleAttribute("aria-invalid", !!problem);
    if (problem) control.setAttribute("aria-invalid", "true");
    show(fieldOf(control.name, def.asked), control.name);
  }

  /** The problem of the control that was used, else the first one of the field. */
  function show(field: string, name: string): void {
    const place = form.querySelector(`[data-field="${field}"] .hb-problem`);
    const other = [...found.keys()].find((one) => fieldOf(one, def.asked) === field);
    if (place) place.textContent = written(found.has(name) ? name : other);
  }

  function written(name: string | undefined): string {
    if (!name) return "";
    const [field = "", row, column] = name.split(".");
    const problem = found.get(name) as string;
    const label = column && def.asked[field]?.columns?.[column]?.label;
    return label ? words("ws_cell", { row: Number(row) + 1, column: label, problem }) : problem;
  }

  form.addEventListener("change", (event) => check(event.target as Control));
  form.addEventListener("input", (event) => {
    if (found.has((event.target as Control).name)) check(event.target as Control);
  });
  return (fields) => {
    const checked = (control: Control): boolean => control !== document.activeElement && (!!control.value || found.has(control.name));
    for (const control of controls(form)) if (checked(control) && fields.includes(fieldOf(control.name, def.asked))) check(control);
  };
}

/** Arrow keys step numbers; Enter in a table goes down a row. Neither while an input method is composing. */
export function bindKeys(form: HTMLFormElement, def: Details): void {
  form.addEventListener("keydown", (event) => {
    const control = event.target as HTMLInputElement;
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || !control.matches("input,.hb-oneline")) return;
    const rule = ruleOf(control.name, def);
    const way = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
    if (way && rule && control.classList.contains("hb-number")) {
      event.preventDefault();
      control.value = stepped(control.value, way, rule);
      for (const type of ["input", "change"]) control.dispatchEvent(new Event(type, { bubbles: true }));
    } else if (event.key === "Enter") {
      event.preventDefault();
      const next = control.name.replace(/\.(\d+)\./, (_, row: string) => `.${Number(row) + 1}.`);
      if (next !== control.name) (form.elements.namedItem(next) as HTMLElement | null)?.focus();
    }
  });
}
