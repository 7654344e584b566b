// The cues of a session: a classic script that calls gentleBack, so that it also loads from a file.

import type { Chapter, Cue, Drawing, Kind, Page, Row, Session } from "./types";

/** Kind, milliseconds since the start of the cue before, length, text or tone, and index into `wheres`. */
type PackedCue = [number, number, number, string, number];
type PackedWhere = [string, string, number, number];
type PackedChapter = Omit<Chapter, "cues"> & { cues: PackedCue[] };
interface Packed {
  wheres: PackedWhere[];
  chapters: PackedChapter[];
  figures?: Record<string, Drawing>;
}

const KINDS: Kind[] = ["say", "count", "chime", "hold", "move", "rest", "mark"];
/** A tone begins with this, since the sound of a `mark` may be a text or a tone. */
const TONE = "~";

export const page: Page = JSON.parse(document.getElementById("page-data")?.textContent ?? "{}");

export function rowOf(name: string): Row | undefined {
  return page.sessions.find((row) => row.name === name);
}

const arrived = new Map<string, Packed>();
const sessions = new Map<string, Promise<Session>>();
Object.assign(window, { gentleBack: (name: string, packed: Packed) => arrived.set(name, packed) });

/** The session of `row`; rejects when its script cannot be loaded. */
export function load(row: Row): Promise<Session> {
  const known = sessions.get(row.name);
  if (known) return known;
  const session = fetched(row);
  sessions.set(row.name, session);
  session.catch(() => sessions.delete(row.name)); // so that the next call tries again
  return session;
}

async function fetched(row: Row): Promise<Session> {
  await script(row.data);
  const packed = arrived.get(row.name);
  if (!packed) throw new Error(row.data);
  const chapters = packed.chapters.map((chapter) => unpack(chapter, packed.wheres));
  return { row, chapters, figures: packed.figures ?? {} };
}

function script(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = address;
    element.onload = () => resolve();
    element.onerror = () => (element.remove(), reject(new Error(address)));
    document.head.append(element);
  });
}

function unpack(chapter: PackedChapter, wheres: PackedWhere[]): Chapter {
  let start = 0;
  const cues = chapter.cues.map(([kind, since, length, sound, where]): Cue => {
    start += since;
    const [screen, side, repetition, of] = wheres[where] ?? ["", "", 0, 0];
    const isTone = sound.startsWith(TONE);
    return {
      kind: KINDS[kind] ?? "say",
      start,
      end: start + length,
      text: isTone ? "" : sound,
      tone: isTone ? sound.slice(1) : "",
      screen,
      side,
      repetition,
      of,
      counts: repetition > 0,
    };
  });
  return { ...chapter, cues: carried(cues) };
}

/** A rest between two repetitions belongs to the one before it, whose number stays on the screen; what leads to the
 * other side belongs to that side from its first word. */
function carried(cues: Cue[]): Cue[] {
  const last = cues.findLastIndex((cue) => cue.repetition > 0);
  let before: Cue | undefined;
  return cues.map((cue, index) => {
    if (cue.repetition) before = cue;
    else if (cue.side && cue.side !== before?.side) before = undefined;
    else if (before && index < last)
      return { ...cue, side: before.side, repetition: before.repetition, of: before.of };
    return cue;
  });
}
