// Paper. Filled: long answers print whole, in boxes that grow. Blank: the form as the page came stands in for the one
// that was typed into, which stays as it is.

/** Before each print: what stands in a control, as text that can break over lines. After it, nothing is left. */
export function attachPrint(): void {
  addEventListener("beforeprint", () => {
    removeAll(".hb-mirror");
    for (const control of document.querySelectorAll<HTMLInputElement>(MIRRORED)) mirror(control);
  });
  addEventListener("afterprint", clear);
}

const MIRRORED = ".md-content form :is(textarea, select, input[type=text], input[type=date], input[type=time])";

function mirror(control: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement): void {
  const text = control instanceof HTMLSelectElement && control.value ? control.selectedOptions[0]?.text : control.value;
  if (!text || control.closest(".hb-blank")) return;
  const copy = document.createElement("div");
  copy.className = "hb-mirror";
  copy.textContent = text;
  control.before(copy);
}

function clear(): void {
  removeAll(".hb-mirror,.hb-blank");
  document.documentElement.classList.remove("hb-print-blank");
}

function removeAll(selector: string): void {
  for (const one of document.querySelectorAll(selector)) one.remove();
}

/** Prints the page with this form filled as it is, or with `blank` in its place. */
export function printForm(form: HTMLFormElement, blank?: HTMLFormElement): void {
  clear();
  if (blank) form.after(blankCopy(blank));
  form.classList.add("hb-filled");
  document.documentElement.classList.toggle("hb-print-blank", !!blank);
  print();
}

/** A copy that no script or label can take for the real form. */
function blankCopy(form: HTMLFormElement): HTMLFormElement {
  const copy = form.cloneNode(true) as HTMLFormElement;
  copy.classList.add("hb-blank");
  for (const one of copy.querySelectorAll("[id]")) one.removeAttribute("id");
  return copy;
}
