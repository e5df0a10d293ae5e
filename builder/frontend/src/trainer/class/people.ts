/** Which sheets are whose. The builder's twin, which says how people are known, is builder/handbook/exchange/results/learners.py. */

import { better, note, type Problem, type Sheet, type Sitting } from "./sittings";

const MOST_NAMESAKES = 50;

export interface Person {
  label: string;
  form: Sheet["form"];
  kept: Map<string, Sitting>;
}

/** Everybody, in the order in which they came. */
export class People {
  readonly all: Person[] = [];
  private readonly named = new Map<string, Person>();
  private readonly traces = new Map<string, Person>();

  /** Gives a sheet to its person; returns what to tell of it. */
  place(sheet: Sheet): Problem[] {
    if (!sheet.sittings.length) return [];
    const [known, label] = this.whose(sheet);
    const problems = !known && label !== sheet.label ? [note(sheet.source, "namesake", { label })] : [];
    const person = known ?? this.add(label, sheet.form);
    for (const trace of sheet.traces) if (!this.traces.has(trace)) this.traces.set(trace, person);
    let repeated = 0;
    for (const sitting of sheet.sittings) {
      const old = person.kept.get(sitting.exercise);
      if (old) repeated++;
      if (!old || better(sitting, old.how, old.at)) person.kept.set(sitting.exercise, sitting);
    }
    if (repeated) problems.push(note(sheet.source, "repeated", { label: label || sheet.label, n: String(repeated) }));
    return problems;
  }

  /** The sittings of an exercise, in the order of persons. */
  sittings(exercise: string): [Person, Sitting][] {
    return this.all.flatMap((person) => {
      const sitting = person.kept.get(exercise);
      return sitting ? [[person, sitting] as [Person, Sitting]] : [];
    });
  }

  private whose(sheet: Sheet): [Person | undefined, string] {
    for (const trace of sheet.traces) {
      const person = this.traces.get(trace);
      if (person) return [person, sheet.label];
    }
    if (!sheet.label) return [undefined, ""];
    for (let number = 1; number < MOST_NAMESAKES; number++) {
      const label = number === 1 ? sheet.label : `${sheet.label} (${number})`;
      const person = this.named.get(label);
      if (!person || !different(sheet, person)) return [person, label];
    }
    return [undefined, `${sheet.label} (${MOST_NAMESAKES})`];
  }

  private add(label: string, form: Sheet["form"]): Person {
    const person: Person = { label, form, kept: new Map() };
    this.all.push(person);
    if (label) this.named.set(label, person);
    return person;
  }
}

const different = (sheet: Sheet, { kept }: Person): boolean =>
  sheet.sittings.some((one) => {
    const old = kept.get(one.exercise);
    return old !== undefined && old.how === "first" && one.how === "first" && old.at !== one.at;
  });
