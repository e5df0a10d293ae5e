// <hb-exercise>: ties the native form of one exercise to its saved answers. Each kind adds its behaviour through a host.

import { controls, fieldOf, fill, read, readField, valueOf, type Control } from "../answers/form";
import { load, part } from "../core/registry";
import { lock } from "./lesson_check";
import { openPanel } from "./panel";
import {
  isStale, map, own, progress, same,
  type Answers, type Definition, type JsonMap, type AnswerRecord, type Value,
} from "../answers/record";
import type { Changed, Extra, Store } from "../answers/store";
import { words } from "../core/words";
import type { ExerciseHost, Kind } from "./types";

/** The kinds of exercises; the script of each is named after it. */
type KindName = "cards" | "case" | "checklist" | "quiz" | "roleplay" | "scale" | "worksheet";

declare module "../core/parts" {
  interface Parts extends Record<KindName, Kind> {}
}

/** A kind of exercise, from its script; one that adds nothing when the script does not come. */
async function kindOf(name: string): Promise<Kind> {
  return (await load(name as KindName)) ?? { mount: () => undefined };
}

/** Starts one exercise. Returns how to stop it. */
export function mountExercise(root: HTMLElement, store: Store): (() => void) | undefined {
  const form = root.querySelector("form");
  const definition = root.querySelector(".hb-definition");
  if (!form || !definition) return undefined;
  const def = JSON.parse(definition.textContent as string) as Definition & Record<string, unknown>;
  const pristine = form.cloneNode(true) as HTMLFormElement;
  let stop: (() => void) | undefined = () => undefined;
  const former = wasRenamed(def) ? load("data") : undefined;
  void Promise.all([kindOf(def.kind), former]).then(([kind]) => {
    if (stop) stop = startExercise({ root, form, pristine, def }, store, kind);
  });
  return () => {
    stop?.();
    stop = undefined;
  };
}

/** The elements of an exercise on the page. */
interface Place {
  root: HTMLElement;
  form: HTMLFormElement;
  /** The form as the page came. */
  pristine: HTMLFormElement;
  def: Definition & Record<string, unknown>;
}

function startExercise({ root, form, pristine, def }: Place, store: Store, kind: Kind): () => void {
  const inputs: ((fields: string[], control?: Control) => void)[] = [];
  const restores: ((fields: string[]) => void)[] = [];
  const early = typedSince(pristine, form, def);
  let live: Answers = map();
  if (wasRenamed(def)) part("data")?.takeOver(store, def);

  const host: ExerciseHost = {
    root, form, pristine, def, store, words,
    get rec() {
      return store.load(def.id);
    },
    commit: (changed, extra = {}) => commit(host, changed, extra),
    changed: (...fields) => enter(fields.filter((field) => !same(live[field], (live = reread(form, def, live, field))[field]))),
    readForm: () => live,
    fillForm(answers) {
      kind.prepare?.(host, answers);
      show(answers, Object.keys(answers));
    },
    onInput: (call) => void inputs.push(call),
    onRestore: (call) => void restores.push(call),
    announce: (text) => void (speaker.textContent = text),
  };
  const speaker = speakerOf(root);

  function enter(fields: string[], control?: Control): void {
    if (!fields.length) return;
    const entries = fields.map((field) => {
      const shown = live[field];
      return [field, kind.enter ? kind.enter(host, field, shown, host.rec.answers[field]) : shown] as const;
    });
    host.commit(Object.fromEntries(entries));
    for (const call of inputs) call(fields, control);
  }

  function show(answers: Answers, fields: string[]): void {
    const shown: Answers = map();
    for (const field of fields) {
      const value = kind.view ? kind.view(host, field, answers[field]) : answers[field];
      if (value !== undefined) shown[field] = value;
    }
    fill(form, def.asked, shown, new Set(fields));
    live = read(form, def.asked);
    for (const call of restores) call(fields);
  }

  /** Shows what the record says of these fields; answers to former wording beside their question. */
  function restore(rec: AnswerRecord, fields: string[]): void {
    const known = fields.filter((field) => own(def.asked, field));
    const stale = known.filter((field) => isStale(rec, field, def));
    const fresh = known.filter((field) => !stale.includes(field));
    const answers = rec.updated ? rec.answers : read(pristine, def.asked);
    kind.prepare?.(host, answers);
    show(answers, fresh);
    for (const field of fresh) hideStale(root, field);
    for (const field of stale) void showStale(host, field);
  }

  function onEvent(event: Event): void {
    const control = event.target as Control;
    if (!control.name || (event as InputEvent).isComposing) return;
    const field = fieldOf(control.name, def.asked);
    const before = live;
    const typed = withCell(def, live, control);
    live = typed ?? reread(form, def, live, field);
    if (typed ? typed !== before : !same(before[field], live[field])) enter([field], control);
  }

  for (const type of ["input", "change", "compositionend"]) form.addEventListener(type, onEvent);
  form.addEventListener("submit", (event) => event.preventDefault());
  const forget = store.onChange(def.id, (rec, fields) => {
    if (!rec.updated) form.reset();
    restore(rec, rec.updated ? fields : controls(form).map((control) => fieldOf(control.name, def.asked)));
  });
  const saved = new Set([...Object.keys(host.rec.answers), ...Object.keys(host.rec.times)]);
  restore(host.rec, [...saved].filter((field) => !early.includes(field)));
  lockExplanations(root, (field) => own(live, field) !== undefined);
  const close = openPanel(host, pristine);
  kind.mount(host);
  enter(early);
  return () => {
    forget();
    close();
    store.flush();
  };
}

