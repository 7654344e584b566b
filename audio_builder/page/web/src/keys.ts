// Keys, the same as in `gentleback play`. They can be switched off (WCAG 2.1.4), for people who use voice input.

import type { Deck } from "./deck";
import { h } from "./dom";
import { choice, choose } from "./place";
import { t } from "./words";

export interface Keyed {
  deck: Deck;
  hurts: () => void;
  quit: () => void;
}

const SKIP_MS = 10_000;

export function onKey(event: KeyboardEvent, { deck, hurts, quit }: Keyed): void {
  if (event.ctrlKey || event.metaKey || event.altKey || choice("keys") === "off" || document.querySelector("dialog[open]")) return;
  const target = event.target as HTMLElement;
  const isField = target.matches("input, select, textarea");
  if (event.key === " " && (isField || target.matches("button, a, summary"))) return; // it activates the focused element
  if (isField && event.key.startsWith("Arrow")) return;
  const action = {
    " ": () => deck.toggle(),
    ArrowLeft: () => deck.skip(-SKIP_MS),
    ArrowRight: () => deck.skip(SKIP_MS),
    n: () => deck.next(),
    p: () => deck.previous(),
    r: () => deck.again(),
    h: hurts,
    q: quit,
  }[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}

export function keysPanel(): HTMLElement {
  const row = (key: string, does: string): HTMLElement => h("div", {}, h("dt", {}, h("kbd", {}, key)), h("dd", {}, t(does)));
  const box = h("input", { type: "checkbox", checked: choice("keys") !== "off" });
  box.addEventListener("change", () => choose("keys", box.checked ? "" : "off"));
  const keys = h("dl", { class: "keys" }, row(t("key_space"), "key_play"), row("←", "key_back"), row("→", "key_forward"), row("n", "key_next"), row("p", "key_previous"), row("r", "key_again"), row("h", "key_hurts"), row("q", "key_quit"));
  return h("details", { class: "keys-panel" }, h("summary", {}, t("keys")), keys, h("label", { class: "switch" }, box, t("keys_on")));
}
