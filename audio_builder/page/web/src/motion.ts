// Where in its round a figure is at a moment of the sound: it goes when the listener goes, and holds when they hold.
// Pure: the same moment, the same pose, after a seek as well.

import type { Beat, Chapter, Cue } from "./types";

/** Between the movement and the hold that it leads to, a voice says no more than "and hold". */
const MOST_BETWEEN_MS = 4_000;

/** One repetition, in the time of the sound: on its way from `go`, at the end from `there` to `leave`, back at `home`. */
export interface Stroke {
  go: number;
  there: number;
  leave: number;
  home: number;
}

export function strokesOf({ cues }: Chapter, [into, , back]: Beat): Stroke[] {
  if (!back) return []; // a walk goes round and round
  const holds = cues.filter((cue) => cue.kind === "hold");
  if (holds.length) return holds.map((hold) => held(hold, cues, into, back));
  return cues.filter((cue) => cue.kind === "move" && cue.counts).map((move) => moved(move, into, back));
}

/** Milliseconds since the round began. Before the first stroke it shows the movement, round by round, since `start`. */
export function roundAt(strokes: Stroke[], [into, hold, back, rest]: Beat, start: number, ms: number): number {
  const stroke = strokes.findLast((each) => each.go <= ms);
  if (!stroke) return (ms - start) % (into + hold + back + rest);
  const { go, there, leave, home } = stroke;
  if (ms < there) return into * share(go, there, ms);
  if (ms < leave) return into + hold * share(there, leave, ms);
  return ms < home ? into + hold + back * share(leave, home, ms) : 0;
}

function held({ start, end }: Cue, cues: Cue[], into: number, back: number): Stroke {
  const move = cues.findLast((cue) => cue.kind === "move" && cue.counts && cue.end <= start);
  const isNear = move && start - move.end < MOST_BETWEEN_MS;
  return { go: isNear ? move.start : start - into, there: isNear ? move.end : start, leave: end, home: end + back };
}

function moved({ start, end }: Cue, into: number, back: number): Stroke {
  const there = start + ((end - start) * into) / (into + back);
  return { go: start, there, leave: there, home: end };
}

function share(from: number, to: number, ms: number): number {
  return to > from ? (ms - from) / (to - from) : 1;
}
