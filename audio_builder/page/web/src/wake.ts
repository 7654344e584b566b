// Keep the screen on while a session plays: a listener on the floor cannot touch it.

let lock: WakeLockSentinel | undefined;

export async function keepAwake(wanted: boolean): Promise<void> {
  if (!wanted) {
    await lock?.release().catch(() => undefined);
    lock = undefined;
  } else if ((!lock || lock.released) && document.visibilityState === "visible" && "wakeLock" in navigator) {
    lock = await navigator.wakeLock.request("screen").catch(() => undefined); // refused when the battery is low
  }
}

/** A browser releases the lock when another window is shown. */
export function wakeAgain(isWanted: () => boolean): void {
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && isWanted()) void keepAwake(true);
  });
}
