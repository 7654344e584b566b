// Every spoken line of a session. The current one is highlighted; choosing one seeks to it.

import type { Moment } from "./clock";
import type { Deck } from "./deck";
import { h } from "./dom";
import type { Session } from "./types";
import { clock, t } from "./words";

/** For this long after the listener has scrolled, it does not scroll by itself. */
const HANDS_OFF_MS = 6_000;

export class Transcript {
  readonly element: HTMLElement;
  private readonly lines = new Map<string, HTMLButtonElement>();
  private readonly box: HTMLElement;
  private lit: HTMLButtonElement | undefined;
  private touched = 0;

  constructor(session: Session, private readonly deck: Deck) {
    this.box = h("div", { class: "lines", keydown: (event: KeyboardEvent) => this.move(event) });
    for (const event of ["wheel", "touchmove", "keydown", "pointerdown"]) {
      this.box.addEventListener(event, () => (this.touched = Date.now()), { passive: true });
    }
    session.chapters.forEach((_, at) => this.box.append(this.chapter(session, at)));
    const heading = h("h2", { id: "transcript-heading" }, t("transcript"));
    const hint = h("p", { class: "hint" }, t("transcript_hint"));
    this.element = h("section", { class: "transcript", "aria-labelledby": "transcript-heading" }, heading, hint, this.box);
    this.onlyStop([...this.lines.values()][0]);
  }

  private chapter(session: Session, at: number): HTMLElement {
    const chapter = session.chapters[at]!;
    const items = chapter.cues.map((cue, index) => {
      if (!cue.text) return undefined;
      const time = h("span", { class: "time" }, clock(cue.start));
      const go = (): void => this.deck.seek(cue.start);
      const line = h("button", { type: "button", tabindex: -1, class: cue.kind === "mark" ? "line inside" : "line", click: go });
      line.append(time, " ", h("span", {}, cue.text));
      this.lines.set(`${at}/${index}`, line);
      return h("li", {}, line);
    });
    const heading = h("h3", {}, chapter.title);
    return h("div", { class: "chapter" }, heading, h("ol", { lang: session.row.language }, ...items));
  }

  show(moment: Moment): void {
    const line = this.lines.get(`${moment.at}/${moment.said}`);
    if (line === this.lit) return;
    this.lit?.removeAttribute("aria-current");
    this.lit = line;
    if (!line) return;
    line.setAttribute("aria-current", "true");
    if (!this.box.contains(document.activeElement)) this.onlyStop(line);
    if (Date.now() - this.touched > HANDS_OFF_MS) this.bringIntoView(line);
  }

  /** Scroll inside the box only, not the page. */
  private bringIntoView(line: HTMLElement): void {
    const box = this.box.getBoundingClientRect();
    const rise = line.getBoundingClientRect().top - box.top - box.height / 3;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.box.scrollBy({ top: rise, behavior: calm || Math.abs(rise) > box.height ? "instant" : "smooth" });
  }

  /** One stop of the tab key; up and down go from line to line. */
  private onlyStop(line: HTMLButtonElement | undefined): void {
    for (const each of this.lines.values()) if (each.tabIndex === 0) each.tabIndex = -1;
    if (line) line.tabIndex = 0;
  }

  private move(event: KeyboardEvent): void {
    const all = [...this.lines.values()];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const next = step && all[all.indexOf(document.activeElement as HTMLButtonElement) + step];
    if (!next) return;
    event.preventDefault();
    this.onlyStop(next);
    next.focus();
  }
}
