// The script of the discipline scheme's pages, and of no others.

import { parts } from "../core/parts";
import { correct, versionsOf } from "../policy/banners";
import { mountCalculator } from "../policy/calculator";
import { mountCitations } from "../policy/cite";
import { mountCompare, mountDay, mountRoles } from "../policy/pages";
import { mountTerms } from "../policy/terms";

function mount(): undefined {
  const root = document.querySelector<HTMLElement>(".hb-policy");
  const versions = versionsOf();
  correct(versions);
  mountDay(versions);
  mountCompare();
  mountRoles();
  mountCalculator(versions);
  for (const act of document.querySelectorAll("[data-print]")) act.addEventListener("click", () => print());
  if (root?.dataset["policy"] === "text") {
    mountCitations(root);
    mountTerms();
  }
}

parts.policy = mount;
