// Where in its round a figure is at a moment of the sound: it goes when the listener goes, and holds when they hold.
// Pure: the same moment, the same pose, after a seek as well.

import type { Beat, Chapter, Cue } from "./types";

/** Between the movement and the hold that it leads to, a voice says no more than "and hold". */
const MOST_BETWEEN_MS = 4_000;

/** One repetition, in the time of the sound: on its way from `go`, at the end from `there` to `leave`, back at `back`. */
interface Stroke {
  go: number;
  there: number;
  leave: number;
  back: number;
}

/** Milliseconds since the round of the figure began. Before the first repetition it shows the movement, round by round. */
export function roundAt(chapter: Chapter, beat: Beat, ms: number): number {
  const [into, hold, back, rest] = beat;
  const all = strokes(chapter, beat);
  if (!all[0] || ms < all[0].go) return (ms - chapter.start) % (into + hold + back + rest);
  const { go, there, leave, back: home } = all.findLast((each) => each.go <= ms)!;
  if (ms < there) return into * share(go, there, ms);
  if (ms < leave) return into + hold * share(there, leave, ms);
  return ms < home ? into + hold + back * share(leave, home, ms) : 0;
}

function strokes({ cues }: Chapter, [into, , back]: Beat): Stroke[] {
  if (!back) return []; // a walk goes round and round
  const holds = cues.filter((cue) => cue.kind === "hold");
  if (holds.length) return holds.map((hold) => held(hold, cues, into, back));
  return cues.filter((cue) => cue.kind === "move" && cue.counts).map((move) => moved(move, into, back));
}

function held({ start, end }: Cue, cues: Cue[], into: number, back: number): Stroke {
  const move = cues.findLast((cue) => cue.kind === "move" && cue.counts && cue.end <= start);
  const isNear = move && start - move.end < MOST_BETWEEN_MS;
  return { go: isNear ? move.start : start - into, there: isNear ? move.end : start, leave: end, back: end + back };
}

function moved({ start, end }: Cue, into: number, back: number): Stroke {
  const there = start + ((end - start) * into) / (into + back);
  return { go: start, there, leave: there, back: end };
}

function share(from: number, to: number, ms: number): number {
  return to > from ? (ms - from) / (to - from) : 1;
}
