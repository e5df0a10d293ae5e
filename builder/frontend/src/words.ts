// The words of the interface and the identity of the handbook, which the builder writes before this script.

declare const HB: { words: Record<string, string>; handbook: { id: string; version: string } } | undefined;

const given = typeof HB === "undefined" ? { words: {}, handbook: { id: "handbook", version: "0" } } : HB;

/** Which handbook this page belongs to. */
export const handbook = given.handbook;

/** The words under `key` (`data.saved`), with `{name}` replaced by `values.name`. */
export type Words = (key: string, values?: Record<string, string | number>) => string;

/** Looks words up in the catalogue of the page's language; an unknown key shows itself. */
export const words: Words = (key, values = {}) =>
  ((given.words as Record<string, string>)[key] ?? key).replace(/\{(\w+)\}/g, (hole, name: string) =>
    String(values[name] ?? hole),
  );
