// Finds what the parts of the bundle provide (`parts`), and loads those that are not there yet.

import { lazy } from "./lazy";
import type { Parts } from "./parts";
import { given } from "./words";

export type { Parts } from "./parts";

const parts = (given.parts ??= {}) as Partial<Parts>;

/** Makes a value known to the other scripts of the page. */
export function provide<Name extends keyof Parts>(name: Name, value: Parts[Name]): void {
  parts[name] = value;
}

/** What a part provides; undefined until its script has come. */
export const part = <Name extends keyof Parts>(name: Name): Parts[Name] | undefined => parts[name];

/** Loads the script `handbook-<name>.js`, once; undefined when it does not come. */
export const load = <Name extends keyof Parts>(name: Name): Promise<Parts[Name] | undefined> =>
  lazy(`handbook-${name}`).then(() => parts[name], () => undefined);
