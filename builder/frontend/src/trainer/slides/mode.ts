/** Whether the deck is shown slide by slide, or read from top to bottom as it is without scripts. */

const KEY = "handbook-slides-mode";
const NARROW = "(max-width: 40em)";

/** On a phone held upright a slide is too small to read, unless somebody asks for it. */
export function readAsPage(): boolean {
  const chosen = kept();
  return chosen ? chosen === "read" : matchMedia(NARROW).matches;
}

/** Opens the page again in the other way, where it was. */
export function change(to: "read" | "show"): void {
  try {
    sessionStorage.setItem(KEY, to);
  } catch {
    // Without storage the page opens as its width says.
  }
  location.reload();
}

function kept(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}
