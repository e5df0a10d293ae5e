/**
 * Long tables: rows in sight are written at once, the others once the typing has paused; and each row is laid out by
 * itself, because a browser lays a whole table out again for one changed cell. Nobody waits for a row that he does not
 * see.
 */

import type { Outcome } from "../../scoring/formula";

declare module "../../core/parts" {
  interface Parts {
    long: typeof bindLong;
  }
}

/** Rows above which a table counts as long; see `LONG_TABLE` in worksheet.ts. */
const LONG = 60;
/** Rows beyond the window that are written at once, so that the beginning of a scroll finds them done. */
const MARGIN = 4;
/** Milliseconds after the last result. */
const PAUSE = 120;
/** How many outputs are written in one go. */
const BATCH = 100;

/** Which rows of a table are in sight. */
type Sight = [first: number, last: number];
type Write = (name: string, outcome: Outcome) => void;

export interface Long {
  /** Whether this result is written later. */
  later(name: string, outcome: Outcome): boolean;
  /** After rows came or went. */
  find(): void;
}

const bodyOf = (table: HTMLTableElement): HTMLTableSectionElement => table.tBodies[0] as HTMLTableSectionElement;

function sightOf(table: HTMLTableElement): Sight {
  const body = bodyOf(table);
  const { top, height } = body.getBoundingClientRect();
  const row = height / body.rows.length || 1;
  return [-top / row - MARGIN, (innerHeight - top) / row + MARGIN];
}

/** Fixes the columns at the widths that the browser found for them, and lets each row be laid out alone. */
function layOut(table: HTMLTableElement): void {
  if (table.classList.contains("hb-grid--long")) return;
  const cells = [...((table.tHead?.rows[0] as HTMLTableRowElement).cells as Iterable<HTMLElement>)];
  const widths = cells.map((cell) => `minmax(${cell.offsetWidth}px,${cell.offsetWidth}fr)`);
  table.style.setProperty("--columns", widths.join(" "));
  table.classList.add("hb-grid--long");
}

/** The rows of a table's results, by the results' names. */
function* placesIn(table: HTMLTableElement): Iterable<[string, Place]> {
  for (const { name } of bodyOf(table).querySelectorAll("output")) yield [name, { table, row: Number(name.split(".")[1]) }];
}

interface Place {
  table: HTMLTableElement;
  row: number;
}

/** Takes the long tables of a form over. */
export function bindLong(form: HTMLFormElement, write: Write): Long {
  const waiting = new Map<string, Outcome>();
  let places = new Map<string, Place>();
  let sights = new Map<HTMLTableElement, Sight>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stirred: Promise<void> | undefined;

  function find(): void {
    const all = [...form.querySelectorAll<HTMLTableElement>("table[data-table]")];
    const long = all.filter((table) => bodyOf(table).rows.length > LONG);
    long.forEach(layOut);
    places = new Map(long.flatMap((table) => [...placesIn(table)]));
    forget();
  }

  /** Sights are kept between strokes: to ask for them in the middle of one would lay the page out. */
  const forget = (): void => sights.clear();

  function sight(table: HTMLTableElement): Sight {
    const known = sights.get(table) ?? sightOf(table);
    sights.set(table, known);
    return known;
  }

  function some(most: number): void {
    for (const [name, outcome] of [...waiting].slice(0, most)) {
      waiting.delete(name);
      write(name, outcome);
    }
  }

  /** In the end the sights are looked up again, in case the page above has grown. */
  function catchUp(): void {
    some(BATCH);
    timer = waiting.size ? setTimeout(catchUp) : undefined;
    if (!timer) for (const table of sights.keys()) sights.set(table, sightOf(table));
  }

  /** Once for all that one stroke puts off. */
  function rest(): void {
    stirred = undefined;
    clearTimeout(timer);
    timer = setTimeout(catchUp, PAUSE);
  }

  addEventListener("beforeprint", () => some(Infinity));
  addEventListener("scroll", forget, { passive: true, capture: true });
  addEventListener("resize", forget);
  find();
  return {
    find,
    later(name, outcome) {
      const place = places.get(name);
      if (!place) return false;
      const [first, last] = sight(place.table);
      if (place.row >= first && place.row <= last) {
        waiting.delete(name);
        return false;
      }
      waiting.set(name, outcome);
      stirred ??= Promise.resolve().then(rest);
      return true;
    },
  };
}
