// The first screen: resume a session, or choose one by length, purpose, position and equipment.

import { page } from "./data";
import { announce, h, icon, pebbles, put } from "./dom";
import { whyNot } from "./offline";
import { choice, choose, lastLeft, placeOf } from "./place";
import { isKept, onKept, storagePanel } from "./saving";
import type { Row } from "./types";
import { clock, passage, t, wholeMinutes } from "./words";

interface Filter {
  name: string;
  /** Value -> label, in order. */
  values: [string, string][];
  fits: (row: Row, value: string) => boolean;
}

const LENGTHS: [string, number, number][] = [
  ["10", 0, 10.5],
  ["20", 10.5, 22.5],
  ["30", 22.5, 32.5],
  ["more", 32.5, Infinity],
];

export function home(): HTMLElement {
  const rows = [...page.sessions].sort((one, other) => Number(other.introduces) - Number(one.introduces) || one.routine_ms - other.routine_ms);
  const cards = rows.map(card);
  const count = h("p", { class: "hint found", role: "status" });
  const filters = allFilters().filter((each) => each.values.length > 1);
  const sift = (): void => {
    let found = 0;
    rows.forEach((row, index) => {
      const fits = filters.every((each) => !choice(each.name) || each.fits(row, choice(each.name)));
      cards[index]!.hidden = !fits;
      if (fits) found += 1;
    });
    reset.hidden = !filters.some((each) => choice(each.name));
    put(count, found === 0 ? t("found_none") : found === 1 ? t("found_one") : t("found_many", { n: found }));
  };
  const selects = filters.map((each) => select(each, sift));
  const reset = h("button", { type: "button", class: "quiet small", click: () => {
    for (const each of filters) choose(each.name, "");
    for (const label of selects) label.querySelector("select")!.value = "";
    sift();
  } }, t("show_all"));
  sift();
  announce("");
  return h(
    "main",
    { class: "home" },
    h("header", { class: "masthead" }, pebbles(), h("div", {}, h("h1", { tabindex: -1 }, t("name")), h("p", { class: "motto" }, t("motto")))),
    goOn(),
    h("h2", { id: "choose-heading" }, t("choose")),
    selects.length > 0 && h("div", { class: "filters", role: "group", "aria-labelledby": "choose-heading" }, ...selects, reset),
    count,
    h("ul", { class: "cards" }, ...cards),
    h("p", { class: "care" }, t("care")),
    storagePanel(),
    remark(),
    h("p", { class: "hint licence" }, t("licence")),
  );
}

function goOn(): HTMLElement | undefined {
  const row = lastLeft(page.sessions);
  const place = row && placeOf(row);
  if (!row || !place) return undefined;
  const told = h("span", {}, h("span", { class: "hint" }, t("go_on")), h("strong", {}, row.title), h("span", { class: "hint" }, t("left_at", { time: clock(place.ms), length: clock(row.ms) })));
  return h("a", { class: "go-on", href: `#${row.name}` }, icon("resume"), told);
}

function card(row: Row): HTMLElement {
  const facts = [[passage(row)], row.positions.map((each) => t(`place_${ground(each)}`)), row.equipment].map((each) => [...new Set(each)].join(", "));
  const badge = h("span", { class: "badge", hidden: true }, icon("check"), t("kept_here"));
  const look = (): void => void (badge.hidden = !isKept(row));
  onKept(look);
  look();
  const length = h("span", { class: "length" }, String(wholeMinutes(row.routine_ms)), h("small", {}, t("unit_minutes")));
  const title = h("h3", { lang: row.language }, h("a", { href: `#${row.name}` }, row.title));
  const first = row.introduces && h("p", { class: "first" }, t("first_time"));
  const body = h("div", {}, title, first, row.summary !== "" && h("p", { lang: row.language }, row.summary), h("p", { class: "hint facts" }, ...facts.filter(Boolean).map((each) => h("span", {}, each))), badge);
  return h("li", { class: "card" }, length, body);
}

function select(filter: Filter, sift: () => void): HTMLElement {
  const options = filter.values.map(([value, label]) => h("option", { value }, label));
  const box = h("select", { id: `filter-${filter.name}` }, h("option", { value: "" }, t(`any_${filter.name}`)), ...options);
  box.value = filter.values.some(([value]) => value === choice(filter.name)) ? choice(filter.name) : "";
  choose(filter.name, box.value);
  box.addEventListener("change", () => {
    choose(filter.name, box.value);
    sift();
  });
  return h("label", {}, h("span", {}, t(`filter_${filter.name}`)), box);
}

function allFilters(): Filter[] {
  const rows = page.sessions;
  const lengths = LENGTHS.filter(([, from, to]) => rows.some((row) => within(row, from, to)));
  const purposes = [...new Set(rows.flatMap((row) => row.needs))].map((each): [string, string] => [each, t(`need_${each}`)]);
  const areas = [...new Set(rows.flatMap((row) => row.areas))].map((each): [string, string] => [`area ${each}`, each]);
  const grounds = [...new Set(rows.flatMap((row) => row.positions.map(ground)))].map((each): [string, string] => [each, t(`only_${each}`)]);
  const things = [...new Set(rows.flatMap((row) => row.equipment))].map((each): [string, string] => [each, t("without", { thing: each })]);
  const filters: Filter[] = [
    { name: "length", values: lengths.map(([name]) => [name, t(`length_${name}`)]), fits: (row, value) => LENGTHS.some(([name, from, to]) => name === value && within(row, from, to)) },
    { name: "purpose", values: [...purposes, ...areas], fits: (row, value) => row.needs.includes(value) || (value.startsWith("area ") && row.areas.includes(value.slice(5))) },
    { name: "position", values: grounds, fits: (row, value) => row.positions.every((each) => ground(each) === value) },
    { name: "things", values: things, fits: (row, value) => !row.equipment.includes(value) },
  ];
  return filters.map((filter) => ({ ...filter, values: filter.values.filter(([value]) => rows.some((row) => filter.fits(row, value))) }));
}

function within(row: Row, from: number, to: number): boolean {
  return row.routine_ms / 60_000 >= from && row.routine_ms / 60_000 < to;
}

/** "back-knees-bent" -> "back": another one means turning over. */
export function ground(position: string): string {
  return /^(back|front)/.exec(position)?.[0] ?? position.replace("-", "_");
}

/** What the address of this page does not allow. */
function remark(): HTMLElement | undefined {
  const why = whyNot();
  return why === "insecure" || why === "unable" ? h("p", { class: "notice" }, t(`remark_${why}`)) : undefined;
}
