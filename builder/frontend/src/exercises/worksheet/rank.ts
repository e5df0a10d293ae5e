/** Ranking: rows stand in the order of their places; two buttons move a row, and each place is also a select. */

import type { ExerciseHost } from "../types";

const select = (row: Element): HTMLSelectElement => row.querySelector("select") as HTMLSelectElement;

/** Brings a ranking to life. Returns how to show the order that its selects say. */
export function bindRank(host: ExerciseHost, field: string): () => void {
  const list = host.form.querySelector(`[data-field="${field}"] .hb-ranked`) as HTMLElement;
  const asWritten = [...list.children];
  const rows = (): Element[] => [...list.children];
  const place = (row: Element): number => Number(select(row).value) || Infinity;

  /** Puts rows into this order without moving the one that has the focus. */
  function arrange(order: Element[]): void {
    const still = order.findIndex((row) => row.contains(document.activeElement));
    order.forEach((row, i) => {
      if (i < still) list.insertBefore(row, order[still] as Element);
      else if (i > still) list.append(row);
    });
  }

  function number(order: Element[], moved: Element): void {
    arrange(order);
    order.forEach((row, i) => (select(row).value = String(i + 1)));
    host.changed(field);
    const label = moved.querySelector(".hb-card__label")?.textContent ?? "";
    host.announce(host.words("ws_place", { label, n: order.indexOf(moved) + 1 }));
  }

  function move(row: Element, to: number): void {
    const order = rows().filter((one) => one !== row);
    if (to < 0 || to > order.length) return;
    order.splice(to, 0, row);
    number(order, row);
  }

  list.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-move]");
    const row = button?.closest("li");
    if (button && row) move(row, rows().indexOf(row) + Number(button.dataset["move"]));
  });
  list.addEventListener("change", (event) => {
    const row = (event.target as Element).closest("li");
    if (row && isFinite(place(row))) move(row, place(row) - 1);
  });
  return () => arrange([...asWritten].sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b))));
}
