// The figure beside the ring: the current exercise, moving with the sound; during the opening the first one, faint.

import type { Moment } from "./clock";
import { h, pebbles } from "./dom";
import { animate, picture, pose, turn } from "./drawing";
import { roundAt, strokesOf, type Stroke } from "./motion";
import type { Chapter, Cue, Drawing, Session } from "./types";

/** The side that exercises start on. */
const FIRST_SIDE = "left";

export class Figure {
  readonly element = h("div", { class: "figure" });
  private drawing: Drawing | undefined;
  private svg: SVGSVGElement | undefined;
  private cue: Cue | undefined;
  private chapter: Chapter | undefined;
  private strokes: Stroke[] = [];
  private isComing = false;

  constructor(private readonly session: Session) {}

  /** Whether there is anything to show in this session. */
  get isDrawn(): boolean {
    return Object.keys(this.session.figures).length > 0;
  }

  /** Show the figure at `ms` of the sound, so that it stops when that is paused. */
  show(now: Moment, ms: number): void {
    if (now.cue !== this.cue) this.change(now);
    const { svg, drawing } = this;
    if (!svg || !drawing || this.isComing) return;
    if (now.chapter !== this.chapter) this.strokes = strokesOf((this.chapter = now.chapter), drawing.beat);
    pose(svg, roundAt(this.strokes, drawing.beat, now.chapter.start, ms), ms);
  }

  private change(now: Moment): void {
    this.cue = now.cue;
    const { chapters, figures } = this.session;
    const chapter = now.chapter.exercise ? now.chapter : chapters.slice(now.at).find((each) => each.exercise);
    this.isComing = chapter !== now.chapter;
    this.element.classList.toggle("coming", this.isComing);
    this.put(chapter && figures[chapter.exercise]);
    if (this.svg && this.drawing) turn(this.svg, this.drawing, chapter ? sideAt(chapter, now.cue) : "");
  }

  private put(drawing: Drawing | undefined): void {
    if (drawing && drawing === this.drawing) return;
    this.drawing = drawing;
    this.svg = drawing && picture(drawing);
    if (drawing) animate(drawing);
    this.element.classList.toggle("nothing", !drawing);
    this.element.replaceChildren(this.svg ?? pebbles()); // at the end, and without a figure
  }
}

/** The current side, or the next one. */
function sideAt(chapter: Chapter, cue: Cue): string {
  const sided = chapter.cues.filter((each) => each.side);
  const last = sided.findLast((each) => each.start <= cue.start);
  return (last ?? sided[0])?.side ?? FIRST_SIDE;
}
