// The phase of a figure at a time of the sound: it moves when the listener moves, and holds when they hold.
// Pure: the same time gives the same pose, also after a seek.

import type { Beat, Chapter, Cue } from "./types";

/** Between a movement and its hold there is only a bell. */
const MOST_BETWEEN_MS = 4_000;

/** One repetition in ms of the sound: it moves from `go`, holds from `there` to `leave`, and is back at `home`. */
export interface Stroke {
  go: number;
  there: number;
  leave: number;
  home: number;
}

export function strokesOf({ cues }: Chapter, [into, , back]: Beat): Stroke[] {
  if (!back) return []; // a walk repeats its round
  const holds = cues.filter((cue) => cue.kind === "hold");
  if (holds.length) return holds.map((hold) => held(hold, cues, into, back));
  return cues.filter((cue) => cue.kind === "move" && cue.counts).map((move) => moved(move, into, back));
}

/** Milliseconds into the round. Before the first repetition it shows round after round, from `start`. */
export function roundAt(strokes: Stroke[], [into, hold, back, rest]: Beat, start: number, ms: number): number {
  const stroke = strokes.findLast((each) => each.go <= ms);
  if (!stroke) return (ms - start) % (into + hold + back + rest);
  const { go, there, leave, home } = stroke;
  if (ms < there) return into * share(go, there, ms);
  if (ms < leave) return into + hold * share(there, leave, ms);
  return ms < home ? into + hold + back * share(leave, home, ms) : 0;
}

function held({ start, end, repetition, side }: Cue, cues: Cue[], into: number, back: number): Stroke {
  const move = cues.findLast((cue) => cue.kind === "move" && cue.counts && cue.end <= start);
  const isNear = move && start - move.end < MOST_BETWEEN_MS;
  const out = cues.find((cue) => cue.kind === "move" && cue.start >= end && cue.repetition === repetition && cue.side === side);
  return { go: isNear ? move.start : start - into, there: isNear ? move.end : start, leave: end, home: out?.end ?? end + back };
}

function moved({ start, end }: Cue, into: number, back: number): Stroke {
  const there = start + ((end - start) * into) / (into + back);
  return { go: start, there, leave: there, home: end };
}

function share(from: number, to: number, ms: number): number {
  return to > from ? (ms - from) / (to - from) : 1;
}
