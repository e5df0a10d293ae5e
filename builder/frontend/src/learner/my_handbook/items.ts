/** Questions and cards that come back (builder/handbook/pages/my_handbook/review_items.py), and when. Pure. */

import { addDays, type Day } from "../../core/calendar";
import { share, type Question } from "../../scoring/quiz";
import { blank, merge, migrate, own, type AnswerRecord, type Value } from "../../answers/record";
import { inOrder, INTERVALS, isDue, judged, next, read, write, type Grade, type Item, type Place } from "../../answers/review_boxes";
import { dayOf, recordOf, type Outline, type Records } from "./outline";
import type { Items, ReviewAsk, ReviewCard, ReviewQuestion } from "../../core/contract";

export type { Items };

export type Asked = ReviewQuestion;

export type Card = ReviewCard;

/** Something to be asked. Its id is `exercise.part`. */
export interface Due extends Item {
  exercise: string;
  part: string;
  question?: Asked;
  card?: Card;
  sig: string;
}

/** The id of the record of what comes back when: `exercise.question` → `box due`; `5 day` for what has left. */
export const REVIEW = "review";
const LEFT = /^5 \d{4}-\d\d-\d\d$/;
const SLACK = 1e-9;
const SURE = 3;
const GUESSED = 1;
/** New cards of a deck that come in one day. */
export const NEW_A_DAY = 5;

/** How a question was last answered at the first try. */
export interface Seen {
  at: number;
  right: boolean;
  /** 1 guessed to 3 sure; undefined where it was not asked. */
  level?: number;
}

/** The last first try at a question, from finished attempts and the one under way; undefined where there is none. */
export function seen(question: Question, { history, outputs, answers, times, updated }: AnswerRecord): Seen | undefined {
  const found: Seen[] = [];
  const note = (at: number, right: boolean, level: Value | undefined): void => {
    if (dayOf(at)) found.push({ at, right, ...(typeof level === "number" && { level }) });
  };
  const level = `${question.id}.confidence`;
  for (const one of history)
    if (!one.outputs["retried"] && String(one.outputs["asked"] ?? "").split(" ").includes(question.id))
      note(Date.parse(one.at), share(question, one.answers[question.id]) === 1, one.answers[level]);
  const first = outputs[`${question.id}.points`];
  if (typeof first === "number")
    note(times[question.id] ?? Date.parse(updated), first >= question.points - SLACK, answers[level]);
  return found.sort((a, b) => a.at - b.at).pop();
}

export const isSureButWrong = ({ right, level }: Seen): boolean => !right && level === SURE;

/** What the record says of an item. */
export interface Kept {
  text: Value | undefined;
  sig: string | undefined;
  at: number;
}

/**
 * Where an item stands; undefined where it does not come back. Missed or guessed, it comes back the next day; missed
 * again in a quiz, it starts anew, and so it does when its wording has changed.
 */
export function placeOf(last: Seen | undefined, kept: Kept, sig: string, today: Day): Place | undefined {
  const place = read(kept.text);
  const left = LEFT.test(String(kept.text));
  const missed = last && (!last.right || last.level === GUESSED) ? last : undefined;
  if ((place || left) && kept.sig === sig && !(missed && missed.at > kept.at)) return place;
  if (missed) return { box: 0, due: addDays(dayOf(missed.at) as Day, INTERVALS[0]) };
  return place ? { box: 0, due: today } : undefined;
}

/** What to keep of an item that was judged: its next place, or that it has left after the last box. */
export const judgedText = ({ box }: Place, grade: Grade, today: Day): string =>
  grade === "known" && box === INTERVALS.length - 1 ? `${INTERVALS.length} ${today}` : write(next(box, grade, today));

/** A record with its answers under the present ids. */
function present(rec: AnswerRecord, asked: Record<string, ReviewAsk>): AnswerRecord {
  const copy = JSON.parse(JSON.stringify(merge(blank(), rec))) as AnswerRecord;
  migrate(copy, { asked });
  return copy;
}

