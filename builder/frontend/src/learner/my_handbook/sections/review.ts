/** What comes back: how much is due, and where everything stands. */

import { upcoming } from "../../../answers/review_boxes";
import type { Store } from "../../../answers/store";
import { localDay, type Day } from "../../../core/calendar";
import { el } from "../../../core/dom";
import { load } from "../../../core/registry";
import { words } from "../../../core/words";
import type { Frame } from "../frame";
import { NEW_A_DAY, session, type Due } from "../items";

/** `missing`: the script with the questions and cards did not come. */
export function showReview({ part }: Frame, due: Due[], coming: Due[], today: Day, missing: boolean): void {
  const next = upcoming(coming, today);
  const said = missing ? "mine_review_missing" : due.length ? "mine_review_due" : next ? "mine_review_later" : "mine_review_none";
  const values = { n: due.length, minutes: Math.max(1, Math.min(5, Math.ceil(due.length / 3))), date: next?.due ?? "", count: next?.count ?? 0 };
  part("due").textContent = words(said, { ...values, most: NEW_A_DAY });
  part("start").hidden = !due.length;
  part("session").replaceChildren();
  part("boxes").replaceChildren(...(coming.some(({ place }) => place) ? [boxes(coming)] : []));
}

/** Starts a session, once the script for it has come. `all` is what comes back; `run` is told when the session begins and ends. */
export async function startReview(
  { outline, part, section, linkTo }: Frame, store: Store, all: (today: Day) => Due[], changed: () => void, run: (on: boolean) => void,
): Promise<void> {
  const startSession = await load("review");
  if (!startSession) {
    part("due").textContent = words("mine_not_loaded");
    return;
  }
  const today = localDay();
  run(true);
  section("review").classList.add("is-running");
  part("start").hidden = true;
  part("boxes").replaceChildren();
  part("due").textContent = "";
  startSession(part("session"), {
    store, outline, today, linkTo, changed,
    due: () => session(all(today), today),
    later: () => upcoming(all(today), today),
    end() {
      run(false);
      changed();
      section("review").focus();
    },
  });
}

/** How many things stand in each box. */
function boxes(coming: Due[]): HTMLElement {
  const counts = [1, 3, 7, 21, 60].map((days, box) => [days, coming.filter(({ place }) => place?.box === box).length] as const);
  const most = Math.max(...counts.map(([, count]) => count));
  const list = counts.map(([days, count]) => {
    const bar = el("span", "hb-box__bar");
    bar.style.setProperty("--share", String(most ? count / most : 0));
    return el("li", "hb-box", el("span", "hb-box__n", String(count)), bar, el("span", "", words("mine_box", { n: days })));
  });
  const result = el("ul", "hb-plain hb-boxes", ...list);
  result.setAttribute("aria-label", words("mine_boxes"));
  return result;
}
