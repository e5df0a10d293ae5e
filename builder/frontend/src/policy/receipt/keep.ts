// What of an acknowledgement stays on this device: read marks and answers on the way, and the receipts that were made.

import { readReceipt, type Answer, type Receipt } from "./receipt";

/** What has been done so far. */
export interface Way {
  /** Fingerprint of the release that the questions were drawn for. */
  hash: string;
  seed: string;
  /** Part id and hash → the day it was read. */
  read: Record<string, string>;
  /** Question id → what was answered first. */
  answers: Record<string, Answer>;
}

const MOST_KEPT = 12;

export class Keep {
  /** Whether the device keeps anything. */
  works = true;
  private readonly prefix: string;
  private list: Receipt[] | undefined;

  constructor(
    handbook: string,
    private readonly area: () => Storage = () => localStorage,
  ) {
    this.prefix = `handbook:${handbook}:receipt`;
  }

  way(hash: string): Way {
    const way = this.json(`${this.prefix}:way`) as Partial<Way> | undefined;
    const read = texts(way?.read);
    const same = way?.hash === hash && typeof way.seed === "string";
    return {
      hash,
      read,
      seed: same ? (way.seed as string) : Math.random().toString(36).slice(2),
      answers: same ? answersOf(way.answers) : Object.create(null),
    };
  }

  saveWay(way: Way): void {
    this.put(`${this.prefix}:way`, JSON.stringify(way));
  }

  /** The receipts on this device that are as they were made, oldest first. */
  receipts(): Receipt[] {
    const raw = this.json(`${this.prefix}s`);
    this.list ??= (Array.isArray(raw) ? raw : []).flatMap((text) => (typeof text === "string" ? readReceipt(text) ?? [] : []));
    return this.list;
  }

  add(receipt: Receipt): void {
    const others = this.receipts().filter((one) => one.checksum !== receipt.checksum);
    this.list = [...others, receipt].slice(-MOST_KEPT);
    this.put(`${this.prefix}s`, JSON.stringify(this.list.map((one) => JSON.stringify(one))));
  }

  /** Leaves nothing behind. */
  clear(): void {
    this.list = [];
    for (const key of [`${this.prefix}:way`, `${this.prefix}s`]) this.attempt(() => this.area().removeItem(key));
  }

  private json(key: string): unknown {
    const raw = this.attempt(() => this.area().getItem(key));
    try {
      return raw ? JSON.parse(raw) : undefined;
    } catch {
      return undefined;
    }
  }

  private put(key: string, text: string): void {
    this.works = this.attempt(() => (this.area().setItem(key, text), true)) ?? false;
  }

  private attempt<T>(act: () => T): T | undefined {
    try {
      return act();
    } catch {
      this.works = false;
      return undefined;
    }
  }
}

function entries(value: unknown): [string, unknown][] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

function texts(value: unknown): Record<string, string> {
  const kept = entries(value).filter((pair): pair is [string, string] => /^\d{4}-\d\d-\d\d$/.test(String(pair[1])));
  return Object.assign(Object.create(null) as Record<string, string>, Object.fromEntries(kept));
}

function answersOf(value: unknown): Record<string, Answer> {
  const result = Object.create(null) as Record<string, Answer>;
  for (const [id, raw] of entries(value)) {
    const { chosen, right } = (raw ?? {}) as Answer;
    if (Array.isArray(chosen) && chosen.every((one) => typeof one === "string") && typeof right === "boolean") result[id] = { id, chosen, right };
  }
  return result;
}
