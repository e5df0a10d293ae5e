/** What is kept of a thing that was judged: where it stands now. */

import { progress } from "../../answers/record";
import { read, type Grade, type Place } from "../../answers/review_boxes";
import type { Store } from "../../answers/store";
import type { Day } from "../../core/calendar";
import { cardText, judgedText, REVIEW, type Due } from "./items";
import type { Outline } from "./outline";

/** What a session of review is about. */
export interface Reviewed {
  store: Store;
  outline: Outline;
  today: Day;
}

/** Seen again in the same session, only what is missed moves. */
export function keepQuestion({ store, today }: Reviewed, { id, place: at, sig }: Due, grade: Grade): Place | undefined {
  const now = at as Place;
  if (now.due > today && grade !== "missed") return now;
  const text = judgedText(now, grade, today);
  store.save(REVIEW, { [id]: text }, { asked: { [id]: sig }, revision: REVIEW });
  return read(text);
}

export function keepCard({ store, outline, today }: Reviewed, { exercise, part, place: at, sig }: Due, grade: Grade): Place | undefined {
  const text = cardText(at, grade, today);
  store.save(exercise, { [part]: text }, { asked: { [part]: sig } });
  const rec = store.load(exercise);
  rec.done = progress({ ...rec, done: false }, outline.exercises[exercise]?.needs ?? []).done;
  return read(text);
}
