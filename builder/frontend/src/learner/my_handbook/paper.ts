/** Paper: while it prints, one sheet stands for the page. */

const ON = "hb-print-paper";

/** Prints `sheet` in `place`, and takes it away afterwards. */
export function onPaper(place: HTMLElement, sheet: HTMLElement): void {
  place.replaceChildren(sheet);
  document.documentElement.classList.add(ON);
  const clear = (): void => {
    place.replaceChildren();
    document.documentElement.classList.remove(ON);
    removeEventListener("afterprint", clear);
  };
  addEventListener("afterprint", clear);
  print();
}
