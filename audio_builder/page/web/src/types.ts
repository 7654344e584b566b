// What the builder writes (audio_builder/page/write.py, session_script.py and drawings.py), and what the page makes of it.
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
  /** Without getting down and coming up: its minutes. */
  routine_ms: number;
  /** It explains how sessions go: it is the one for the first time. */
  introduces: boolean;
  bytes: number;
  sha256: string;
  /** URLs, relative to the page. */
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
  /** `care`: when, and for whom, it is not. `drawn`: its figure comes with the cues. */
  exercises: { title: string; ms: number; aim: string; care: string; drawn: boolean }[];
}

export interface Page {
  language: string;
  words: Record<string, string>;
  sessions: Row[];
}

export type Kind = "say" | "count" | "chime" | "hold" | "move" | "rest" | "mark";

export interface Cue {
  kind: Kind;
  start: number;
  end: number;
  /** The text or the tone; empty for a span. */
  text: string;
  tone: string;
  screen: string;
  side: string;
  /** 0 without repetitions. */
  repetition: number;
  of: number;
  /** Part of a repetition, not of the time between two. */
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
  /** What to do when it is too much. */
  amber: string;
  cues: Cue[];
}

export type Beat = [into: number, hold: number, back: number, rest: number];

/** The figure of an exercise. */
export interface Drawing {
  /** By side; with the key "" for an exercise without sides. */
  svg: Record<string, string>;
  /** The rules that move it. */
  style: string;
  /** One round in ms: there, hold, back, rest. All 0 without movement. */
  beat: Beat;
  /** Its description, by side as `svg`. */
  alt: Record<string, string>;
}

export interface Session {
  row: Row;
  chapters: Chapter[];
  /** By exercise; none for an exercise of other content. */
  figures: Record<string, Drawing>;
}
