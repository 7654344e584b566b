// What to show at a time of the sound. Pure: the same time gives the same result, also after a seek.

import type { Chapter, Cue, Session } from "./types";

/** A shorter span is a pause in speaking, not something to do. */
const SHORTEST_MS = 900;

export interface Moment {
  /** The index of the chapter. */
  at: number;
  chapter: Chapter;
  /** The cue that began last. */
  cue: Cue;
  /** The current hold, movement, rest or breath, if there is one. */
  span: Cue | undefined;
  /** The index of the cue that was spoken last in this chapter; -1 before the first. */
  said: number;
}

export function moment(session: Session, ms: number): Moment {
  const at = Math.max(0, lastStarted(session.chapters, ms));
  const chapter = session.chapters[at]!;
  const index = Math.max(0, lastStarted(chapter.cues, ms));
  const cue = chapter.cues[index]!;
  return { at, chapter, cue, span: spanAt(chapter.cues, index, ms), said: saidAt(chapter.cues, index, ms) };
}

function lastStarted(items: { start: number }[], ms: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle]!.start <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

export function isSpan(cue: Cue): boolean {
  return cue.kind === "hold" || cue.kind === "move" || cue.kind === "rest";
}

/** Marks come after the span that contains them. */
function spanAt(cues: Cue[], index: number, ms: number): Cue | undefined {
  for (let each = index; each >= 0; each--) {
    const cue = cues[each]!;
    if (isSpan(cue)) return ms < cue.end && (cue.kind === "hold" || cue.end - cue.start >= SHORTEST_MS) ? cue : undefined;
    if (cue.kind !== "mark" && cue.tone !== "wake") return undefined;
  }
  return undefined;
}

function saidAt(cues: Cue[], index: number, ms: number): number {
  for (let each = index; each >= 0; each--) if (cues[each]!.text && cues[each]!.start <= ms) return each;
  return -1;
}

export interface Breath {
  goes: "in" | "out";
  /** How full the lungs are, 0 to 1. */
  full: number;
}

/** The breath that tones pace inside `span`. */
export function breath(chapter: Chapter, span: Cue, ms: number): Breath | undefined {
  const tones = chapter.cues.filter((cue) => cue.tone.startsWith("breathe-") && cue.start >= span.start && cue.start < span.end);
  const index = lastStarted(tones, ms);
  const tone = tones[index];
  if (!tone) return undefined;
  const end = tones[index + 1]?.start ?? span.end;
  const share = Math.min(1, (ms - tone.start) / (end - tone.start));
  const eased = (1 - Math.cos(Math.PI * share)) / 2;
  return tone.tone === "breathe-in" ? { goes: "in", full: eased } : { goes: "out", full: 1 - eased };
}
