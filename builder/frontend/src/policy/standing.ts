// Which version applies on a day, as builder/handbook/policy/status.py says it.

export interface Version {
  version: string;
  starts: string | null;
  effective: string;
  draft: boolean;
  missing: string[];
}
export type Standing = "current" | "pending" | "past" | "draft";

/** The version that applies on a day, YYYY-MM-DD; versions come oldest first. */
export function inForce(versions: Version[], day: string): Version | undefined {
  return [...versions].reverse().find(({ draft, starts }) => !draft && starts !== null && starts <= day);
}

/** What a version is on a day. */
export function standing(versions: Version[], version: string, day: string): Standing {
  const at = versions.findIndex((one) => one.version === version);
  if (at < 0 || versions[at]?.draft) return "draft";
  const current = inForce(versions, day);
  if (!current) return "pending";
  if (current.version === version) return "current";
  return at < versions.indexOf(current) ? "past" : "pending";
}

/** The day on which a later version takes over. */
export function until(versions: Version[], version: string): string | undefined {
  const at = versions.findIndex((one) => one.version === version);
  const days = versions.slice(at + 1).flatMap(({ draft, starts }) => (draft || starts === null ? [] : [starts]));
  return days.sort()[0];
}

/** Today where the reader is, YYYY-MM-DD. */
export function today(now = new Date()): string {
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
