// Sessions saved in this browser: fetched with progress, verified, counted, removed.

import { page } from "./data";
import type { Row } from "./types";

export const AUDIO = "gentle-back-audio";
export const SESSIONS = "gentle-back-sessions";

/** Why nothing can be saved here; empty where it can. */
export function whyNot(): "" | "file" | "insecure" | "unable" {
  if (location.protocol === "file:") return "file";
  if (!window.isSecureContext) return "insecure";
  return "serviceWorker" in navigator && "caches" in window && crypto.subtle ? "" : "unable";
}

export class SaveError extends Error {
  constructor(readonly why: "offline" | "changed" | "full") {
    super(why);
  }
}

/** Fetch all of `row` and save it. Rejects with a `SaveError`; nothing incomplete is saved. */
export async function save(row: Row, tell: (share: number) => void, signal: AbortSignal): Promise<void> {
  await navigator.storage?.persist?.().catch(() => false);
  const script = await fetched(row.data, signal);
  const response = await fetched(row.audio, signal);
  const blob = await body(response, row.bytes, tell);
  if (blob.size !== row.bytes || (await sha256(blob)) !== row.sha256) throw new SaveError("changed");
  const headers = { "Content-Type": response.headers.get("Content-Type") ?? "audio/mpeg", "Content-Length": String(blob.size) };
  try {
    await (await caches.open(SESSIONS)).put(row.data, script);
    await (await caches.open(AUDIO)).put(row.audio, new Response(blob, { headers }));
  } catch {
    throw new SaveError("full");
  }
}

async function fetched(address: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(address, { signal }).catch((error: unknown) => {
    throw signal.aborted ? error : new SaveError("offline");
  });
  if (response.status !== 200) throw new SaveError("changed");
  return response;
}

async function body(response: Response, bytes: number, tell: (share: number) => void): Promise<Blob> {
  const reader = response.body!.getReader();
  const parts: BlobPart[] = [];
  let got = 0;
  for (;;) {
    const { done, value } = await reader.read().catch((error: unknown) => {
      throw error instanceof DOMException && error.name === "AbortError" ? error : new SaveError("offline");
    });
    if (done) return new Blob(parts, { type: "audio/mpeg" });
    parts.push(value);
    got += value.length;
    tell(Math.min(1, got / bytes));
  }
}

async function sha256(blob: Blob): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The rows that are saved. */
export async function saved(): Promise<Row[]> {
  if (whyNot()) return [];
  const kept = await addresses(AUDIO);
  return page.sessions.filter((row) => kept.has(absolute(row.audio)));
}

export async function free(rows: Row[]): Promise<void> {
  for (const row of rows) {
    await (await caches.open(AUDIO)).delete(row.audio);
    await (await caches.open(SESSIONS)).delete(row.data);
  }
}

/** Remove what belongs to no session any more. Returns the rows of which an earlier version was saved. */
export async function tidy(): Promise<Row[]> {
  if (whyNot()) return [];
  const wanted = new Set(page.sessions.flatMap((row) => [absolute(row.audio), absolute(row.data)]));
  const gone: string[] = [];
  for (const name of [AUDIO, SESSIONS]) {
    const cache = await caches.open(name);
    for (const address of await addresses(name)) {
      if (wanted.has(address)) continue;
      await cache.delete(address);
      if (name === AUDIO) gone.push(nameOf(address));
    }
  }
  const kept = new Set((await saved()).map((row) => row.name));
  return page.sessions.filter((row) => gone.includes(row.name) && !kept.has(row.name));
}

/** "audio/bridge.1a2b3c4d.mp3" -> "bridge". */
function nameOf(address: string): string {
  return decodeURIComponent(address.split("/").pop() ?? "").replace(/\.[0-9a-f]{8}\.\w+$/, "");
}

async function addresses(cache: string): Promise<Set<string>> {
  if (!(await caches.has(cache))) return new Set();
  return new Set((await (await caches.open(cache)).keys()).map((request) => request.url));
}

function absolute(address: string): string {
  return new URL(address, document.baseURI).href;
}

/** How many more bytes this browser would save; undefined where that is unknown. */
export async function room(): Promise<number | undefined> {
  const { quota, usage } = (await navigator.storage?.estimate?.().catch(() => undefined)) ?? {};
  return quota === undefined || usage === undefined ? undefined : Math.max(0, quota - usage);
}
