// The lock screen, headsets and media keys.

import { page } from "./data";
import type { Deck } from "./deck";
import type { Moment } from "./clock";

/** Connect them to `deck`. "Previous" restarts the exercise, and just after its beginning goes to the one before. */
export function connectMediaKeys(deck: Deck): void {
  const media = navigator.mediaSession;
  if (!media) return;
  const actions: [MediaSessionAction, MediaSessionActionHandler][] = [
    ["play", () => void deck.play()],
    ["pause", () => deck.pause()],
    ["stop", () => deck.pause()],
    ["seekbackward", ({ seekOffset }) => deck.skip(-(seekOffset ?? 10) * 1000)],
    ["seekforward", ({ seekOffset }) => deck.skip((seekOffset ?? 10) * 1000)],
    ["seekto", ({ seekTime }) => deck.seek((seekTime ?? 0) * 1000)],
    ["previoustrack", () => deck.previous(true)],
    ["nexttrack", () => deck.next()],
  ];
  for (const [action, handler] of actions) {
    try {
      media.setActionHandler(action, handler);
    } catch {
      // This browser does not have this key.
    }
  }
}

export function tellMedia(deck: Deck, moment: Moment): void {
  const media = navigator.mediaSession;
  if (!media || !deck.session) return;
  const { row, chapters } = deck.session;
  const artwork = [192, 512].map((side) => ({ src: `player/icon-${side}.png`, sizes: `${side}x${side}`, type: "image/png" }));
  const chapterInfo = chapters.map(({ title, start }) => ({ title, startTime: start / 1000, artwork: [] }));
  const what = { title: moment.chapter.title, artist: row.title, album: page.words["name"] ?? "", artwork, chapterInfo };
  media.metadata = new MediaMetadata(what);
}

export function tellPosition(deck: Deck): void {
  const { audio, session } = deck;
  if (!session || !navigator.mediaSession?.setPositionState) return;
  navigator.mediaSession.playbackState = audio.paused ? "paused" : "playing";
  const duration = session.row.ms / 1000;
  navigator.mediaSession.setPositionState({
    duration,
    playbackRate: audio.playbackRate,
    position: Math.min(duration, audio.currentTime),
  });
}
