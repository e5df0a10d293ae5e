/** The class page's camera: codes are read while they are held up, one after the other. */

import { words } from "../../core/words";
import { canWatch, watch } from "./camera";

export type See = (label: string, text: string) => [said: string, taken: boolean];

/** Offers the camera where there is one. `see` takes a code, with what its person is called. */
export async function attachCamera(root: HTMLElement, see: See): Promise<void> {
  const part = <T extends HTMLElement>(name: string): T => root.querySelector(`[data-part=${name}]`) as T;
  const [box, view, video, label, told] = [part("camera"), part("view"), part<HTMLVideoElement>("video"), part<HTMLInputElement>("label"), part("scanned")];
  const toggle = box.querySelector("button") as HTMLButtonElement;
  if (!(await canWatch())) return;
  await keepIcon().catch(() => undefined);
  box.hidden = false;
  let stop: (() => void) | undefined;
  let starting = false;

  function show(on: boolean): void {
    view.hidden = !on;
    toggle.textContent = words(on ? "class_camera_stop" : "class_camera");
    toggle.setAttribute("aria-expanded", String(on));
  }

  function end(): void {
    stop?.();
    stop = undefined;
    show(false);
  }

  function tell(text: string): boolean {
    const [said, taken] = see(label.value, text);
    if (taken) label.value = "";
    told.textContent = said;
    return taken;
  }

  toggle.addEventListener("click", () => {
    if (stop) return end();
    if (starting) return;
    starting = true;
    told.textContent = words("class_camera_wait");
    void watch(video, tell)
      .then((found) => {
        stop = found;
        show(true);
        told.textContent = words("class_camera_on");
      })
      .catch((error: unknown) => (told.textContent = words(failed(error))))
      .finally(() => (starting = false));
  });
  // Nobody is filmed by a page that nobody looks at.
  document.addEventListener("visibilitychange", () => document.hidden && stop && end());
}

/** Browsers ask for the page's icon again when the camera's light goes on; one that lies in the page needs no asking. */
async function keepIcon(): Promise<void> {
  const link = document.querySelector<HTMLLinkElement>("link[rel~=icon]");
  if (!link) return;
  const reader = new FileReader();
  reader.onload = () => (link.href = String(reader.result));
  reader.readAsDataURL(await (await fetch(link.href)).blob());
}

const failed = (error: unknown): string => {
  const name = error instanceof DOMException ? error.name : "";
  return name === "NotAllowedError" ? "class_camera_denied" : name === "NotReadableError" ? "class_camera_busy" : "class_camera_none";
};
