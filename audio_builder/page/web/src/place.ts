// Where a listener stopped, and the settings, stored in this browser only.

import type { Row, Session } from "./types";

const PLACES = "gentle-back:places";
const CHOICES = "gentle-back:choices";
/** So close to the beginning or the end, a session starts from the beginning. */
const EDGE_MS = 15_000;

export interface Place {
  ms: number;
  /** Milliseconds since 1970: the newest is offered first. */
  when: number;
  /** Of the audio in which the listener stopped. */
  sha256: string;
  exercise: string;
}

function read<Shape>(key: string): Record<string, Shape> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "{}");
  } catch {
    return {};
  }
}

function write(key: string, value: object): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Private windows and full disks: nothing is stored then, and everything else works.
  }
}

export function placeOf(row: Row): Place | undefined {
  return read<Place>(PLACES)[row.name];
}

export function keepPlace(row: Row, ms: number, exercise: string): void {
  const places = read<Place>(PLACES);
  if (ms < EDGE_MS || ms > row.ms - EDGE_MS) delete places[row.name];
  else places[row.name] = { ms: Math.round(ms), when: Date.now(), sha256: row.sha256, exercise };
  write(PLACES, places);
}

export function forgetPlace(row: Row): void {
  keepPlace(row, 0, "");
}

/** The session that was stopped last. */
export function lastLeft(rows: Row[]): Row | undefined {
  const places = read<Place>(PLACES);
  const left = rows.filter((row) => places[row.name]);
  return left.sort((one, other) => places[other.name]!.when - places[one.name]!.when)[0];
}

/** Where to resume: in audio that has changed, at the beginning of the same exercise. */
export function resumeAt(session: Session): number {
  const place = placeOf(session.row);
  if (!place) return 0;
  if (place.sha256 === session.row.sha256) return place.ms;
  return session.chapters.find((chapter) => chapter.exercise === place.exercise && place.exercise)?.start ?? 0;
}

export function choice(name: string): string {
  return read<string>(CHOICES)[name] ?? "";
}

export function choose(name: string, value: string): void {
  write(CHOICES, { ...read<string>(CHOICES), [name]: value });
}
