/** What a sheet does once it is in use: keys, problems, rows, buttons, speaking, the worked example's charts. */

import type { bindPractice } from "./practice";
import { addDays, localDay } from "../../core/calendar";
import type { ExerciseHost } from "../types";
import type { createSheet } from "../../scoring/formula";
import { todayNumber } from "../../scoring/values";
import { bindLines } from "../../core/lines";
import type { Value } from "../../answers/record";
import { saveCalendar, saveReview } from "./after";
import type { Details } from "./details";
import { bindRows } from "./growing";
import { openHalf } from "./half";
import { plots } from "./parts";
import { bindKeys, bindProblems } from "./problems";

declare module "../../core/parts" {
  interface Parts {
    extras: { use: typeof use; bindPractice: typeof bindPractice };
  }
}

/** How long after the last key the result is spoken. */
const QUIET = 1200;

/** What the sheet asks of the part that came later. */
export interface Used {
  /** Looks at fields again after they were filled by a script. */
  check(fields: string[]): void;
  /** After something was entered. */
  entered(): void;
}

/** What the sheet gives to the part that came later. */
export interface Giving {
  /** The first sentence of the results. */
  gist(): string;
  /** Told of rows that came or, below 0, went. */
  moved(table: string, at: number, by: number): void;
  createSheet: typeof createSheet;
}

/** Brings it all to life. */
export function use(host: ExerciseHost, giving: Giving): Used {
  const def = host.def as unknown as Details;
  const speak = speaker(host, giving.gist);
  const remind = bindActs(host, def);
  bindKeys(host.form, def);
  bindRows(host, giving.moved);
  bindSample(host, def, giving.createSheet);
  const check = bindProblems(host);
  const fit = bindLines(host.form);
  check(Object.keys(def.asked));
  remind();
  return {
    check(fields) {
      check(fields);
      fit();
      remind();
    },
    entered() {
      remind();
      speak();
    },
  };
}

/** The buttons below the sheet. Returns how to say on which day to look back. */
function bindActs(host: ExerciseHost, { review }: Details): () => void {
  const { form, words } = host;
  const due = (): string => addDays(localDay(new Date(host.rec.updated)), review ?? 0);
  form.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-act]");
    const act = button?.dataset["act"];
    if (button && act === "half") openHalf(host, button);
    else if (act === "calendar") saveCalendar(host);
    else if (act === "review") saveReview(host, due());
  });
  return () => {
    const text = form.querySelector("[data-review]");
    if (!text || !host.rec.updated) return;
    text.textContent = words("ws_review_on", { date: due() });
    (form.querySelector("[data-act=review]") as HTMLElement).hidden = false;
  };
}

/** Says the first result once the typing has come to rest. */
function speaker(host: ExerciseHost, gist: () => string): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = "";
  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const now = gist();
      if (now && now !== last) host.announce((last = now));
    }, QUIET);
  };
}

/** Draws the worked example's charts when it is opened. */
function bindSample(host: ExerciseHost, def: Details, create: typeof createSheet): void {
  const sample = host.form.querySelector<HTMLDetailsElement>("[data-sample]");
  const { example } = def;
  if (!sample || !example) return;
  const figures = [...sample.querySelectorAll<HTMLElement>("[data-chart]")];
  let drawn = false;
  const draw = (): void => {
    if (drawn || !sample.open) return;
    drawn = true;
    const sheet = create(def.sheet, todayNumber());
    for (const [field, value] of Object.entries(example)) sheet.set(field, value);
    sheet.recompute();
    plots(host, figures, { get: sheet.get, rows: (table) => (example[table] as Value[] | undefined)?.length ?? 0 });
  };
  sample.addEventListener("toggle", draw);
  draw();
}
