/** When a card comes back. Pure: no page, no clock, no storage. A saved card is the text `box due`: `2 2026-03-11`. */

import { addDays, type Day } from "../core/calendar";
import type { Value } from "./record";

/** Days until a card of each box comes back. */
export const INTERVALS = [1, 3, 7, 21, 60] as const;

export type Grade = "missed" | "fuzzy" | "known";

/** Where a card is, and when it is due. */
export interface Place {
  /** 0 to 4; -1 for a card that was never seen. */
  box: number;
  due: Day;
}

/** Where a card goes that is judged today: missed to the first box, fuzzy back into its own, known into the next. */
export function next(box: number, grade: Grade, today: Day): Place {
  const to = grade === "missed" ? 0 : Math.min(Math.max(grade === "known" ? box + 1 : box, 0), INTERVALS.length - 1);
  return { box: to, due: addDays(today, INTERVALS[to] as number) };
}

/** The same, for a card that may not be due yet: seen early, only a missed card moves. */
export const judged = (place: Place | undefined, grade: Grade, today: Day): Place =>
  place && place.due > today && grade !== "missed" ? place : next(place?.box ?? -1, grade, today);

export const write = ({ box, due }: Place): string => `${box} ${due}`;

/** The place that a saved text means; undefined for a new card, and for anything else. */
export function read(text: Value | undefined): Place | undefined {
  const found = typeof text === "string" ? /^([0-4]) (\d{4}-\d\d-\d\d)$/.exec(text) : null;
  return found ? { box: Number(found[1]), due: found[2] as Day } : undefined;
}

/** A card as the order of a session sees it. */
export interface Item {
  id: string;
  /** Cards of the same group are easily taken for each other. */
  alike?: string;
  place?: Place;
}

export const isDue = (item: Item, today: Day): boolean => !item.place || item.place.due <= today;

/** Longest due first, new cards last; cards that are alike stand next to each other. */
export function inOrder(items: Item[]): string[] {
  const by = (item: Item): string => item.place?.due ?? "9";
  const sorted = items.map((item, at) => ({ item, at }));
  sorted.sort((a, b) => (by(a.item) < by(b.item) ? -1 : by(a.item) > by(b.item) ? 1 : a.at - b.at));
  const list = sorted.map(({ item }) => item);
  const together = list.flatMap((one) => (one.alike === undefined ? [one] : list.filter((other) => other.alike === one.alike)));
  return [...new Set(together.map(({ id }) => id))];
}

/** The ids of the cards to see today, in their order. */
export const dueToday = (items: Item[], today: Day): string[] => inOrder(items.filter((item) => isDue(item, today)));

/** The next day on which cards are due, and how many; undefined when none has a day. */
export function upcoming(items: Item[], today: Day): { due: Day; count: number } | undefined {
  const days = items.flatMap(({ place }) => (place && place.due > today ? [place.due] : [])).sort();
  return days[0] === undefined ? undefined : { due: days[0], count: days.filter((day) => day === days[0]).length };
}
