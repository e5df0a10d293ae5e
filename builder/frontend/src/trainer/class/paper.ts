/** Rows that a trainer typed from paper. The builder's twin, which says how, is builder/handbook/exchange/results/paper.py. */

import type { Answers, Ask, Value } from "../../answers/record";
import type { Exercise, Index } from "./facts";
import { beside, places } from "./marks";
import { labelOf, note, ofAnswers, refused, type Taken } from "./sittings";

const MOST_ROWS = 5_000;
const MOST_CELLS = 200;
const TRUE = ["对", "是", "√", "✓", "✔", "t", "true", "1", "y", "yes"];
const FALSE = ["错", "不对", "否", "×", "✗", "✘", "x", "f", "false", "0", "n", "no"];
const NUMBER = /^-?\d{1,15}(\.\d{1,9})?$/;

type Cell = ["answer", Value] | ["given", number];
interface Part {
  parts?: string[];
  points?: number;
  shuffle?: boolean;
  /** Right sides of a match, and what a sort goes into: the choices that are lettered on paper. */
  choices?: string[];
}

export function takeRows(bytes: Uint8Array, source: string, facts: Index): Taken {
  const rows = parse(decoded(bytes));
  const head = (rows[0] ?? []).map((cell) => cell.trim());
  const known = facts.byId.get(facts.now.get(head[0] ?? "") ?? "");
  if (!known) return refused(source, "paper_exercise", { of: labelOf(head[0] ?? "") });
  const taken: Taken = { sheets: [], problems: [] };
  const columns = columnsOf(head, known, source, taken);
  rows.slice(1, MOST_ROWS + 1).forEach((row, i) => {
    if (row.some((cell) => cell.trim())) takeRow(row, `${source} ${i + 2}`, columns, known, taken);
  });
  if (rows.length > MOST_ROWS + 1) taken.problems.push({ source, why: "paper_long", args: { n: String(MOST_ROWS) }, refused: true });
  return taken.sheets.length || taken.problems.length ? taken : refused(source, "nothing");
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

/** Lines of cells; commas, semicolons or tabs; quoted cells may hold them, and line breaks. */
function parse(text: string): string[][] {
  const first = text.split("\n", 1)[0] ?? "";
  const comma = ["\t", ";", ","].find((one) => first.includes(one)) ?? ",";
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  const end = (): void => {
    rows.push([...row, cell].slice(0, MOST_CELLS));
    [row, cell] = [[], ""];
  };
  const plain = text.replace(/\0/g, "");
  for (let i = 0; i < plain.length; i++) {
    const char = plain[i] as string;
    if (quoted && char === '"' && plain[i + 1] === '"') cell += plain[++i];
    else if (quoted && char === '"') quoted = false;
    else if (quoted) cell += char;
    else if (char === '"' && !cell) quoted = true;
    else if (char === comma) {
      if (row.length < MOST_CELLS) row.push(cell);
      cell = "";
    } else if (char === "\n" || char === "\r") {
      if (char === "\r" && plain[i + 1] === "\n") i++;
      end();
    } else cell += char;
  }
  if (cell || row.length) end();
  return rows;
}

/** Place of a column → the question or its confidence, and what stands above the column. */
function columnsOf(head: string[], known: Exercise, source: string, taken: Taken): Map<number, [name: string, head: string]> {
  const found = new Map<number, [string, string]>();
  const taken_ = new Set<string>();
  head.slice(1).forEach((text, i) => {
    const name = named(text, known);
    if (Object.prototype.hasOwnProperty.call(known.asked, name) && !taken_.has(name)) {
      taken_.add(name);
      found.set(i + 1, [name, labelOf(text)]);
    } else if (text) taken.problems.push(note(source, "paper_column", { column: labelOf(text) }));
  });
  return found;
}

/** The id behind a question's number on paper; what is no such number stays. */
function named(text: string, known: Exercise): string {
  const [, number = "", rest = ""] = /^([0-9]{1,3})(\.[^]*)?$/.exec(text) ?? [];
  const id = (known.questions ?? known.items ?? [])[Number(number) - 1]?.id;
  return number && id ? id + rest : text;
}

function takeRow(row: string[], place: string, columns: Map<number, [string, string]>, known: Exercise, taken: Taken): void {
  const label = labelOf(row[0]);
  const answers: Answers = {};
  const given: Record<string, number> = {};
  for (const [at, [name, head]] of columns) {
    const text = (row[at] ?? "").normalize("NFKC").trim().replace(/^'/, "").trim();
    if (!text) continue;
    const cell = cellOf(text, name, known);
    if (!cell) taken.problems.push(note(place, "paper_cell", { column: head, cell: labelOf(text) }));
    else if (cell[0] === "given") given[name] = cell[1];
    else answers[name] = cell[1];
  }
  const some = Object.keys(answers).length || Object.keys(given).length;
  const sitting = some ? ofAnswers(known, answers, "paper", given) : undefined;
  if (!label) taken.problems.push({ source: place, why: "paper_label", args: {}, refused: true });
  else if (!sitting) taken.problems.push({ source: place, why: "nothing", args: {}, refused: true });
  else taken.sheets.push({ source: place, form: "paper", label, traces: [], sittings: [sitting] });
}

function cellOf(text: string, name: string, known: Exercise): Cell | undefined {
  const ask = known.asked[name] as Ask;
  if (ask.range) {
    const value = number(text);
    return value !== undefined && Number.isInteger(value) && value >= ask.range[0] && value <= ask.range[1] ? ["answer", value] : undefined;
  }
  const question = known.questions?.find(({ id }) => id === name);
  const type = question?.type ?? OTHERS[ask.shape] ?? "";
  const options = (ask.options ?? []).map(([id]) => id);
  // A match's choices stand in the order of the page; a sort's are the options as they are.
  return TYPES[type]?.(text, question ? { choices: options, ...question } : { parts: options });
}

const number = (text: string): number | undefined => (NUMBER.test(text) ? Number(text) : undefined);

function letter(text: string, parts: string[]): string | undefined {
  if (parts.includes(text)) return text;
  const place = /^[\x00-\x7f]$/.test(text) ? text.toUpperCase().charCodeAt(0) - 65 : -1;
  return parts[place];
}

/** Options in the order of the paper. */
const lettered = ({ parts = [], shuffle = false }: Part): string[] => (shuffle ? [...parts].sort() : parts);

function single(text: string, question: Part): Cell | undefined {
  const found = letter(text, lettered(question));
  return found === undefined ? undefined : ["answer", found];
}

function multiple(text: string, question: Part): Cell | undefined {
  const { parts = [] } = question;
  let names = parts.includes(text) ? [text] : text.split(/[\s,，、;；|/]+/).filter(Boolean);
  if (names.length === 1 && !parts.includes(names[0] as string)) names = [...(names[0] as string)];
  const found = names.map((name) => letter(name, lettered(question)));
  return found.length && !found.includes(undefined) ? ["answer", parts.filter((part) => found.includes(part))] : undefined;
}

function truefalse(text: string): Cell | undefined {
  const plain = text.toLowerCase();
  return TRUE.includes(plain) ? ["answer", true] : FALSE.includes(plain) ? ["answer", false] : undefined;
}

function blank(text: string, { parts: known = [] }: Part): Cell | undefined {
  const parts = text.split("|").map((part) => part.trim());
  if (parts.length > known.length) return undefined;
  return ["answer", Object.fromEntries(known.slice(0, parts.length).map((key, i) => [key, parts[i] as string]).filter(([, part]) => part))];
}

function points(text: string, { points: most = 0 }: Part): Cell | undefined {
  const value = number(text);
  return value !== undefined && value >= 0 && value <= most ? ["given", value] : undefined;
}

function order(text: string, question: Part): Cell | undefined {
  const { parts = [] } = question;
  const found = places(text, parts.length);
  return points(text, question) ?? (found && ["answer", Object.fromEntries([...found].map(([line, place]) => [parts[line] as string, place]))]);
}

function match(text: string, question: Part): Cell | undefined {
  const { parts = [], choices = [] } = question;
  const found = beside(text, parts.length, choices.length);
  return points(text, question) ?? (found && ["answer", Object.fromEntries([...found].map(([line, one]) => [parts[line] as string, choices[one] as string]))]);
}

const TYPES: Record<string, (text: string, question: Part) => Cell | undefined> = {
  single, multiple, truefalse, blank, numeric: (text) => ["answer", text], order, match, sort: match,
};
const OTHERS: Record<string, string> = { one: "single", many: "multiple", bool: "truefalse" };
