// The service worker, and the change from one version of everything to the next, all at once.

import { whyNot } from "./offline";

type Tell = () => void;

/** Register the worker. `offer` is called when a newer version is ready; `take` activates it. */
export async function watchForUpdates(isBusy: () => boolean, offer: (take: Tell) => void): Promise<void> {
  if (whyNot()) return;
  let reloads = navigator.serviceWorker.controller !== null;
  let isWanted = false;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (!reloads) reloads = true; // the first worker serves the version that is shown
    else if (isBusy() && !isWanted) offer(() => location.reload());
    else location.reload();
  });
  const registration = await navigator.serviceWorker.register("sw.js").catch(() => undefined);
  if (!registration) return; // the server is unreachable, or the browser refuses
  const take = (worker: ServiceWorker): void => {
    const now = (): void => ((isWanted = true), worker.postMessage("take over"));
    if (isBusy()) offer(now);
    else worker.postMessage("take over");
  };
  const look = (): void => {
    if (registration.waiting && registration.active) take(registration.waiting);
  };
  look();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", look));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") registration.update().catch(() => undefined);
  });
}
