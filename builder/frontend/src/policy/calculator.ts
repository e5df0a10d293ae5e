// The case calculator's page: facts in, the row of the matrix and the days out. It decides nothing, and says so.

import { el } from "../core/dom";
import { words } from "../core/words";
import { pathOf } from "./banners";
import { isDay, isWeekend, plusMonths, weekday, workday } from "./days";
import { conductOf, lookup, milder, rowsOf, type Facts, type Found, type Intent, type Matrices, type Matrix, type Row } from "./lookup";
import { inForce, today, type Version } from "./standing";

type Hit = Extract<Found, { state: "row" }>;

export function mountCalculator(versions: Version[]): void {
  const form = document.querySelector<HTMLFormElement>("[data-calculator]");
  const source = document.querySelector("[data-policy-matrices]");
  const box = document.querySelector<HTMLElement>("[data-outcome]");
  const said = document.querySelector<HTMLElement>("[data-outcome-said]");
  if (!form || !source || !box || !said) return;
  const all = JSON.parse(source.textContent ?? "") as Matrices;
  const show = (): void => {
    const matrix = matrixOf(all, versions, value(form, "act"));
    fillConducts(form, all, matrix);
    const facts = read(form);
    tellAmount(form, all, matrix, facts);
    const found = lookup(all, versions, facts);
    box.replaceChildren(...told(found, facts, versions, milder(all, versions, facts, found, today())));
    said.textContent = box.querySelector("h2, p")?.textContent ?? "";
  };
  form.addEventListener("input", show);
  form.addEventListener("reset", () => setTimeout(show));
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
}

const control = (form: HTMLFormElement, name: string): HTMLInputElement => form.elements.namedItem(name) as HTMLInputElement;
const value = (form: HTMLFormElement, name: string): string => control(form, name).value;

function read(form: HTMLFormElement): Facts {
  const day = (name: string): string => (isDay(value(form, name)) ? value(form, name) : "");
  const amount = value(form, "amount");
  const intent = form.querySelector<HTMLInputElement>("[name=intent]:checked")?.value as Intent | undefined;
  return {
    act: day("act"),
    found: day("found"),
    notified: day("notified"),
    delivered: day("delivered"),
    conduct: value(form, "conduct"),
    amount: amount === "" ? undefined : Number(amount),
    intent,
    occurrence: Math.max(1, Math.floor(Number(value(form, "occurrence")) || 1)),
  };
}

/** The matrix of the day, or, while there is no day, the one that applies last. */
function matrixOf(all: Matrices, versions: Version[], day: string): Matrix | undefined {
  const frozen = versions.filter(({ draft }) => !draft);
  const version = (isDay(day) ? inForce(versions, day) : undefined) ?? frozen[frozen.length - 1] ?? versions[0];
  return all.versions.find((one) => one.version === version?.version);
}

function fillConducts(form: HTMLFormElement, all: Matrices, matrix: Matrix | undefined): void {
  const select = form.elements.namedItem("conduct") as HTMLSelectElement;
  if (!matrix || select.dataset["version"] === matrix.version) return;
  const groups = new Map<string, Map<string, string>>();
  for (const row of rowsOf(all, matrix)) {
    const group = groups.get(row.clause) ?? new Map<string, string>();
    groups.set(row.clause, group.set(conductOf(row), row.behaviour));
  }
  const chosen = select.value;
  const first = select.options[0];
  const made = [...Object.keys(matrix.clauses)].map((clause) => {
    const group = el("optgroup");
    group.label = matrix.clauses[clause] ?? clause;
    for (const [key, text] of groups.get(clause) ?? []) group.append(new Option(text, key));
    return group;
  });
  select.replaceChildren(...(first ? [first] : []), ...made);
  select.value = chosen;
  const same = (key: string): boolean => key !== "" && key.split("|")[0] === chosen.split("|")[0];
  if (select.selectedIndex < 0) select.selectedIndex = Math.max(0, [...select.options].findIndex((one) => same(one.value)));
  select.dataset["version"] = matrix.version;
}

function tellAmount(form: HTMLFormElement, all: Matrices, matrix: Matrix | undefined, facts: Facts): void {
  const rows = matrix ? rowsOf(all, matrix).filter((row) => conductOf(row) === facts.conduct) : [];
  const measured = rows.find((row) => row.measure !== "event");
  const label = form.querySelector<HTMLElement>("[data-amount]");
  const set = (selector: string, text: string): void => {
    const found = form.querySelector(selector);
    if (found) found.textContent = text;
  };
  if (label) label.hidden = !measured;
  set("[data-amount-name]", measured ? words(`calc_amount_${measured.measure}`) : "");
  set("[data-amount-help]", [...new Set(rows.filter((row) => row.measure !== "event").map(threshold))].join(words("calc_list")));
  const row = rows[0];
  set("[data-window]", row && facts.act ? words("calc_window", { day: plusMonths(facts.act, -row.window_months), n: row.window_months }) : "");
}

const measured = (row: Row, n: number): string => words(`calc_unit_${row.measure}`, { n });

function threshold(row: Row): string {
  if (row.at_least === undefined) return words("calc_event");
  if (row.below === undefined) return words("calc_from", { n: measured(row, row.at_least) });
  if (row.at_least === 0) return words("calc_below", { n: measured(row, row.below) });
  return words("calc_between", { low: measured(row, row.at_least), high: measured(row, row.below) });
}

