// The screen while a session plays, to be read from the floor: what to do in a few large words, and a ring as countdown.

import type { Moment } from "./clock";
import type { Deck } from "./deck";
import { announce, h, icon, put } from "./dom";
import { Figure } from "./figure";
import { thatHurts } from "./hurt";
import { keysPanel } from "./keys";
import { tellMedia, tellPosition } from "./media";
import { paceControl } from "./pace";
import { Ring } from "./ring";
import { savePanel } from "./saving";
import { Transcript } from "./transcript";
import type { Session } from "./types";
import { clock, left, side, t } from "./words";

/** Longer words are written a little smaller. */
const LONG = 11;
const SKIP_MS = 10_000;

export class PlayScreen {
  readonly element: HTMLElement;
  private readonly ring = new Ring();
  private readonly figure: Figure;
  private readonly transcript: Transcript;
  private readonly name = h("h1", { class: "exercise", tabindex: -1 });
  private readonly nth = h("p", { class: "nth" });
  private readonly doing = h("p", { class: "do" });
  private readonly count = h("p", { class: "count" });
  private readonly next = h("p", { class: "next" });
  private readonly rest = h("p", { class: "left" });
  private readonly toggle = h("button", { type: "button", class: "toggle", click: () => this.deck.toggle() });
  private readonly slider = h("input", { type: "range", min: 0, step: 1, "aria-label": t("position") });
  private readonly times = h("div", { class: "times", "aria-hidden": "true" });
  private readonly trouble = h("p", { class: "notice", role: "alert", hidden: true });
  private chapter = -1;
  private second = -1;
  private frame = 0;

  constructor(private readonly session: Session, readonly deck: Deck, quit: () => void) {
    const { row } = session;
    this.transcript = new Transcript(session, deck);
    this.figure = new Figure(session);
    this.slider.max = String(Math.floor(row.ms / 1000));
    this.slider.addEventListener("input", () => deck.seek(Number(this.slider.value) * 1000));
    const hurts = h("button", { type: "button", class: "hurts", click: () => thatHurts(deck, quit) }, t("that_hurts"));
    const { isDrawn, element: figure } = this.figure;
    for (const said of [this.name, this.doing, figure]) said.lang = row.language;
    const about = h("div", { class: "about" }, h("div", { class: "told" }, this.nth, this.name, this.count), this.doing);
    const stage = h("section", { class: isDrawn ? "stage drawn" : "stage", "aria-label": t("now") }, isDrawn && figure, this.ring.element, about);
    const scrub = h("div", { class: "scrub" }, this.slider, this.times);
    const top = h("div", { class: "top" }, h("a", { class: "back", href: `#${row.name}` }, icon("back"), h("span", {}, row.title)), this.rest);
    const dock = h("div", { class: "dock" }, this.next, scrub, this.buttons(), h("div", { class: "care-line" }, h("span", {}, t("stop_if_it_hurts")), hurts));
    const more = h("div", { class: "more" }, this.transcript.element, h("section", { class: "settings" }, paceControl(deck), keysPanel(), savePanel(row)));
    this.element = h("main", { class: "play" }, top, h("div", { class: "floor" }, this.trouble, stage, dock), more);
  }

  private buttons(): HTMLElement {
    const { deck } = this;
    const button = (name: string, action: () => void): HTMLElement =>
      h("button", { type: "button", class: "step", click: action }, icon(name), h("span", {}, t(`button_${name}`)));
    return h(
      "div",
      { class: "buttons", role: "group", "aria-label": t("controls") },
      button("previous", () => deck.previous()),
      button("ten", () => deck.skip(-SKIP_MS)),
      this.toggle,
      button("again", () => deck.again()),
      button("next", () => deck.next()),
    );
  }

  /** Follow the sound, in each frame while it plays and at each event of the element. Returns what stops that. */
  follow(): () => void {
    const { audio } = this.deck;
    const draw = (): void => this.show();
    const events = ["timeupdate", "seeking", "seeked", "play", "pause", "ratechange", "loadedmetadata"];
    for (const event of events) audio.addEventListener(event, draw);
    const loop = (): void => {
      if (this.deck.isPlaying) this.show();
      this.frame = requestAnimationFrame(loop);
    };
    loop();
    draw();
    return () => {
      cancelAnimationFrame(this.frame);
      for (const event of events) audio.removeEventListener(event, draw);
    };
  }

  /** Show why the sound does not play; nothing when it does. */
  tell(trouble: string): void {
    this.trouble.hidden = trouble === "";
    put(this.trouble, trouble);
  }

  private show(): void {
    const now = this.deck.moment;
    if (!now) return;
    this.ring.show(now, this.deck.ms);
    this.figure.show(now, this.deck.ms);
    this.showWords(now);
    this.transcript.show(now);
    this.showButton();
    const second = Math.floor(this.deck.audio.currentTime);
    if (second !== this.second) this.showTime(now, (this.second = second));
    if (now.at !== this.chapter) this.enter(now);
  }

  private showWords({ chapter, cue }: Moment): void {
    put(this.name, chapter.title);
    const screen = cue.screen || chapter.title;
    if (put(this.doing, screen)) {
      this.doing.classList.toggle("long", screen.length > LONG);
      this.element.classList.toggle("same", screen === chapter.title);
    }
    put(this.count, side(cue));
  }

  private showButton(): void {
    const name = this.deck.isPlaying ? "pause" : "play";
    if (this.toggle.dataset["shows"] === name) return;
    this.toggle.dataset["shows"] = name;
    this.toggle.replaceChildren(icon(name), h("span", { class: "visually-hidden" }, t(`button_${name}`)));
    tellPosition(this.deck);
  }

  private showTime(now: Moment, second: number): void {
    const { row } = this.session;
    const rest = (row.ms - this.deck.ms) / this.deck.audio.playbackRate;
    put(this.rest, left(rest));
    if (document.activeElement !== this.slider || this.deck.isPlaying) this.slider.value = String(second);
    this.slider.style.setProperty("--done", `${(100 * this.deck.ms) / row.ms}%`);
    this.slider.setAttribute("aria-valuetext", t("position_text", { time: clock(second * 1000), length: clock(row.ms), exercise: now.chapter.title }));
    this.times.replaceChildren(h("span", {}, clock(second * 1000)), h("span", {}, clock(row.ms)));
    tellPosition(this.deck);
  }

  private enter(now: Moment): void {
    this.chapter = now.at;
    const { chapters } = this.session;
    const exercises = chapters.filter((chapter) => chapter.exercise);
    const nth = exercises.indexOf(now.chapter) + 1;
    put(this.nth, nth ? t("nth", { n: nth, of: exercises.length }) : this.session.row.title);
    const following = chapters[now.at + 1];
    put(this.next, following ? t("next_is", { title: following.title }) : t("next_end"));
    announce(nth ? t("now_is", { n: nth, of: exercises.length, title: now.chapter.title }) : now.chapter.title);
    tellMedia(this.deck, now);
  }
}
