/** The sheets of the learner's own page that are printed; the script that makes them comes when it is wanted. */

import type { Store } from "../../answers/store";
import { localDay } from "../../core/calendar";
import { lazy } from "../../core/lazy";
import { load, type Parts } from "../../core/registry";
import { sharedData, words } from "../../core/words";
import type { Frame } from "./frame";
import type { Records } from "./outline";
import { onPaper } from "./paper";

type Folio = Parts["folio"];
type Wanted = Parameters<Folio["portfolio"]>[0];

/** Puts a sheet on paper, once the script for it has come. */
export async function printSheet({ part }: Frame, make: (folio: Folio) => HTMLElement): Promise<void> {
  const folio = await load("folio");
  if (folio) onPaper(part("paper"), make(folio));
  else part("folio-said").textContent = words("mine_not_loaded");
}

/** Prints what the learner entered in the module that was chosen. */
export async function printFolio(frame: Frame, store: Store, records: () => Records): Promise<void> {
  const { outline, part } = frame;
  const parts = ["known", "sheets", "plots", "charts"].map((name) => lazy(`handbook-${name}`));
  await Promise.all(parts).catch(() => undefined);
  const module = outline.modules.find(({ id }) => id === part<HTMLSelectElement>("module").value);
  const [known, sheets, plots] = [sharedData<Wanted["known"]>("known"), sharedData<Wanted["sheets"]>("sheets"), sharedData<Wanted["plots"]>("plots") ?? {}];
  const name = part<HTMLInputElement>("name").value.trim().slice(0, 60);
  if (module && known && sheets)
    await printSheet(frame, (folio) => folio.portfolio({ outline, module, known, sheets, plots, records: records(), name, today: localDay(), version: store.handbook.version }));
  else part("folio-said").textContent = words("mine_not_loaded");
}
