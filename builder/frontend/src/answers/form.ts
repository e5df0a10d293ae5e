// Native controls ↔ answers. The names of the controls say what belongs where (`field`, `table.row.column`, …).

import { map, own, question, type Answers, type Ask, type JsonMap, type Shape, type Value } from "./record";

export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
type Asked = Record<string, Ask>;

/** The answer to which a control's name belongs: `q1.confidence` where it is asked for by itself, else `q1`. */
export const fieldOf = (name: string, asked: Asked): string => (name in asked ? name : question(name));

const isTick = (control: Control): control is HTMLInputElement =>
  control.type === "checkbox" || control.type === "radio";

/** A typed number as a number where that loses nothing of how it was written, else as text. */
export const numeric = (raw: string): number | string => (String(Number(raw)) === raw && isFinite(+raw) ? +raw : raw);

/** What one control says; undefined when it says nothing. */
export function valueOf(control: Control, shape: Shape): Value | undefined {
  if ((isTick(control) && !control.checked) || control.dataset["unset"] !== undefined) return undefined;
  const raw = control.value;
  if (shape === "bool") return isTick(control) && control.type === "checkbox" ? true : raw ? raw === "true" : undefined;
  if (raw === "") return undefined;
  return shape === "number" || shape === "order" ? numeric(raw) : raw;
}

/** Everything that the controls of a form say, by field. Fields that say nothing are absent. */
export const read = (form: HTMLFormElement, asked: Asked): Answers => readControls(controls(form), asked);

/** What the controls of one field say, without a look at the others. */
export function readField(form: HTMLFormElement, field: string, ask: Ask): Value | undefined {
  const only = ask.shape === "number" && (form.elements.namedItem(field) as Control | null);
  if (only && only.localName) return valueOf(only, "number"); // no search through a long table
  const named = form.querySelectorAll<Control>(`[name="${field}"],[name^="${field}."]`);
  return readControls([...named].filter(isControl), { [field]: ask })[field];
}

function readControls(from: Control[], asked: Asked): Answers {
  const answers = map<Value>();
  for (const control of from) {
    const field = fieldOf(control.name, asked);
    const ask = asked[field];
    if (ask) enter(answers, field, control, ask);
  }
  for (const [field, value] of Object.entries(answers)) if (isEmpty(value)) delete answers[field];
  return answers;
}

/** Named controls, in the order of the page; results are no controls. */
export const controls = (form: HTMLFormElement): Control[] =>
  (Array.from(form.elements) as Control[]).filter((one) => one.name && isControl(one));

const isControl = ({ localName }: Control): boolean =>
  localName === "input" || localName === "select" || localName === "textarea";

function enter(answers: Answers, field: string, control: Control, ask: Ask): void {
  const [first = "", second = ""] = control.name.slice(field.length + 1).split(".");
  const value = valueOf(control, partShape(ask, first, second));
  if (ask.shape === "many") {
    const list = (answers[field] ??= []) as Value[];
    if (value !== undefined) list.push(value);
  } else if (ask.shape === "table") {
    const rows = (answers[field] ??= []) as JsonMap[];
    while (rows.length <= +first) rows.push(map());
    if (value !== undefined) (rows[+first] as JsonMap)[second] = value;
  } else if (ask.shape === "check") {
    const state = (answers[field] ??= { done: false, evidence: "", date: "" }) as JsonMap;
    if (value !== undefined) state[first || "done"] = value;
  } else if (value !== undefined) {
    if (first) ((answers[field] ??= map()) as JsonMap)[first] = value;
    else answers[field] = value;
  }
}

function partShape(ask: Ask, first: string, second: string): Shape {
  if (ask.shape === "table") return ask.columns?.[second]?.shape ?? "text";
  if (ask.shape === "check") return first ? "text" : "bool";
  return ask.shape;
}

/** Whether a list, row or map says nothing. Rows after the last one that says something go. */
function isEmpty(value: Value): boolean {
  if (Array.isArray(value)) {
    while (value.length && isEmpty(value[value.length - 1] as Value)) value.pop();
    return !value.length;
  }
  return isRow(value) && !Object.values(value).some((part) => part !== "" && !(part === false && "done" in value));
}

/** Writes the answers to these fields into their controls; a field without an answer is emptied. */
export function fill(form: HTMLFormElement, asked: Asked, answers: Answers, fields: Set<string>): void {
  for (const control of controls(form)) {
    const field = fieldOf(control.name, asked);
    if (fields.has(field) && asked[field]) set(control, part(answers[field], control.name.slice(field.length + 1)));
  }
}

function part(value: Value | undefined, path: string): Value | undefined {
  const keys = path ? path.split(".") : isRow(value) && "done" in value ? ["done"] : [];
  for (const key of keys) value = typeof value === "object" && value ? own(value as JsonMap, key) : undefined;
  return value;
}

const isRow = (value: Value | undefined): value is JsonMap =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function set(control: Control, value: Value | undefined): void {
  if (isTick(control)) {
    const list = Array.isArray(value) ? value : [value];
    control.checked = list.some((one) => (one === true && control.type === "checkbox") || String(one) === control.value);
    return;
  }
  const text = value === undefined || value === null || typeof value === "object" ? "" : String(value);
  if (control.value !== text) control.value = text;
  // A slider without an answer stands in the middle and says nothing.
  if (control.type === "range") {
    if (text) delete control.dataset["unset"];
    else control.dataset["unset"] = "";
  }
}