/** Saves answers; those to former wording that they replace stay in the record, and in what is exported. */
function commit(host: ExerciseHost, changed: Changed, extra: Extra): void {
  const { def, rec } = host;
  const asked: Record<string, string> = map();
  for (const field of Object.keys(changed)) {
    const sig = own(def.asked, field)?.sig;
    if (sig === undefined) continue;
    asked[field] = sig;
    if (isStale(rec, field, def)) changed = { ...changed, [`${field}.old`]: rec.answers[field] };
    hideStale(host.root, field);
  }
  host.store.save(def.id, changed, { ...extra, asked, revision: def.revision });
  host.rec.done = progress({ ...host.rec, done: false }, def.needs).done;
}

/** `live` with one field read again. */
function reread(form: HTMLFormElement, { asked }: Definition, live: Answers, field: string): Answers {
  const ask = own(asked, field);
  const value = ask && readField(form, field, ask);
  const result = Object.assign(map<Value>(), live);
  if (value === undefined) delete result[field];
  else result[field] = value;
  return result;
}

/** `live` with what one cell of a table says, itself when that is nothing new; undefined where the control is none. */
function withCell({ asked }: Definition, live: Answers, control: Control): Answers | undefined {
  const [field = "", row, column] = control.name.split(".");
  if (!column || own(asked, field)?.shape !== "table") return undefined;
  const rows = [...((live[field] as JsonMap[] | undefined) ?? [])];
  while (rows.length <= +(row as string)) rows.push(map());
  const cells = Object.assign(map<Value>(), rows[+(row as string)]);
  const value = valueOf(control, asked[field]?.columns?.[column]?.shape ?? "text");
  if (value === cells[column]) return live;
  if (value === undefined) delete cells[column];
  else cells[column] = value;
  rows[+(row as string)] = cells;
  return Object.assign(map<Value>(), live, { [field]: rows });
}

/** Keeps explanations shut until their question is answered. */
function lockExplanations(root: HTMLElement, answered: (field: string) => boolean): void {
  for (const part of root.querySelectorAll<HTMLElement>(".hb-reflect[data-field]")) {
    const details = part.querySelector<HTMLDetailsElement>(".hb-explain");
    if (details) lock(part, details, () => answered(part.dataset["field"] as string));
  }
}

/** Answers to former wording are rare: what shows them comes when there is one. */
async function showStale(host: ExerciseHost, field: string): Promise<void> {
  const data = await load("data");
  hideStale(host.root, field);
  if (isStale(host.rec, field, host.def)) data?.showStale(host, field);
}

/** The fields that the learner changed before the script of the kind had come. */
function typedSince(pristine: HTMLFormElement, form: HTMLFormElement, def: Definition): string[] {
  const [before, now] = [read(pristine, def.asked), read(form, def.asked)];
  return Object.keys(now).filter((field) => !same(before[field], now[field]));
}

/** Whether answers may lie under former ids, of the exercise or of parts of it. */
const wasRenamed = ({ was, asked }: Definition): boolean =>
  !!was?.length || Object.values(asked).some((ask) => ask.was ?? ask.ids);

/** Takes the old answer to a field off the page. */
function hideStale(root: HTMLElement, field: string): void {
  for (const note of root.querySelectorAll<HTMLElement>(".hb-stale")) if (note.dataset["stale"] === field) note.remove();
}

function speakerOf(root: HTMLElement): HTMLElement {
  const speaker = document.createElement("p");
  speaker.className = "hb-sr";
  speaker.setAttribute("role", "status");
  root.append(speaker);
  return speaker;
}
