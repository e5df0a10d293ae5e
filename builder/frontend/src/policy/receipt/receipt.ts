// A receipt: what is in it, its checksum, its code. Pure. builder/handbook/exchange/receipts/receipt.py reads what is made here.

import { sha256, sha256hex } from "./sha";

export type Status = "agreed" | "refused" | "leave";

/** A part of the text; `read` is a day, `before` for an earlier receipt, nothing for not at all. */
export interface ReadPart {
  id: string;
  hash: string;
  read: string;
}

export interface Answer {
  id: string;
  chosen: string[];
  right: boolean;
}

export interface Receipt {
  format: "handbook-receipt";
  version: 1;
  policy: { id: string; version: string; number: string; hash: string };
  person: { name: string; number: string; department: string };
  date: string;
  made: string;
  status: Status;
  parts: ReadPart[];
  questions: { asked: number; right: number; answers: Answer[] };
  refusal?: { reason: string };
  leave?: { until: string; how: string };
  before?: { version: string; hash: string; checksum: string };
  checksum: string;
}

export type Unsealed = Omit<Receipt, "checksum">;

/** JSON with sorted keys and no spaces: one text for one value, in every language. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, part]) => part !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(",")}}`;
}

/** The receipt with its checksum, which shows that it was changed; it proves nothing about who made it. */
export const sealed = (body: Unsealed): Receipt => ({ ...body, checksum: sha256hex(canonical(body)) });

export const fileOf = (receipt: Receipt): string => `${JSON.stringify(receipt, null, 1)}\n`;

const HASH = /^[0-9a-f]{64}$/;
const isText = (value: unknown): value is string => typeof value === "string";

/** A receipt read from a file or from the storage; undefined when it is none or was changed. */
export function readReceipt(text: string): Receipt | undefined {
  try {
    const raw = JSON.parse(text.replace(/^\uFEFF/, "")) as Receipt;
    const { checksum, ...body } = raw;
    return raw.format === "handbook-receipt" && raw.version === 1 && isShaped(raw) && sealed(body).checksum === checksum ? raw : undefined;
  } catch {
    return undefined;
  }
}

const isAnswer = ({ id, chosen, right }: Answer): boolean =>
  isText(id) && Array.isArray(chosen) && chosen.every(isText) && typeof right === "boolean";

/** Enough of its shape to build on it and to show it. */
function isShaped({ policy, person, parts, questions, date, status, refusal, leave, before }: Receipt): boolean {
  const texts = [policy.id, policy.version, policy.hash, person.name, person.number, person.department, date];
  const more = [refusal?.reason, leave?.until, leave?.how, before?.version, before?.hash, before?.checksum];
  return (
    texts.every(isText) &&
    more.every((text) => text === undefined || isText(text)) &&
    ["agreed", "refused", "leave"].includes(status) &&
    parts.every((part) => isText(part.id) && HASH.test(part.hash) && isText(part.read)) &&
    Number.isInteger(questions.asked) && Number.isInteger(questions.right) && questions.answers.every(isAnswer)
  );
}

/** What an earlier receipt of this scheme lets count as read: hashes of parts. */
export const knownFrom = (before: Receipt | undefined): Set<string> =>
  new Set(before?.parts.filter((part) => part.read).map((part) => `${part.id} ${part.hash}`));

/** Controls, invisible signs and changes of direction. */
const INVISIBLE = /[\0-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;
const LONE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(^|[^\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** What was typed as it goes into a receipt: nothing invisible in it, and no longer than `most` signs. */
export function clean(typed: string, most: number, lines = false): string {
  const kept = typed.normalize("NFC").replace(LONE, "$1").replace(/\r\n?/g, "\n");
  const plain = kept.replace(INVISIBLE, (sign) => (sign === "\n" && lines ? sign : sign === "\n" || sign === "\t" ? " " : ""));
  return [...plain.trim()].slice(0, most).join("").trim();
}

const NUMBER = /^[A-Z0-9][A-Z0-9._-]{0,19}$/;

/** A staff number: half width, capitals; empty when it is none. */
export function numberOf(typed: string): string {
  const number = typed.normalize("NFKC").replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "").toUpperCase();
  return NUMBER.test(number) ? number : "";
}

const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Six signs: the first thirty bits of the digest. */
function signs(text: string): string {
  const bits = (sha256(text)[0] as number) >>> 2;
  return [25, 20, 15, 10, 5, 0].map((shift) => SIGNS[(bits >>> shift) & 31]).join("");
}

const LETTER: Record<Status, string> = { agreed: "A", refused: "R", leave: "L" };

/** The short code: release, fingerprint, number, day, score, status, and the start of the receipt's checksum. No name. */
export function codeOf({ policy, person, date, questions, status, checksum }: Receipt): string {
  const score = `${questions.right}/${questions.asked}`;
  const parts = [
    "HBR1", policy.version, policy.hash.slice(0, 12), person.number, date.replace(/-/g, ""), score, LETTER[status], checksum.slice(0, 8),
  ];
  const text = parts.join(":").toUpperCase();
  return `${text}:${signs(text)}`;
}
