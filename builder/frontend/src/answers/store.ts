// Keeps answers on this device. What is typed is in memory at once, in localStorage a moment later, and what another
// tab wrote meanwhile stays. Whatever the storage does, the answers of this page stay in memory and can be exported.

import {
  blank, map, merge, merge3, put, readRecord, same, unite,
  type Answers, type Attempt, type AnswerRecord, type Value,
} from "./record";

/** `corrupt`: a saved record could not be read and was put aside; the others: the last write failed. */
export type Status = "ok" | "blocked" | "full" | "corrupt";

/** What goes with changed answers: results, attempts, and the wording they were given to. */
export interface Extra {
  outputs?: Answers;
  history?: Attempt[];
  revision?: string;
  asked?: Record<string, string>;
}

/** Answers, by field; undefined takes an answer away. */
export type Changed = Record<string, Value | undefined>;

/** Told that somebody else changed these fields of a record (another tab, an import, an undo). */
export type Listener = (rec: AnswerRecord, fields: string[]) => void;

/** Facts about the whole handbook on this device; times are ISO. */
export interface Meta {
  /** When the first answer was saved. */
  since?: string;
  /** When the learner last exported. */
  exported?: string;
  /** What the learner wants to be called in answers files. */
  name?: string;
}

const DELAY = 250;
const LESSON = "lesson:";

export class Store {
  private readonly cache = new Map<string, AnswerRecord>();
  /** Unwritten changes: id → field → value before the change. */
  private readonly pending = new Map<string, Record<string, Value | undefined>>();
  /** The text of each record as this page last read or wrote it. */
  private readonly seen = new Map<string, string | null>();
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly watchers = new Set<(status: Status) => void>();
  /** What could not be read and, for want of room, not moved either: id → name and text. Nothing is written over it. */
  private readonly stuck = new Map<string, [key: string, raw: string]>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private trouble: Status = "ok";
  private corrupt = false;
  private readonly prefix: string;

  /** `area` may throw, as reading `window.localStorage` does where it is blocked. */
  constructor(
    readonly handbook: { id: string; version: string },
    private readonly area: () => Storage = () => localStorage,
    private readonly now: () => number = Date.now,
  ) {
    this.prefix = `handbook:${handbook.id}:`;
    this.attempt(() => this.area().getItem(this.prefix));
  }

  get status(): Status {
    return this.trouble === "ok" && this.corrupt ? "corrupt" : this.trouble;
  }

  /** Calls back now and whenever the status changes or something is typed or written. */
  onStatus(watch: (status: Status) => void): () => void {
    this.watchers.add(watch);
    watch(this.status);
    return () => this.watchers.delete(watch);
  }

  /** Whether something typed is not in the storage. */
  get unsaved(): boolean {
    return this.pending.size > 0;
  }

  /** The record of an exercise (`lesson:<id>` for a lesson); blank when there is none. Do not change it. */
  load(id: string): AnswerRecord {
    let rec = this.cache.get(id);
    if (!rec) this.cache.set(id, (rec = this.read(id) ?? blank()));
    return rec;
  }

  /** Enters changed answers and writes them within 250 ms. */
  save(id: string, changed: Changed, extra: Extra = {}): void {
    const rec = this.load(id);
    const before = this.pending.get(id) ?? map<Value | undefined>();
    const time = this.now();
    for (const [field, value] of Object.entries(changed)) {
      if (!(field in before)) before[field] = rec.answers[field];
      put(rec, field, value, time, extra.asked?.[field]);
    }
    if (extra.history) rec.history = extra.history;
    if (extra.outputs) rec.outputs = extra.outputs;
    if (extra.revision) rec.revision = extra.revision;
    rec.updated = new Date(time).toISOString();
    this.pending.set(id, before);
    this.timer ??= setTimeout(() => this.flush(), DELAY);
    this.tell();
  }

