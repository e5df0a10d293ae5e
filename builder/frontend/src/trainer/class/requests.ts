/** What the page asks for; the browser counts, not we. */

import { words } from "../../core/words";

/** Says in `place` what the page has asked for since the first answers were read. */
export function watchRequests(place: HTMLElement, first: () => number): void {
  const asked: string[] = [];
  const tell = (): void => {
    place.dataset["count"] = String(asked.length);
    place.textContent = asked.length ? words("class_requests_some", { n: asked.length, list: asked.slice(-5).join(" ") }) : words("class_requests_none");
  };
  tell();
  new PerformanceObserver((list) => {
    asked.push(...list.getEntries().filter(({ startTime }) => startTime >= first()).map(({ name }) => name).filter(leaves));
    tell();
  }).observe({ type: "resource", buffered: false });
}

/** Whether an address lies beyond this computer. */
const leaves = (address: string): boolean => !address.startsWith("file:");
