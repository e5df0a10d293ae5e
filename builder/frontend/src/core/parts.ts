// Where the scripts of a page meet: each part of the bundle puts one value here, under its name.

/**
 * Name of a part → what it provides. A part declares its own entry beside its code:
 * `declare module "../core/parts" { interface Parts { timer: typeof bindTimer } }`.
 */
export interface Parts {}

/** The script of every page makes it (`registry`) before it loads any part. */
declare const HB: { parts: Partial<Parts> };

/** What the parts loaded so far provide; for the entries, which do nothing but add to it. */
export const parts = HB.parts;
