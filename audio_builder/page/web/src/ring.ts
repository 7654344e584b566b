// The ring that counts a hold down, and the breath inside it, drawn from the time of the sound, not from a timer.

import { breath, type Moment } from "./clock";
import { h, put } from "./dom";
import { clock, t } from "./words";

const SPACE = "http://www.w3.org/2000/svg";
/** A longer span is shown in minutes. */
const LONG_MS = 100_000;
/** Half of the drawn length, so that a full breath is one complete circle. */
const RADIUS = 92;

export class Ring {
  readonly element: HTMLElement;
  private readonly arc = circle("ring-arc", RADIUS);
  private readonly lung = circle("ring-lung", RADIUS - 10);
  private readonly number = h("span", { class: "ring-number" });
  private readonly word = h("span", { class: "ring-word" });

  constructor() {
    const svg = document.createElementNS(SPACE, "svg");
    svg.setAttribute("viewBox", "0 0 200 200");
    svg.setAttribute("aria-hidden", "true");
    this.arc.setAttribute("pathLength", "1");
    svg.append(this.lung, circle("ring-track", RADIUS), this.arc);
    // Screen readers do not announce each change of a timer: the voice of the session counts.
    const timer = h("div", { class: "ring-text", role: "timer" }, this.number, this.word);
    this.element = h("div", { class: "ring" }, svg, timer);
  }

  show({ chapter, cue, span }: Moment, ms: number): void {
    const breathes = span && breath(chapter, span, ms);
    const left = span ? Math.max(0, span.end - ms) : 0;
    this.element.dataset["kind"] = span?.kind ?? "talk";
    this.arc.style.strokeDashoffset = String(span ? 1 - left / (span.end - span.start) : 1);
    this.lung.style.transform = `scale(${breathes ? (0.35 + 0.65 * breathes.full).toFixed(3) : 0})`;
    const number = span ? (left > LONG_MS ? clock(left + 999) : String(Math.max(1, Math.ceil(left / 1000)))) : count(cue);
    if (put(this.number, number)) this.number.classList.toggle("wide", number.length > 2);
    put(this.word, breathes ? t(`breathe_${breathes.goes}`) : span ? t(`ring_${span.kind}`) : "");
  }
}

/** While the voice speaks, only the repetition is shown. */
function count(cue: { repetition: number; of: number }): string {
  return cue.of > 1 ? t("ring_count", { n: cue.repetition, of: cue.of }) : "";
}

function circle(kind: string, radius: number): SVGCircleElement {
  const element = document.createElementNS(SPACE, "circle");
  for (const [name, value] of Object.entries({ class: kind, cx: 100, cy: 100, r: radius })) element.setAttribute(name, String(value));
  return element;
}
