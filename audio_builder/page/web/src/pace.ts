// A little slower or quicker. It stretches everything, holds included, so by a tenth at most:
// another pace with unchanged holds is another session (`gentleback build ROUTINE --pace P`).

import type { Deck } from "./deck";
import { h } from "./dom";
import { choice, choose } from "./place";
import { t } from "./words";

const PACES: [string, number][] = [
  ["slower", 0.9],
  ["usual", 1],
  ["quicker", 1.1],
];

export function setPace(deck: Deck): void {
  const rate = PACES.find(([name]) => name === choice("pace"))?.[1] ?? 1;
  deck.audio.preservesPitch = true;
  deck.audio.defaultPlaybackRate = rate;
  deck.audio.playbackRate = rate;
}

export function paceControl(deck: Deck): HTMLElement {
  const now = choice("pace") || "usual";
  const radios = PACES.map(([name]) => {
    const radio = h("input", { type: "radio", name: "pace", value: name, checked: name === now });
    radio.addEventListener("change", () => {
      choose("pace", name);
      setPace(deck);
    });
    return h("label", {}, radio, h("span", {}, t(`pace_${name}`)));
  });
  return h("fieldset", { class: "pace" }, h("legend", {}, t("pace")), h("div", { class: "segments" }, ...radios), h("p", { class: "hint" }, t("pace_hint")));
}
