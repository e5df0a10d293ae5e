/** The worksheet's own part of the definition (builder/handbook/exercises/kinds/worksheet.py); what says nothing is left out. */

import type { Kind as ChartKind } from "../charts/data";
import type { SheetDefinition } from "../../scoring/formula";
import type { Answers, Definition } from "../../answers/record";

export interface Details extends Definition {
  sheet: SheetDefinition;
  /** Field, or `table.column` → least, most, step; of texts the most characters, of choices how many. */
  rules?: Record<string, [least: number | null, most: number | null, step: number | null]>;
  tables?: Record<string, TableDetails>;
  timers?: Record<string, { seconds: number; countdown: number | null }>;
  /** Sort field → exercise (empty: this one), table and column that its items come from. */
  itemsFrom?: Record<string, [exercise: string, table: string, column: string]>;
  outputs?: Record<string, OutputDetails>;
  charts?: ChartDetails[];
  /** The worked example's answers, for its charts. */
  example?: Answers;
  half?: { given: Answers; expect?: Record<string, string> };
  calendar?: { table: string; title: string; date: string; start?: string; minutes?: string };
  /** Days after which to look back. */
  review?: number;
  /** What other exercises take from this one: `field`, `output` or `table.column`. */
  lends?: string[];
}

interface TableDetails {
  rows?: number;
  /** How many rows it may grow to; absent where it cannot. */
  most?: number;
  /** Decimals of computed and totalled columns. */
  digits?: Record<string, number>;
  /** Computed columns that are not numbers. */
  kinds?: Record<string, OutputDetails["kind"]>;
  names?: string[];
}

export interface OutputDetails {
  label: string;
  digits: number;
  kind?: "text" | "bool" | "date" | "time";
  say?: string;
  /** Upper bounds of the bands; the last has none. */
  bands?: (number | null)[];
  hidden?: boolean;
}

/** Draws columns of a `table`, or `items` one by one. */
export interface ChartDetails {
  type: ChartKind;
  title?: string;
  unit?: string;
  max?: number;
  quadrants?: string[];
  table?: string;
  /** Absent: the rows themselves, by name or number. */
  x?: string;
  y?: string[];
  label?: string;
  names?: Record<string, string>;
  items?: [id: string, label: string][];
}
