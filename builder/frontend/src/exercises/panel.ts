// What stands under every exercise: whether it is saved, and what can be done with it.

import { el } from "../core/dom";
import type { ExerciseHost } from "./types";
import { load, part, type Parts } from "../core/registry";
import { printForm } from "../core/print";
import type { Status, Store } from "../answers/store";
import { words } from "../core/words";

/** Starts what only one page has. Returns how to stop it. */
export type Mount = (root: HTMLElement, store: Store) => (() => void) | void;

/** What only one page has: `<hb-NAME>`, started by the script `handbook-NAME`. */
type PartName = "mine" | "policy" | "receipt";

declare module "../core/parts" {
  interface Parts extends Record<PartName, Mount> {}
}

const WEEK = 7 * 24 * 3600 * 1000;

/** The script that takes answers away and brings them back; rejects when it does not come. */
async function data(): Promise<Parts["data"]> {
  const loaded = await load("data");
  if (!loaded) throw new Error("data");
  return loaded;
}

/** Whether a week of answers exists only on this device. */
export function needsBackup(store: Store, now = Date.now()): boolean {
  const { exported, since } = store.meta;
  const last = Date.parse(exported ?? since ?? "");
  return now - last > WEEK && [...store.all().values()].some((rec) => rec.updated > (exported ?? ""));
}

/** Brings the panel of an exercise to life. Returns how to stop it. */
export function openPanel(host: ExerciseHost, pristine: HTMLFormElement): () => void {
  const { root, store, form } = host;
  const panel = root.querySelector<HTMLElement>(".hb-panel");
  if (!panel) return () => undefined;
  panel.addEventListener("click", (event) => {
    const act = (event.target as Element).closest<HTMLElement>("[data-do]")?.dataset["do"];
    if (act === "print") printForm(form);
    else if (act === "blank") printForm(form, pristine);
    else if (act) void data().then((loaded) => loaded.act(act, host, panel));
  });
  const details = panel.querySelector<HTMLDetailsElement>(".hb-code");
  const show = (): void => {
    if (details?.open) void data().then((loaded) => loaded.showCode(host, panel));
  };
  details?.addEventListener("toggle", show);
  host.onInput(show);
  host.onRestore(show);
  return watch(panel, store);
}

/** Starts the page of the learner's data once its script has come. */
export function openData(root: HTMLElement, store: Store): () => void {
  const stop = watch(root, store);
  const open = data().then((loaded) => (root.isConnected ? loaded.mountData(root, store) : undefined));
  return () => {
    stop();
    void open.then((close) => close?.());
  };
}

/** Starts what only one page has, `<hb-NAME>`, once its script `handbook-NAME` has come. */
export function openPart(root: HTMLElement, store: Store): () => void {
  const open = load(root.localName.slice(3) as PartName).then((mount) => (root.isConnected ? mount?.(root, store) : undefined));
  const stop = watch(root, store);
  return () => {
    stop();
    void open.then((close) => close?.());
  };
}

/** Says how saving goes, and when it is time for a copy elsewhere. */
function watch(place: HTMLElement, store: Store): () => void {
  const state = place.querySelector<HTMLElement>("[data-saved]");
  const nudge = place.querySelector<HTMLElement>("[data-nudge]");
  if (nudge) nudge.hidden = !needsBackup(store);
  return store.onStatus((status) => {
    if (state) {
      const text = words(`status_${status === "ok" && store.unsaved ? "saving" : status}`);
      if (state.textContent !== text) state.textContent = text; // each stroke says so twice
      state.dataset["status"] = status;
    }
    void explain(place, status);
  });
}

/** Says at length what is wrong; the words for that rare case come with another script. */
async function explain(place: HTMLElement, status: Status): Promise<void> {
  if (status !== "ok") await load("data");
  banner(place, status === "ok" ? "" : words(part("data") ? `banner_${status}` : `status_${status}`));
}

/** A plain notice at the top of what it is about, said once. */
function banner(place: HTMLElement, text: string): void {
  const host = place.closest("hb-exercise, hb-data") ?? place;
  const old = host.querySelector(":scope > .hb-banner");
  if (old?.textContent === text) return;
  old?.remove();
  if (!text) return;
  const notice = el("div", "hb-banner", el("p", "", text));
  notice.setAttribute("role", "alert");
  host.prepend(notice);
}
