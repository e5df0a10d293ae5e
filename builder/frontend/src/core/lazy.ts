// Scripts that only some pages need, from beside this one.

import { mark } from "./words";

const here = (document.currentScript as HTMLScriptElement | null)?.src.replace(/[^/]*$/, "") ?? "";
const asked = new Map<string, Promise<void>>();

/** Loads `<name>.js` once; rejects when it does not come. */
export function lazy(name: string): Promise<void> {
  const known = asked.get(name);
  if (known) return known;
  const coming = new Promise<void>((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${here}${name}.js?${mark}`;
    script.onload = () => resolve();
    script.onerror = () => {
      asked.delete(name);
      reject(new Error(name));
    };
    document.head.append(script);
  });
  asked.set(name, coming);
  return coming;
}
