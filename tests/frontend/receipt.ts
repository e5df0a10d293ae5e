// What tests/exchange/test_receipts.py asks of the acknowledgement page's logic, without a page.

import { draw } from "../../builder/frontend/src/policy/receipt/draw";
import { clean, codeOf, fileOf, knownFrom, numberOf, readReceipt, sealed, type Unsealed } from "../../builder/frontend/src/policy/receipt/receipt";
import { sha256hex } from "../../builder/frontend/src/policy/receipt/sha";
import type { Question } from "../../builder/frontend/src/policy/receipt/draw";

export const make = (body: Unsealed): [file: string, code: string] => {
  const receipt = sealed(body);
  return [fileOf(receipt), codeOf(receipt)];
};
export const reads = (text: string): boolean => readReceipt(text) !== undefined;
export const known = (text: string): string[] => [...knownFrom(readReceipt(text))];
export const drawn = (questions: Question[], toRead: string[], most: number, seed: string): string[] =>
  draw(questions, new Set(toRead), most, seed);
export const sha = (text: string): string => sha256hex(text);
export { clean, numberOf };