  /** Writes what is pending now. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    for (const id of [...this.pending.keys()]) {
      this.sync(id);
      if (this.write(id)) this.pending.delete(id);
    }
    this.tell();
  }

  /** Takes in what other tabs wrote to a record, or to all that this page knows. */
  sync(...ids: string[]): void {
    for (const id of ids.length ? ids : [...this.cache.keys()]) {
      const raw = this.attempt(() => this.area().getItem(this.key(id)));
      if (raw !== undefined && raw !== this.seen.get(id)) this.takeIn(id);
    }
  }

  private takeIn(id: string): void {
    const rec = this.load(id);
    const theirs = this.read(id) ?? blank();
    const before = this.pending.get(id) ?? map<Value | undefined>();
    const result: AnswerRecord = { ...theirs };
    for (const field of Object.keys(before)) {
      const value = merge3(before[field], rec.answers[field], theirs.answers[field]);
      before[field] = theirs.answers[field];
      put(result, field, value, rec.times[field] as number, rec.asked[field]);
    }
    if (this.pending.has(id)) {
      Object.assign(result, { revision: rec.revision, updated: rec.updated, outputs: rec.outputs, done: rec.done });
      result.history = unite(rec.history, theirs.history);
    }
    this.replace(id, result);
  }

  private replace(id: string, rec: AnswerRecord): void {
    const before = this.cache.get(id) ?? blank();
    this.cache.set(id, rec);
    const known = new Set([...Object.keys(before.answers), ...Object.keys(rec.answers)]);
    const fields = [...known].filter((field) => !same(before.answers[field], rec.answers[field]));
    if (fields.length || before.history.length !== rec.history.length)
      for (const tell of this.listeners.get(id) ?? []) tell(rec, fields);
  }

  /** Calls back when somebody else changes a record. */
  onChange(id: string, listener: Listener): () => void {
    const all = this.listeners.get(id) ?? new Set();
    this.listeners.set(id, all.add(listener));
    return () => all.delete(listener);
  }

  /** Every record on this device and in this page's memory, by id. */
  all(): Map<string, AnswerRecord> {
    this.sync();
    const result = new Map<string, AnswerRecord>();
    for (const id of new Set([...this.storedIds(), ...this.cache.keys()])) {
      const rec = this.load(id);
      if (rec.updated) result.set(id, rec);
    }
    return result;
  }

  /** Replaces records whole and at once; undefined removes one. Returns how to take that back. */
  change(records: Map<string, AnswerRecord | undefined>): () => void {
    this.flush();
    this.sync(...records.keys());
    const before = new Map<string, AnswerRecord | undefined>();
    for (const [id, rec] of records) {
      const old = this.load(id);
      before.set(id, old.updated ? old : undefined);
      this.pending.delete(id);
      this.replace(id, rec ?? blank());
      if (!this.write(id)) this.pending.set(id, map());
    }
    return () => {
      this.change(new Map([...before].map(([id, old]) => [id, old && this.withWhatCame(id, records.get(id), old)])));
    };
  }

  /** What an undo brings back, with what was typed since. */
  private withWhatCame(id: string, changed: AnswerRecord | undefined, old: AnswerRecord): AnswerRecord {
    const now = this.load(id);
    return !now.updated || now.updated === changed?.updated ? old : merge(old, now);
  }

  private storedIds(): string[] {
    return this.keys().flatMap((key) => {
      const [kind, ...id] = key.slice(this.prefix.length).split(":");
      return kind === "exercise" ? [id.join(":")] : kind === "lesson" ? [LESSON + id.join(":")] : [];
    });
  }

  private keys(): string[] {
    const keys = this.attempt(() => Object.keys(this.area()));
    return (keys ?? []).filter((key) => key.startsWith(this.prefix)).sort();
  }

  private key(id: string): string {
    return this.prefix + (id.startsWith(LESSON) ? id : `exercise:${id}`);
  }

