// The service worker, and the change from one version of everything to the next: never half of it.

import { whyNot } from "./offline";

type Tell = () => void;

/** Register the worker. `offer` is called when a newer version waits; `take` brings it in. */
export async function watchForUpdates(isBusy: () => boolean, offer: (take: Tell) => void): Promise<void> {
  if (whyNot()) return;
  const hadOne = navigator.serviceWorker.controller !== null;
  let reloads = hadOne;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (!reloads) reloads = true; // the first worker ever serves this same page
    else if (isBusy()) offer(() => location.reload());
    else location.reload();
  });
  const registration = await navigator.serviceWorker.register("sw.js");
  const take = (worker: ServiceWorker): void => (isBusy() ? offer(() => worker.postMessage("take over")) : worker.postMessage("take over"));
  const look = (): void => {
    if (registration.waiting && registration.active) take(registration.waiting);
  };
  look();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", look));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") registration.update().catch(() => undefined);
  });
}
