/** Answers of one line stand in boxes that grow, so that a long one is not cut; they are one line all the same. */

/** Keeps line breaks out of a form's lines, and makes its boxes grow where the browser does not. Returns how to fit them again. */
export function bindLines(form: HTMLFormElement): () => void {
  const grows = CSS.supports("field-sizing", "content");
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing && isLine(event.target)) event.preventDefault();
  });
  form.addEventListener(
    "input",
    ({ target }) => {
      if (isLine(target) && target.value.includes("\n")) target.value = target.value.replace(/\s*\n\s*/g, " ");
      if (!grows && target instanceof HTMLTextAreaElement) fit(target);
    },
    true,
  );
  const all = (): void => {
    if (!grows) form.querySelectorAll("textarea").forEach(fit);
  };
  all();
  return all;
}

const isLine = (target: EventTarget | null): target is HTMLTextAreaElement => (target as Element).classList.contains("hb-oneline");

/** As high as what stands in it, with its border. */
function fit(box: HTMLTextAreaElement): void {
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + 2}px`;
}
