// The screen after a session.

import { h, icon } from "./dom";
import type { Row } from "./types";
import { t } from "./words";

export function done(row: Row): HTMLElement {
  return h(
    "main",
    { class: "done" },
    icon("check"),
    h("h1", { tabindex: -1 }, t("done_title")),
    h("p", {}, t("done_text")),
    row.frequency !== "" && h("p", { lang: row.language }, row.frequency),
    h("p", { class: "hint" }, t("done_care")),
    h("div", { class: "start" }, h("a", { class: "main", href: "#" }, t("all_sessions")), h("a", { class: "quiet", href: `#${row.name}` }, t("once_more"))),
  );
}
