// The words of the interface and the identity of the handbook, which the builder writes before this script.

interface Given {
  words: Record<string, string>;
  handbook: { id: string; version: string };
  mark: string;
  /** What `registry` keeps. */
  parts?: object;
}
declare const HB: (Given & Record<string, unknown>) | undefined;

/** What the builder and the scripts of this page share; of its own where no builder wrote it, as in tests. */
export const given: Given = typeof HB === "undefined" ? { words: {}, handbook: { id: "handbook", version: "0" }, mark: "" } : HB;

/** Which handbook this page belongs to. */
export const handbook = given.handbook;

/** What to put behind the address of a script, so that no old one is taken for it. */
export const mark = given.mark;

/** Data that a script of its own (`handbook-<name>.js`) brings; undefined until it has come. */
export const sharedData = <T>(name: string): T | undefined => (typeof HB === "undefined" ? undefined : (HB[name] as T | undefined));

/** The words under `key` (`data.saved`), with `{name}` replaced by `values.name`. */
export type Words = (key: string, values?: Record<string, string | number>) => string;

/** Looks words up in the catalogue of the page's language; an unknown key shows itself. */
export const words: Words = (key, values = {}) =>
  (given.words[key] ?? key).replace(/\{(\w+)\}/g, (hole, name: string) =>
    String(values[name] ?? hole),
  );
