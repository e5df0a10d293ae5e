// <hb-exercise>: ties the native form of one exercise to its saved answers. Each kind adds its behaviour through a host.

import { controls, fieldOf, fill, read, readField, valueOf, type Control } from "../answers/form";
import { load, part } from "../core/registry";
import { lock } from "./lesson_check";
import { openPanel } from "./panel";
import {
  isStale, map, own, progress, same,
  type Answers, type Definition, type Map_, type Rec, type Value,
} from "../answers/record";
import type { Changed, Extra, Store } from "../answers/store";
import { words, type Words } from "../core/words";

/** What an exercise offers to its kind. */
export interface ExerciseHost {
  readonly root: HTMLElement;
  readonly form: HTMLFormElement;
  /** The form as the page came. Do not change it. */
  readonly pristine: HTMLFormElement;
  readonly def: Definition & Record<string, unknown>;
  readonly store: Store;
  readonly words: Words;
  /** The saved record, with what was typed just now. Do not change it. */
  readonly rec: Rec;
  /** Saves answers that did not come through the form's controls, and what goes with them. */
  commit(changed: Changed, extra?: Extra): void;
  /** Reads these fields again after a script moved or changed their controls, and saves what differs. */
  changed(...fields: string[]): void;
  /** What the controls say now, defaults included. Do not change it. */
  readForm(): Answers;
  /** Puts answers into their controls without saving; tells the `onRestore` callbacks. */
  fillForm(answers: Answers): void;
  /** After the learner changed these fields; `control` is the one that was used, if one was. */
  onInput(call: (fields: string[], control?: Control) => void): void;
  /** After these fields were filled from somewhere else: storage, another tab, an undo, `fillForm`. */
  onRestore(call: (fields: string[]) => void): void;
  /** Says something to those who cannot see it. */
  announce(text: string): void;
}

/** What a kind of exercise adds. */
export interface Kind {
  /** Once, after the saved answers are in the form. */
  mount(host: ExerciseHost): void;
  /** Before each filling of the form, the first included: for instance adds the rows that `answers` need. */
  prepare?(host: ExerciseHost, answers: Answers): void;
  /** Saved value → what the controls show, for kinds that show one of several occasions. */
  view?(host: ExerciseHost, field: string, saved: Value | undefined): Value | undefined;
  /** What the controls say → value to save. */
  enter?(host: ExerciseHost, field: string, shown: Value | undefined, saved: Value | undefined): Value | undefined;
}

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
    commit(changed, extra = {}) {
      const asked: Record<string, string> = map();
      for (const field of Object.keys(changed)) {
        const sig = own(def.asked, field)?.sig;
        if (sig === undefined) continue;
        asked[field] = sig;
        // The answer to the former wording stays in the record, and in what is exported.
        if (isStale(host.rec, field, def)) changed = { ...changed, [`${field}.old`]: host.rec.answers[field] };
        hideStale(root, field);
      }
      store.save(def.id, changed, { ...extra, asked, revision: def.revision });
      host.rec.done = progress({ ...host.rec, done: false }, def.needs).done;
    },
    changed(...fields) {
      enter(fields.filter((field) => !same(live[field], (live = reread(field))[field])));
    },
    readForm: () => live,
    fillForm(answers) {
      kind.prepare?.(host, answers);
      show(answers, Object.keys(answers));
    },
    onInput: (call) => void inputs.push(call),
    onRestore: (call) => void restores.push(call),
    announce(text) {
      speaker.textContent = text;
    },
  };
  const speaker = speakerOf(root);

  /** `live` with one field read again. */
  function reread(field: string): Answers {
    const ask = own(def.asked, field);
    const value = ask && readField(form, field, ask);
    const result = Object.assign(map<Value>(), live);
    if (value === undefined) delete result[field];
    else result[field] = value;
    return result;
  }

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
  function restore(rec: Rec, fields: string[]): void {
    const known = fields.filter((field) => own(def.asked, field));
    const stale = known.filter((field) => isStale(rec, field, def));
    const fresh = known.filter((field) => !stale.includes(field));
    const answers = rec.updated ? rec.answers : read(pristine, def.asked);
    kind.prepare?.(host, answers);
    show(answers, fresh);
    for (const field of fresh) hideStale(root, field);
    for (const field of stale) void showStale(field);
  }

  /** Answers to former wording are rare: what shows them comes when there is one. */
  async function showStale(field: string): Promise<void> {
    const data = await load("data");
    hideStale(root, field);
    if (isStale(host.rec, field, def)) data?.showStale(host, field);
  }

  function oneCell(control: Control): boolean {
    const [field = "", row, column] = control.name.split(".");
    if (!column || own(def.asked, field)?.shape !== "table") return false;
    const rows = [...((live[field] as Map_[] | undefined) ?? [])];
    while (rows.length <= +(row as string)) rows.push(map());
    const cells = Object.assign(map<Value>(), rows[+(row as string)]);
    const value = valueOf(control, def.asked[field]?.columns?.[column]?.shape ?? "text");
    if (value === cells[column]) return true;
    if (value === undefined) delete cells[column];
    else cells[column] = value;
    rows[+(row as string)] = cells;
    live = Object.assign(map<Value>(), live, { [field]: rows });
    enter([field], control);
    return true;
  }

  function onEvent(event: Event): void {
    const control = event.target as Control;
    if (!control.name || (event as InputEvent).isComposing || oneCell(control)) return;
    const field = fieldOf(control.name, def.asked);
    const before = live[field];
    live = reread(field);
    if (!same(before, live[field])) enter([field], control);
  }

  for (const type of ["input", "change", "compositionend"]) form.addEventListener(type, onEvent);
  form.addEventListener("submit", (event) => event.preventDefault());
  const forget = store.onChange(def.id, (rec, fields) => {
    if (!rec.updated) form.reset();
    restore(rec, rec.updated ? fields : controls(form).map((control) => fieldOf(control.name, def.asked)));
  });
  const saved = new Set([...Object.keys(host.rec.answers), ...Object.keys(host.rec.times)]);
  restore(host.rec, [...saved].filter((field) => !early.includes(field)));
  for (const part of root.querySelectorAll<HTMLElement>(".hb-reflect[data-field]")) {
    const details = part.querySelector<HTMLDetailsElement>(".hb-explain");
    if (details) lock(part, details, () => own(live, part.dataset["field"] as string) !== undefined);
  }
  const close = openPanel(host, pristine);
  kind.mount(host);
  enter(early);
  return () => {
    forget();
    close();
    store.flush();
  };
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