  private read(id: string): AnswerRecord | undefined {
    const raw = this.attempt(() => this.area().getItem(this.key(id)));
    this.seen.set(id, raw ?? null);
    if (raw == null) return undefined;
    const rec = parse(raw);
    if (!rec) this.putAside(id, raw);
    return rec;
  }

  /** Moves a record that cannot be read out of the way, so that new answers do not destroy it. */
  private putAside(id: string, raw: string): void {
    const key = `${this.prefix}aside:${id}:${this.now()}`;
    this.corrupt = true;
    const moved = this.attempt(() => {
      const area = this.area();
      area.setItem(key, raw);
      area.removeItem(this.key(id));
      this.seen.set(id, null);
      return true;
    });
    if (!moved) this.stuck.set(id, [key, raw]);
    this.tell();
  }

  /** What could not be read: name → text, to be downloaded. */
  asides(): Map<string, string> {
    const stored = this.keys().filter((key) => key.startsWith(`${this.prefix}aside:`));
    const texts = stored.map((key) => [key, this.attempt(() => this.area().getItem(key)) ?? ""] as const);
    return new Map([...this.stuck.values(), ...texts]);
  }

  /** Throws away what could not be read. */
  dropAsides(): void {
    const keys = [...this.asides().keys(), ...[...this.stuck.keys()].map((id) => this.key(id))];
    for (const key of keys) this.attempt(() => this.area().removeItem(key));
    this.stuck.clear();
    this.corrupt = false;
    this.flush();
  }

  private write(id: string): boolean {
    const rec = this.load(id);
    const raw = rec.updated ? JSON.stringify(rec) : null;
    if (this.stuck.has(id)) return false;
    const done = this.attempt(() => {
      const area = this.area();
      if (raw === null) area.removeItem(this.key(id));
      else area.setItem(this.key(id), raw);
      return true;
    });
    if (!done) return false;
    this.seen.set(id, raw);
    this.settle("ok");
    if (raw !== null && !this.meta.since) this.meta = { since: rec.updated };
    return true;
  }

  get meta(): Meta {
    const raw = this.attempt(() => this.area().getItem(`${this.prefix}meta`));
    try {
      const given = Object.entries(JSON.parse(raw ?? "{}") as object).filter(([, value]) => typeof value === "string");
      return Object.fromEntries(given) as Meta;
    } catch {
      return {};
    }
  }

  set meta(changed: Meta) {
    const raw = JSON.stringify({ ...this.meta, ...changed });
    this.attempt(() => this.area().setItem(`${this.prefix}meta`, raw));
  }

  /** Does something with the storage; undefined, and the status changes, when the storage refuses. */
  private attempt<T>(act: () => T): T | undefined {
    try {
      return act();
    } catch (error) {
      this.settle(isFull(error) ? "full" : "blocked");
      return undefined;
    }
  }

  private settle(trouble: Status): void {
    if (this.trouble === trouble) return;
    this.trouble = trouble;
    this.tell();
  }

  private tell(): void {
    for (const watch of this.watchers) watch(this.status);
  }

  /** Ties the store to the life of the page and to other tabs. */
  attach(target: Window): void {
    const flush = (): void => this.flush();
    target.addEventListener("pagehide", flush);
    target.addEventListener("pageshow", () => this.sync());
    target.document.addEventListener("visibilitychange", () =>
      target.document.visibilityState === "hidden" ? this.flush() : this.sync(),
    );
    target.addEventListener("storage", (event) => {
      if (event.key === null || event.key.startsWith(this.prefix)) this.sync();
    });
    target.addEventListener("beforeunload", (event) => {
      this.flush();
      if (this.unsaved) event.preventDefault();
    });
  }
}

function parse(raw: string): AnswerRecord | undefined {
  try {
    return readRecord(JSON.parse(raw));
  } catch {
    return undefined;
  }
}

const isFull = (error: unknown): boolean =>
  error instanceof DOMException && /quota/i.test(error.name);
