/**
 * Long tables: rows in sight are written at once, the others once the typing has paused; and each row is laid out by
 * itself, because a browser lays a whole table out again for one changed cell. Nobody waits for a row that he does not
 * see.
 */

/** Rows above which a table counts as long; see `LONG_TABLE` in worksheet.ts. */
const LONG = 60;
/** Rows beyond the window that are written at once, so that scrolling finds them done. */
const MARGIN = 20;
/** Milliseconds after the last result. */
const PAUSE = 120;
/** How many outputs are written in one go. */
const BATCH = 100;

/** Which rows of a table are in sight. */
type Sight = [first: number, last: number];

export interface Long {
  /** Whether this result is written later, by `write`. */
  later(name: string, write: () => void): boolean;
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

/** Takes the long tables of a form over. */
export function bindLong(form: HTMLFormElement): Long {
  const waiting = new Map<string, () => void>();
  let tables = new Map<string, HTMLTableElement>();
  let sights: Map<string, Sight> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function find(): void {
    const all = [...form.querySelectorAll<HTMLTableElement>("table[data-table]")];
    const long = all.filter((table) => bodyOf(table).rows.length > LONG);
    long.forEach(layOut);
    tables = new Map(long.map((table) => [table.dataset["table"] as string, table]));
  }

  function some(most: number): void {
    for (const [name, write] of [...waiting].slice(0, most)) {
      waiting.delete(name);
      write();
    }
  }

  function catchUp(): void {
    some(BATCH);
    if (waiting.size) timer = setTimeout(catchUp);
  }

  /** Looked up once for all that is written together: asking again would lay the page out again. */
  function look(): Map<string, Sight> {
    void Promise.resolve().then(() => {
      sights = undefined;
      clearTimeout(timer);
      timer = setTimeout(catchUp, PAUSE);
    });
    return new Map([...tables].map(([name, table]) => [name, sightOf(table)]));
  }

  addEventListener("beforeprint", () => some(Infinity));
  find();
  return {
    find,
    later(name, write) {
      const [table = "", row] = name.split(".");
      if (!tables.has(table) || !(Number(row) >= 0)) return false;
      const [first, last] = (sights ??= look()).get(table) as Sight;
      waiting.delete(name);
      if (Number(row) >= first && Number(row) <= last) return false;
      waiting.set(name, write);
      return true;
    },
  };
}
