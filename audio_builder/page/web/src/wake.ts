// The screen stays on while a session plays: who lies on the floor cannot touch it.

let lock: WakeLockSentinel | undefined;

export async function keepAwake(wanted: boolean): Promise<void> {
  if (!wanted) {
    await lock?.release().catch(() => undefined);
    lock = undefined;
  } else if ((!lock || lock.released) && document.visibilityState === "visible" && "wakeLock" in navigator) {
    lock = await navigator.wakeLock.request("screen").catch(() => undefined); // refused when the battery is low
  }
}

/** A browser takes the lock away with every change to another window. */
export function wakeAgain(isWanted: () => boolean): void {
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && isWanted()) void keepAwake(true);
  });
}
