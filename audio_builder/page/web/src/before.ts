// The screen before a session: what it takes, and the safety advice.

import type { Deck } from "./deck";
import { load, page } from "./data";
import { h, icon, list } from "./dom";
import { picture } from "./drawing";
import { placeOf } from "./place";
import { savePanel } from "./saving";
import type { Row } from "./types";
import { clock, lengthOf, minutes, t } from "./words";

export function before(row: Row, start: (fromTheTop: boolean) => void, deck: Deck): HTMLElement {
  const place = placeOf(row);
  const running = deck.session?.row === row && deck.audio.currentTime > 0;
  const first = place || running ? t("go_on_at", { time: clock(running ? deck.ms : place!.ms) }) : t("start");
  const buttons = h("div", { class: "start" }, h("button", { type: "button", class: "main", click: () => start(false) }, icon("play"), h("span", {}, first)));
  if (place || running) buttons.append(h("button", { type: "button", class: "quiet", click: () => start(true) }, t("from_the_top")));
  return h(
    "main",
    { class: "before" },
    h("a", { class: "back", href: "#" }, icon("back"), t("all_sessions")),
    h("h1", { tabindex: -1, lang: row.language }, row.title),
    h("p", { class: "hint facts" }, h("span", {}, lengthOf(row)), row.needs.length > 0 && h("span", {}, row.needs.map((each) => t(`need_${each}`)).join(", ")), row.areas.length > 0 && h("span", {}, row.areas.join(", "))),
    row.summary !== "" && h("p", { class: "summary", lang: row.language }, row.summary),
    h("div", { class: "columns" },
      h("section", {}, h("h2", {}, t("you_need")), list([...(row.equipment.length ? row.equipment : [t("nothing")]), t("some_room")], "ticks"),
        h("h2", {}, t("how_you_lie")), list([...new Set(row.positions)].map((each) => t(`lie_${each.replaceAll("-", "_")}`)), "ticks")),
      h("section", { class: "safety" }, h("h2", {}, icon("care"), t("before_you_start")), h("div", { lang: row.language }, list(row.safety))),
    ),
    buttons,
    h("section", {}, h("h2", {}, t("what_comes")), exercises(row), row.frequency !== "" && h("p", { class: "hint", lang: row.language }, row.frequency)),
    others(row),
    h("section", {}, h("h2", {}, t("offline")), savePanel(row)),
    h("p", { class: "hint facts files" }, h("a", { href: row.transcript }, t("transcript_file")), h("a", { href: row.captions, download: row.captions }, t("captions_file"))),
  );
}

function exercises(row: Row): HTMLElement {
  const items = row.exercises.map(({ title, ms, aim, care, drawn }) => {
    const told = h("div", {}, h("strong", {}, title), h("span", { class: "hint" }, minutes(ms)), aim !== "" && h("p", {}, aim), care !== "" && h("p", { class: "caution" }, icon("care"), h("span", {}, care)));
    return h("li", {}, told, drawn && h("div", { class: "sketch", "aria-hidden": "true" }));
  });
  void sketch(row, items).catch(() => undefined); // offline, the words are enough
  return h("ol", { class: "exercises", lang: row.language }, ...items);
}

/** Put the figure of each exercise into its empty element. */
async function sketch(row: Row, items: HTMLElement[]): Promise<void> {
  const { chapters, figures } = await load(row);
  chapters.filter((chapter) => chapter.exercise).forEach(({ exercise }, at) => {
    const drawing = figures[exercise];
    if (drawing) items[at]?.querySelector(".sketch")?.append(picture(drawing));
  });
}

/** Other sessions of the same routine: at another pace, with other holds, and so on. */
function others(row: Row): HTMLElement | undefined {
  const rows = page.sessions.filter((each) => each.routine === row.routine && each !== row);
  if (!rows.length) return undefined;
  const links = rows.map((each) => h("li", {}, h("a", { href: `#${each.name}` }, each.title), " ", h("span", { class: "hint" }, lengthOf(each))));
  return h("section", {}, h("h2", {}, t("other_versions")), h("ul", { class: "others" }, ...links));
}
