// The service worker: all of the shell in one version, saved sessions with ranges, everything else from the network.

import { PrecacheController, PrecacheRoute } from "workbox-precaching";
import { createPartialResponse } from "workbox-range-requests";
import { registerRoute } from "workbox-routing";

/** The shell: written in front of this script by the builder, with the digest of each file. */
declare const SHELL: { url: string; revision: string; integrity: string }[];
declare const self: ServiceWorkerGlobalScope;

const AUDIO = "gentle-back-audio";
const SESSIONS = "gentle-back-sessions";

const shell = new PrecacheController();
shell.addToCacheList(SHELL);

// Workbox fetches one file after the other. Together they take one round trip; `integrity` refuses another version.
self.addEventListener("install", (event) => {
  const all = [...shell.getURLsToCacheKeys()].map(([url, cacheKey]) => {
    const integrity = SHELL.find((entry) => new URL(entry.url, location.href).href === url)?.integrity ?? "";
    const request = new Request(url, { cache: "reload", credentials: "same-origin", integrity });
    return Promise.all(shell.strategy.handleAll({ event, request, params: { cacheKey } }));
  });
  event.waitUntil(Promise.all(all));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(shell.activate(event).then(() => self.clients.claim()));
});

self.addEventListener("message", (event) => {
  if (event.data === "take over") void self.skipWaiting();
});

registerRoute(new PrecacheRoute(shell, { directoryIndex: "index.html", cleanURLs: false }));

const here = new URL("./", location.href).pathname;

registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith(`${here}audio/`),
  async ({ request }) => {
    const kept = await (await caches.open(AUDIO)).match(request.url);
    if (!kept) return fetch(request);
    return request.headers.has("Range") ? createPartialResponse(request, kept) : kept;
  },
);

// URLs contain the digest of their content, so a cached response stays valid.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith(`${here}player/`) && url.pathname.endsWith(".js"),
  async ({ request }) => {
    const cache = await caches.open(SESSIONS);
    const kept = await cache.match(request.url);
    if (kept) return kept;
    const response = await fetch(request);
    if (response.status === 200) await cache.put(request.url, response.clone());
    return response;
  },
);
