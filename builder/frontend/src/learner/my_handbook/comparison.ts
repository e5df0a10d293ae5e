/** The last results of each scale beside the first. Pure. */

import type { Day } from "../../core/calendar";
import { own, type Answers, type AnswerRecord } from "../../answers/record";
import { dayOf, recordOf, type Outline, type Records } from "./outline";

export interface Comparison {
  exercise: string;
  title: string;
  points: number;
  now: Day;
  /** Absent when there is one time only. */
  then?: Day;
  rows: { label: string; now: number | null; then: number | null }[];
}

interface Occasion {
  day: Day;
  outputs: Answers;
}

/** Scales with results; one that another is compared with shows up there, once the other has results. */
export function comparisons({ exercises }: Outline, records: Records): Comparison[] {
  const scales = Object.entries(exercises).filter(([, { kind }]) => kind === "scale");
  const occasions = new Map(scales.map(([id, scale]) => [id, occasionsOf(recordOf(records, id, scale))]));
  const later = new Set(scales.flatMap(([id, { compare }]) => (compare && occasions.get(id)?.length ? [compare] : [])));
  return scales.flatMap(([id, { title, points = 5, parts = [], compare }]) => {
    const own_ = occasions.get(id) ?? [];
    const now = own_[own_.length - 1];
    if (!now || later.has(id)) return [];
    const all = [...(occasions.get(compare ?? "")?.slice(-1) ?? []), ...own_];
    const then = all.length > 1 ? (all[0] as Occasion) : undefined;
    const rows = parts.map(([part, label]) => ({ label, now: mean(now, part, points), then: mean(then, part, points) }));
    return [{ exercise: id, title, points, now: now.day, rows, ...(then && { then: then.day }) }];
  });
}

function occasionsOf(rec: AnswerRecord | undefined): Occasion[] {
  if (!rec) return [];
  const kept = rec.history.flatMap(({ at, outputs }) => {
    const day = dayOf(at);
    return day ? [{ day, outputs }] : [];
  });
  const day = dayOf(rec.updated);
  const open = !kept.length && day && Object.values(rec.outputs).some((value) => typeof value === "number");
  return open ? [{ day, outputs: rec.outputs }] : kept;
}

/** A mean as it was kept; null where there is none, or what a file says is none. */
function mean(occasion: Occasion | undefined, part: string, points: number): number | null {
  const value = occasion && own(occasion.outputs, part);
  return typeof value === "number" && value >= 1 && value <= points ? value : null;
}
