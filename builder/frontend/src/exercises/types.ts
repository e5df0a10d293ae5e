// What an exercise offers to its kind, and what a kind adds to it.

import type { Control } from "../answers/form";
import type { Answers, Definition, AnswerRecord, Value } from "../answers/record";
import type { Changed, Extra, Store } from "../answers/store";
import type { Words } from "../core/words";

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
  readonly rec: AnswerRecord;
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
