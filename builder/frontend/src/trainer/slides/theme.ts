/** Light for a projector, dark for a dark room; what was chosen last is kept on this device. */

const KEY = "handbook-slides-theme";
const root = document.documentElement;

/** Whether it is dark now. */
export const isDark = (): boolean => root.dataset["mdColorScheme"] === "slate";

/** Shows what was chosen last. */
export function applyTheme(): void {
  try {
    set(localStorage.getItem(KEY) === "dark");
  } catch {
    set(false);
  }
}

/** Turns it round. */
export function switchTheme(): void {
  set(!isDark());
  try {
    localStorage.setItem(KEY, isDark() ? "dark" : "light");
  } catch {
    // It lasts as long as the page.
  }
  document.dispatchEvent(new Event("hb-theme"));
}

function set(dark: boolean): void {
  root.dataset["mdColorScheme"] = dark ? "slate" : "default";
}
