/** What to do next, and what is due today. */

import type { Entry } from "../../../exercises/worksheet/ics";
import type { Day } from "../../../core/calendar";
import { el } from "../../../core/dom";
import { words } from "../../../core/words";
import type { Frame } from "../frame";
import type { Step, Task } from "../today";

export function showNext({ part, sentence }: Frame, { key, to, values }: Step): void {
  part("next").replaceChildren(to ? sentence(`mine_next_${key}`, values, to) : words(`mine_next_${key}`));
}

/** `dates` are those of the calendar, in their order. */
export function showToday({ part, sentence }: Frame, todo: Task[], dates: Entry[], today: Day): void {
  const lines = todo.map(({ key, to, values }) => {
    const line = el("li", "", sentence(`mine_today_${key}`, values, to));
    line.dataset["task"] = key;
    return line;
  });
  const next = dates.find(({ date }) => date > today);
  const nothing = el("li", "hb-soft", words(next ? "mine_today_none_until" : "mine_today_none", { date: next?.date ?? "", title: next?.title ?? "" }));
  part("today").replaceChildren(...(lines.length ? lines : [nothing]));
  part("calendar").hidden = !dates.length;
}