function told(found: Found, facts: Facts, versions: Version[], other: Found | undefined): Node[] {
  switch (found.state) {
    case "wait":
      return [el("p", "hb-soft", words("calc_wait"))];
    case "no-version":
      return noVersion(facts, versions);
    case "absent":
      return [versionLine(found.version ?? ""), el("p", "", words("calc_absent", { version: found.version ?? "" }))];
    case "amount":
    case "intent":
      return [versionLine(found.version ?? ""), el("p", "hb-soft", words(`calc_need_${found.state}`))];
    case "none":
      return [versionLine(found.version), ...noRow(found.why, facts), el("p", "", words("calc_not"))];
    default:
      return hit(found, facts, other);
  }
}

function noVersion({ act }: Facts, versions: Version[]): Node[] {
  const first = versions.find(({ draft, starts }) => !draft && starts !== null);
  return [
    el("p", "hb-outcome__say", words("calc_no_version", { day: act })),
    ...(first ? [el("p", "hb-soft", words("calc_first", { day: first.starts ?? "" }))] : []),
  ];
}

function noRow(why: "amount" | "intent", { amount, intent }: Facts): Node[] {
  const reason = why === "amount" ? words("calc_none_amount", { n: amount ?? 0 }) : words("calc_none_intent", { intent: words(`calc_intent_${intent}`) });
  return [el("h2", "hb-outcome__say", words("calc_none")), el("p", "", `${reason} ${words("calc_none_end")}`)];
}

function versionLine(version: string): HTMLElement {
  const link = el("a", "", words("calc_version", { version }));
  link.href = pathOf(version);
  return el("p", "hb-outcome__version", link);
}

function hit(found: Hit, facts: Facts, other: Found | undefined): Node[] {
  const { row, tier, version, matrix } = found;
  const clause = el("a", "", matrix.clauses[row.clause] ?? row.clause);
  clause.href = `${pathOf(version)}#${row.id}`;
  return [
    versionLine(version),
    el("h2", "hb-outcome__say", words("calc_row", { tier: tier?.name ?? row.tier })),
    el("p", "", words("calc_not")),
    list([
      [words("calc_clause"), clause],
      [words("calc_behaviour"), row.behaviour],
      [words("calc_threshold"), threshold(row)],
      [words("calc_states"), row.intent.map((one) => words(`calc_intent_${one}`)).join(words("calc_list"))],
      [words("calc_occurrence"), occurrence(row, facts)],
    ]),
    ...(tier ? [el("p", "", tier.text)] : []),
    ...milderLine(other),
    heading("calc_excluded"),
    ...(row.excluded.length ? [el("p", "", words("calc_excluded_say")), bullets(row.excluded)] : [el("p", "", words("calc_excluded_none"))]),
    heading("calc_evidence"),
    el("p", "", words("calc_evidence_say")),
    bullets(row.evidence),
    heading("calc_steps"),
    el("ol", "hb-steps", ...steps(found, facts).map((lines) => el("li", "", ...lines.map((line) => el("p", "", line))))),
    heading("calc_expiry"),
    el("p", "", expiry(found, facts)),
    el("p", "hb-soft", words("calc_workdays")),
  ];
}

const heading = (key: string): HTMLElement => el("h3", "", words(key));
const bullets = (items: string[]): HTMLElement => el("ul", "", ...items.map((item) => el("li", "", item)));

function list(pairs: [string, Node | string][]): HTMLElement {
  return el("dl", "hb-fields", ...pairs.map(([name, text]) => el("div", "", el("dt", "", name), el("dd", "", text))));
}

function occurrence(row: Row, facts: Facts): string {
  const nth = words("calc_nth", { n: facts.occurrence });
  return row.occurrence === facts.occurrence ? nth : words("calc_last_row", { n: facts.occurrence, of: row.occurrence });
}

function milderLine(other: Found | undefined): Node[] {
  if (!other) return [];
  const text =
    other.state === "row"
      ? words("calc_milder", { version: other.version, tier: other.tier?.name ?? other.row.tier })
      : words("calc_milder_none", { version: other.version ?? "" });
  return [el("p", "hb-outcome__milder", text)];
}

/** The steps in their order, each with its lines. */
function steps({ row, tier, dates, matrix }: Hit, facts: Facts): string[][] {
  const who = row.investigator ?? matrix.investigator;
  const heard = dates.heard ? [words("calc_hear_to", { day: facts.notified, end: dates.heard })] : [];
  const appeal = dates.appeal ? [words("calc_appeal_to", { day: facts.delivered, end: dates.appeal })] : [];
  return [
    ...(who ? [[words("calc_investigate", { who })]] : []),
    [words("calc_notify")],
    [words("calc_hear", { n: row.hearing_days }), ...heard],
    ...(tier?.dismissal ? [[words("calc_union")]] : []),
    [words("calc_decide", { who: row.decider }), ...deadline(dates.decide, row, facts)],
    [words("calc_deliver")],
    [words("calc_appeal", { n: row.appeal_days }), ...appeal],
  ];
}

function deadline(day: string | undefined, row: Row, facts: Facts): string[] {
  if (!day) return [words("calc_decide_days", { n: row.days_to_act })];
  const week = words("calc_weekdays").split(" ")[weekday(day)] ?? "";
  return [
    ...(facts.found < facts.act ? [words("calc_before")] : []),
    words("calc_decide_by", { day, week, n: row.days_to_act }),
    ...(isWeekend(day) ? [words("calc_decide_later", { day: workday(day) })] : []),
    ...(day < today() && !facts.delivered ? [words("calc_late", { day })] : []),
  ];
}

function expiry({ tier, dates }: Hit, facts: Facts): string {
  if (!tier?.expiry_months) return words("calc_no_expiry");
  if (!dates.expires) return words("calc_expires", { n: tier.expiry_months });
  return words("calc_expires_on", { day: facts.delivered, end: dates.expires });
}
