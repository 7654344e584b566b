// The text of the page, and times for people.

import { page } from "./data";
import type { Row } from "./types";

/** The line `name` with `values` in its placeholders. */
export function t(name: string, values: Record<string, string | number> = {}): string {
  return (page.words[name] ?? name).replace(/\{([a-z_]+)\}/g, (_, key: string) => String(values[key] ?? ""));
}

/** "21:05", "1:02:03". */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, "0"));
  const hours = Math.floor(seconds / 3600);
  return hours ? `${hours}:${parts.join(":")}` : parts.join(":").replace(/^0/, "");
}

/** "about 21 min". */
export function minutes(ms: number): string {
  return t("minutes", { n: wholeMinutes(ms) });
}

/** What getting down and coming up take beside a session's own minutes; empty where it has neither. */
export function passage({ ms, routine_ms }: Row): string {
  return ms > routine_ms ? t("passage", { n: wholeMinutes(ms - routine_ms) }) : "";
}

/** "19 min + 4 to get down and up". */
export function lengthOf(row: Row): string {
  return [minutes(row.routine_ms), passage(row)].filter(Boolean).join(" ");
}

export function wholeMinutes(ms: number): number {
  return Math.max(1, Math.round(ms / 60_000));
}

/** Time left: minutes, or seconds when it is less than one. */
export function left(ms: number): string {
  return ms >= 60_000 ? t("minutes_left", { n: Math.ceil(ms / 60_000) }) : t("seconds_left", { n: Math.max(0, Math.ceil(ms / 1000)) });
}

export function megabytes(bytes: number): string {
  const millions = bytes / 1e6;
  return millions >= 1000
    ? t("gigabytes", { n: format(millions / 1000, 1) })
    : t("megabytes", { n: format(millions, millions < 10 ? 1 : 0) });
}

function format(value: number, digits: number): string {
  return value.toLocaleString(page.language, { maximumFractionDigits: digits });
}

export function side(cue: { side: string; repetition: number; of: number }): string {
  const name = cue.side === "left" || cue.side === "right" ? t(cue.side) : "";
  if (!cue.repetition || cue.of < 2) return name;
  const count = t("count", { n: cue.repetition, of: cue.of });
  return name ? t("side_count", { side: name, count }) : count;
}
