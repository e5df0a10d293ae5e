/** Small helpers for what scripts add to a page. Text is only ever text. */

type Child = Node | string | false | null | undefined;

/** An element with a class and children. */
export function el<K extends keyof HTMLElementTagNameMap>(tag: K, name = "", ...children: Child[]): HTMLElementTagNameMap[K] {
  const result = document.createElement(tag);
  if (name) result.className = name;
  result.append(...children.filter((child): child is Node | string => child !== false && child != null));
  return result;
}

/** A button that does one thing. */
export function button(text: string, act: () => void): HTMLButtonElement {
  const result = el("button", "hb-button", text);
  result.type = "button";
  result.addEventListener("click", act);
  return result;
}

/** A table with a caption; the first cell of each row heads it. */
export function tableOf(caption: string, heads: string[], rows: (Node | string)[][]): HTMLElement {
  const table = el("table", "hb-data", el("caption", "", caption));
  const scoped = (cell: Node | string, scope: string): HTMLElement => {
    const th = el("th", "", cell);
    th.scope = scope;
    return th;
  };
  table.createTHead().append(el("tr", "", ...heads.map((head) => scoped(head, "col"))));
  const body = table.createTBody();
  for (const [head = "", ...cells] of rows)
    body.append(el("tr", "", scoped(head, "row"), ...cells.map((cell) => el("td", "", cell))));
  return el("div", "hb-scroll", table);
}

/** Shows a result: exactly in `data-value`, readably as text. */
export function output(form: HTMLFormElement, name: string, value: string | number | boolean | null, text = ""): void {
  const found = form.querySelector<HTMLOutputElement>(`output[name="${name}"]`);
  if (!found) return;
  found.dataset["value"] = value === null ? "" : String(value);
  found.textContent = text || (value === null ? "" : String(value));
}

/** A number with two decimals at most. */
export const short = (value: number): string => String(Number(value.toFixed(2)));
