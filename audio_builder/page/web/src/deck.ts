// The only audio element and its operations, without any screen.

import { moment, type Moment } from "./clock";
import { keepPlace, resumeAt, forgetPlace } from "./place";
import type { Session } from "./types";

const KEEP_EVERY_MS = 5_000;
/** So soon after the beginning of an exercise, the media key "previous" goes to the one before. */
const JUST_BEGUN_MS = 4_000;

export class Deck {
  session: Session | undefined;
  private keptAt = 0;

  constructor(readonly audio: HTMLAudioElement) {
    audio.addEventListener("timeupdate", () => this.keep(KEEP_EVERY_MS));
    audio.addEventListener("pause", () => this.keep(0));
    addEventListener("pagehide", () => this.keep(0));
    audio.addEventListener("ended", () => this.session && forgetPlace(this.session.row));
  }

  /** The position in the sound. */
  get ms(): number {
    return this.audio.currentTime * 1000;
  }

  get moment(): Moment | undefined {
    return this.session && moment(this.session, this.ms);
  }

  get isPlaying(): boolean {
    return !this.audio.paused && !this.audio.ended;
  }

  /** Load `session`; it starts where the listener stopped, or at its beginning. */
  put(session: Session, fromTheTop: boolean): void {
    const start = fromTheTop ? 0 : resumeAt(session);
    if (this.session !== session) {
      this.session = session;
      this.audio.src = session.row.audio;
    }
    this.seek(start);
  }

  async play(): Promise<void> {
    await this.audio.play().catch(() => undefined); // the element has events for its errors
  }

  pause(): void {
    this.audio.pause();
  }

  toggle(): void {
    if (this.isPlaying) this.pause();
    else void this.play();
  }

  seek(ms: number): void {
    const last = (this.session?.row.ms ?? 0) - 50;
    this.audio.currentTime = Math.max(0, Math.min(last, ms)) / 1000;
  }

  skip(ms: number): void {
    this.seek(this.ms + ms);
  }

  next(): void {
    this.chapter((this.moment?.at ?? 0) + 1);
  }

  previous(asAPlayer = false): void {
    const now = this.moment;
    if (!now) return;
    this.chapter(asAPlayer && this.ms - now.chapter.start > JUST_BEGUN_MS ? now.at : now.at - 1);
  }

  /** This exercise from its beginning. */
  again(): void {
    this.chapter(this.moment?.at ?? 0);
  }

  chapter(at: number): void {
    const chapters = this.session?.chapters ?? [];
    const chapter = chapters[Math.max(0, Math.min(chapters.length - 1, at))];
    if (chapter) this.seek(chapter.start);
  }

  private keep(everyMs: number): void {
    if (!this.session || this.audio.ended || !this.audio.currentTime || Date.now() - this.keptAt < everyMs) return;
    this.keptAt = Date.now();
    keepPlace(this.session.row, this.ms, this.moment?.chapter.exercise ?? "");
  }
}
