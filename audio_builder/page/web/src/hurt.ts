// "That hurts", always one touch away. The sound stops first.

import type { Deck } from "./deck";
import { h, icon } from "./dom";
import { t } from "./words";

/** Ask what to do now. `end` ends the session. */
export function thatHurts(deck: Deck, end: () => void): void {
  deck.pause();
  const chapter = deck.moment?.chapter;
  const lang = deck.session?.row.language;
  const then = (action: () => void) => (): void => {
    dialog.close();
    action();
  };
  const skip = (): void => {
    deck.next();
    void deck.play();
  };
  const dialog = h(
    "dialog",
    { class: "hurt", "aria-labelledby": "hurt-heading", close: () => dialog.remove() },
    h("h2", { id: "hurt-heading" }, t("hurt_title")),
    h("p", {}, t("hurt_first")),
    h("p", {}, h("strong", {}, `${t("hurt_ache")} `), t("hurt_less"), " ", h("span", { lang }, [chapter?.amber, chapter?.easier].filter(Boolean).join(" "))),
    h("p", {}, h("strong", {}, `${t("hurt_sharp")} `), t("hurt_stop")),
    h("p", { class: "warning" }, icon("care"), h("span", {}, t("hurt_signs"))),
    h(
      "div",
      { class: "choices" },
      h("button", { type: "button", class: "main", click: then(skip) }, t("hurt_skip")),
      h("button", { type: "button", class: "quiet", click: then(() => void deck.play()) }, t("hurt_gently")),
      h("button", { type: "button", class: "quiet", click: then(end) }, t("hurt_end")),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
}
