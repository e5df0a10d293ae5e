// The receipt on paper: the blank sheets of the page, filled.

import { el } from "../../core/dom";
import { qr } from "../../core/files";
import type { Words } from "../../core/words";
import { codeOf, type Receipt } from "./receipt";

/** Fills a copy of every blank sheet into `target`. */
export async function fillSheets(target: HTMLElement, blank: HTMLElement, receipt: Receipt, lines: string[], words: Words): Promise<void> {
  const code = codeOf(receipt);
  const sheets = [...blank.children].map((sheet) => sheet.cloneNode(true) as HTMLElement);
  for (const sheet of sheets) fill(sheet, receipt, lines, code, words);
  target.replaceChildren(...sheets);
  for (const sheet of sheets) {
    const picture = await qr(code, words("receipt_picture"));
    if (picture) sheet.querySelector("[data-slot=code]")?.prepend(picture);
  }
}

function fill(sheet: HTMLElement, receipt: Receipt, lines: string[], code: string, words: Words): void {
  sheet.classList.add("is-filled");
  for (const [slot, text] of Object.entries(texts(receipt, words))) {
    const place = sheet.querySelector(`[data-slot=${slot}]`);
    if (place) place.textContent = text;
  }
  for (const choice of sheet.querySelectorAll<HTMLElement>("[data-choice]"))
    choice.classList.toggle("is-chosen", choice.dataset["choice"] === receipt.status);
  sheet.querySelector("[data-slot=answers]")?.append(...lines.map((line) => el("p", "", line)));
  sheet.querySelector("[data-slot=code]")?.append(
    el("p", "", el("span", "hb-hash", code), el("br"), words("receipt_check", { check: "" }), el("span", "hb-hash", receipt.checksum)),
  );
  (sheet.querySelector("[data-witness]") as HTMLElement).hidden = receipt.status === "agreed";
}

function texts(receipt: Receipt, words: Words): Record<string, string> {
  const { person, parts, questions, refusal, leave, before } = receipt;
  const n = parts.filter((part) => part.read).length;
  const kept = parts.filter((part) => part.read === "before").length;
  const facts = { n, of: parts.length, kept, version: before?.version ?? "", check: before?.checksum.slice(0, 8) ?? "" };
  return {
    name: person.name,
    staff: person.number,
    department: person.department,
    date: receipt.date,
    read: words(kept ? "receipt_read_kept" : "receipt_read", facts),
    score: questions.asked ? words("receipt_score", { right: questions.right, of: questions.asked }) : words("receipt_score_none"),
    reason: refusal?.reason ?? "",
    until: leave?.until ?? "",
    how: leave?.how ?? "",
  };
}
