/** Ways through a case, without a page. */

import { own, type Value } from "../../answers/record";
import type { CaseDetails } from "../../core/contract";

/** Scene → turn → the scene it leads to; an ending has no turns. The first scene comes first. */
export type Scenes = CaseDetails["scenes"];

/** The scenes that these choices lead through, from the first on; not beyond `until`, where it lies on the way. */
export function walk(scenes: Scenes, chosen: (scene: string) => Value | undefined, until?: Value): string[] {
  const way: string[] = [];
  for (let here: string | undefined = Object.keys(scenes)[0]; here !== undefined && !way.includes(here); ) {
    way.push(here);
    if (here === until) break;
    here = own(own(scenes, here) ?? {}, String(chosen(here)));
  }
  return way;
}

export const isEnding = (scenes: Scenes, scene: Value | undefined): boolean =>
  typeof scene === "string" && Object.keys(own(scenes, scene) ?? { none: "" }).length === 0;

/** Numbers of scenes as on the page: `1 → 3 → 4`. */
export const numbered = (scenes: Scenes, way: string[]): string =>
  way.map((scene) => Object.keys(scenes).indexOf(scene) + 1).join(" → ");
