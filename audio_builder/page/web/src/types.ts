// What the builder writes (audio_builder/page/listing.py and compact.py), and what the page makes of it.
// All times are whole milliseconds of the sound itself.

/** One session in the list of the page. */
export interface Row {
  /** The name of its files. */
  name: string;
  routine: string;
  title: string;
  summary: string;
  language: string;
  voice: string;
  ms: number;
  bytes: number;
  sha256: string;
  /** Addresses, relative to the page. */
  audio: string;
  data: string;
  captions: string;
  transcript: string;
  file: string;
  equipment: string[];
  areas: string[];
  /** Ids: stretch, strength, breathing, gentle, whole. */
  needs: string[];
  /** Ids, in order. */
  positions: string[];
  safety: string[];
  frequency: string;
  /** `drawn`: its figure comes with the cues. */
  exercises: { title: string; ms: number; aim: string; drawn: boolean }[];
}

export interface Page {
  language: string;
  words: Record<string, string>;
  sessions: Row[];
}

export type Kind = "say" | "count" | "chime" | "hold" | "move" | "rest" | "breathe" | "mark";

export interface Cue {
  kind: Kind;
  start: number;
  end: number;
  /** What is said, or which tone sounds; empty for a span. */
  text: string;
  tone: string;
  screen: string;
  side: string;
  /** 0 where nothing is counted. */
  repetition: number;
  of: number;
  /** A part of its repetition itself, not of what lies between two. */
  counts: boolean;
}

export interface Chapter {
  title: string;
  exercise: string;
  start: number;
  end: number;
  aim: string;
  easier: string;
  avoid: string;
  stop: string;
  cues: Cue[];
}

export type Beat = [into: number, hold: number, back: number, rest: number];

/** The figure of an exercise: without sides, or on its right side. */
export interface Drawing {
  svg: string;
  /** The rules that move it. */
  style: string;
  /** Of one round: how long it goes there, stays, goes back and rests. All 0 for one that stands still. */
  beat: Beat;
  /** What it shows, by side; without sides under "". */
  alt: Record<string, string>;
}

export interface Session {
  row: Row;
  chapters: Chapter[];
  /** By exercise. One of another content has none. */
  figures: Record<string, Drawing>;
}
