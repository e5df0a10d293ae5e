// Looking a case up in the matrix. It finds the row and counts the days; it decides nothing.

import { plusDays, plusMonths, plusWorkdays } from "./days";
import { inForce, type Version } from "./standing";
import type { Matrices, MatrixRow, MatrixTier, MatrixVersion } from "../core/contract";

export type Row = MatrixRow;
export type Intent = Row["intent"][number];
export type Tier = MatrixTier;
export type Matrix = MatrixVersion;
export type { Matrices };
export interface Facts {
  act: string;
  found: string;
  conduct: string;
  amount?: number | null | undefined;
  intent?: Intent | undefined;
  occurrence: number;
  notified: string;
  delivered: string;
}
export interface Dates {
  window: string;
  decide?: string;
  heard?: string;
  appeal?: string;
  expires?: string;
}
export type Found =
  | { state: "wait" | "amount" | "intent"; version?: string }
  | { state: "no-version" | "absent"; version?: string }
  | { state: "none"; version: string; why: "amount" | "intent" }
  | { state: "row"; version: string; matrix: Matrix; row: Row; tier: Tier | undefined; dates: Dates };

/** What tells a conduct from others, whatever the version: its series, or its clause, with its words. */
export const conductOf = (row: Row): string => `${row.series ?? `${row.clause} ${row.measure}`}|${row.behaviour}`;

/** The rows of a version's matrix. */
export const rowsOf = (all: Matrices, matrix: Matrix): Row[] => matrix.rows.map((at) => all.rows[at] as Row);

/** The conduct of a version that is the same as one of another version, even where its words have changed. */
function sameConduct(rows: Row[], conduct: string): Row[] {
  const exact = rows.filter((row) => conductOf(row) === conduct);
  if (exact.length) return exact;
  const series = conduct.split("|")[0];
  const near = rows.filter((row) => conductOf(row).split("|")[0] === series);
  return new Set(near.map((row) => row.behaviour)).size === 1 ? near : [];
}

const reaches = (row: Row, amount: number | null | undefined): boolean =>
  row.measure === "event" || (amount != null && amount >= (row.at_least ?? 0) && (row.below === undefined || amount < row.below));

/** The one row that fits: of those for the occurrence or an earlier one the latest, of several the heaviest. */
export function fitting(rows: Row[], tiers: Tier[], facts: Facts): Row | undefined {
  const weight = (row: Row): number => tiers.findIndex((tier) => tier.id === row.tier);
  return rows
    .filter((row) => row.occurrence <= facts.occurrence && reaches(row, facts.amount) && row.intent.includes(facts.intent as Intent))
    .sort((a, b) => b.occurrence - a.occurrence || weight(b) - weight(a))[0];
}

/** What the matrix of a version says to the facts. */
export function inVersion(all: Matrices, version: string, facts: Facts): Found {
  const matrix = all.versions.find((one) => one.version === version);
  const rows = matrix ? sameConduct(rowsOf(all, matrix), facts.conduct) : [];
  if (!matrix || !rows.length) return { state: "absent", version };
  if (rows.some((row) => row.measure !== "event") && facts.amount == null) return { state: "amount", version };
  if (!facts.intent) return { state: "intent", version };
  const row = fitting(rows, matrix.tiers, facts);
  if (!row) {
    const reached = rows.some((one) => reaches(one, facts.amount));
    return { state: "none", version, why: reached ? "intent" : "amount" };
  }
  const tier = matrix.tiers.find((one) => one.id === row.tier);
  return { state: "row", version, matrix, row, tier, dates: datesOf(row, tier, facts) };
}

/** The version in force on the day of the act, and what its matrix says. */
export function lookup(all: Matrices, versions: Version[], facts: Facts): Found {
  if (!facts.act) return { state: "wait" };
  const version = inForce(versions, facts.act)?.version;
  if (!version) return { state: "no-version" };
  return facts.conduct ? inVersion(all, version, facts) : { state: "wait", version };
}

function datesOf(row: Row, tier: Tier | undefined, { act, found, notified, delivered }: Facts): Dates {
  const dates: Dates = { window: plusMonths(act, -row.window_months) };
  if (found) dates.decide = plusDays(found, row.days_to_act);
  if (notified) dates.heard = plusWorkdays(notified, row.hearing_days);
  if (delivered) {
    dates.appeal = plusWorkdays(delivered, row.appeal_days);
    if (tier?.expiry_months) dates.expires = plusMonths(delivered, tier.expiry_months);
  }
  return dates;
}

/** What a later version that is in force today says to the same facts, if that is milder. */
export function milder(all: Matrices, versions: Version[], facts: Facts, found: Found, today: string): Found | undefined {
  const now = inForce(versions, today)?.version;
  if (found.state !== "row" || !now || now === found.version) return undefined;
  const later = versions.findIndex(({ version }) => version === now) > versions.findIndex(({ version }) => version === found.version);
  const other = inVersion(all, now, facts);
  if (!later) return undefined;
  if (other.state === "none" || other.state === "absent") return other;
  if (other.state !== "row") return undefined;
  const weight = (one: { matrix: Matrix; row: Row }): number => one.matrix.tiers.findIndex(({ id }) => id === one.row.tier);
  return weight(other) < weight(found) ? other : undefined;
}
