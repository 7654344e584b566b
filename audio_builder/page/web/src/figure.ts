// The figure beside the ring: the current exercise, moving with the sound; during the opening the first one, faint.

import type { Moment } from "./clock";
import { h, pebbles } from "./dom";
import { animate, FIRST_SIDE, picture, pose } from "./drawing";
import { roundAt, strokesOf, type Stroke } from "./motion";
import type { Chapter, Cue, Drawing, Session } from "./types";

export class Figure {
  readonly element = h("div", { class: "figure" });
  private drawing: Drawing | undefined;
  private side = "";
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
    const drawing = chapter && figures[chapter.exercise];
    this.put(drawing, drawing && "" in drawing.svg ? "" : sideAt(chapter, now.cue));
  }

  private put(drawing: Drawing | undefined, side: string): void {
    if (drawing && drawing === this.drawing && side === this.side) return;
    if (drawing && drawing !== this.drawing) animate(drawing);
    this.drawing = drawing;
    this.side = side;
    this.svg = drawing && picture(drawing, side);
    this.element.classList.toggle("nothing", !drawing);
    this.element.replaceChildren(this.svg ?? pebbles()); // at the end, and without a figure
  }
}

/** The current side, or the next one. */
function sideAt(chapter: Chapter | undefined, cue: Cue): string {
  const sided = (chapter?.cues ?? []).filter((each) => each.side);
  const last = sided.findLast((each) => each.start <= cue.start);
  return (last ?? sided[0])?.side ?? FIRST_SIDE;
}