/** Every question and card that comes back, due or not. Decks and quizzes that were never begun have none. */
export function comingBack({ exercises }: Outline, items: Items, records: Records, today: Day): Due[] {
  const found: Due[] = [];
  for (const [id, exercise] of Object.entries(exercises)) {
    const [quiz, deck] = [own(items.quizzes, id), own(items.decks, id)];
    const saved = quiz || deck ? recordOf(records, id, exercise) : undefined;
    if (!saved?.updated) continue;
    if (quiz) found.push(...questions(id, quiz, present(saved, quiz.asked), own(records, REVIEW) ?? blank(), today));
    if (deck) found.push(...cards(id, deck, present(saved, deck.asked)));
  }
  return found;
}

function questions(exercise: string, quiz: Items["quizzes"][string], rec: AnswerRecord, review: AnswerRecord, today: Day): Due[] {
  return quiz.questions.flatMap((question) => {
    const { id: part, alike } = question;
    const sig = own(quiz.asked, part)?.sig ?? "";
    const kept = keptOf(review, `${exercise}.${part}`, quiz.asked[part]?.was?.map((old) => `${exercise}.${old}`));
    const place = placeOf(seen(question, rec), kept, sig, today);
    return place ? [{ id: `${exercise}.${part}`, exercise, part, question, sig, place, ...(alike && { alike }) }] : [];
  });
}

function keptOf({ answers, asked, times }: AnswerRecord, id: string, was: string[] = []): Kept {
  const name = [id, ...was].find((one) => one in answers) ?? id;
  return { text: answers[name], sig: own(asked, name), at: own(times, name) ?? 0 };
}

function cards(exercise: string, deck: Items["decks"][string], rec: AnswerRecord): Due[] {
  return deck.cards.map((card) => {
    const sig = own(deck.asked, card.id)?.sig ?? "";
    const place = rec.asked[card.id] === sig ? read(rec.answers[card.id]) : undefined;
    const { id: part, alike } = card;
    return { id: `${exercise}.${part}`, exercise, part, card, sig, ...(place && { place }), ...(alike && { alike }) };
  });
}

/** What to ask today, in its order: longest due first, look-alikes side by side, a few new cards at the end. */
export function session(all: Due[], today: Day): Due[] {
  const due = all.filter((item) => isDue(item, today));
  const fresh = due.filter(({ place }) => !place).slice(0, NEW_A_DAY);
  const wanted = due.filter((item) => item.place || fresh.includes(item));
  return inOrder(wanted).map((id) => wanted.find((item) => item.id === id) as Due);
}

/** What is kept of a judged card. */
export const cardText = (place: Place | undefined, grade: Grade, today: Day): string => write(judged(place, grade, today));

/** The days to come on which something is due, and how many things. */
export function ahead(all: Due[], today: Day): [day: Day, count: number][] {
  const days = new Map<Day, number>();
  for (const { place } of all) if (place && place.due > today) days.set(place.due, (days.get(place.due) ?? 0) + 1);
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Questions that were answered wrong by somebody who was sure, and not yet known again. */
export interface Illusion {
  exercise: string;
  part: string;
  label: string;
  day: Day;
}

export function illusions({ exercises }: Outline, items: Items, records: Records): Illusion[] {
  const review = own(records, REVIEW) ?? blank();
  return Object.entries(items.quizzes).flatMap(([id, quiz]) => {
    const saved = recordOf(records, id, own(exercises, id) ?? {});
    if (!saved) return [];
    const rec = present(saved, quiz.asked);
    return quiz.questions.flatMap((question) => {
      const last = seen(question, rec);
      const { text, at, sig } = keptOf(review, `${id}.${question.id}`);
      const known = at > (last?.at ?? 0) && sig === quiz.asked[question.id]?.sig && !String(text).startsWith("0");
      if (!last || !isSureButWrong(last) || known) return [];
      return [{ exercise: id, part: question.id, label: quiz.asked[question.id]?.label ?? question.id, day: dayOf(last.at) as Day }];
    });
  });
}
