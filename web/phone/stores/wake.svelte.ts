/** Keeps the screen on while on duty: a page behind a dark screen can't ring. */
export class WakeLock {
  held = $state(false);
  visible = $state(typeof document === "undefined" || document.visibilityState === "visible");
  #wanted = false;
  #lock: WakeLockSentinel | null = null;

  /** False where the browser has no such lock: the person must keep the screen on. */
  readonly possible = typeof navigator !== "undefined" && "wakeLock" in navigator;

  /** Follows the page in and out of view. Returns how to stop. */
  start(): () => void {
    const look = (): void => {
      this.visible = document.visibilityState === "visible";
      if (this.visible && this.#wanted) void this.#take();
    };
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }

  want(on: boolean): void {
    this.#wanted = on;
    if (on) void this.#take();
    else void this.#lock?.release();
  }

  async #take(): Promise<void> {
    if (!this.possible || this.held) return;
    try {
      const lock = await navigator.wakeLock.request("screen");
      this.#lock = lock;
      this.held = true;
      // The system takes it away when the page goes out of view.
      lock.onrelease = () => (this.held = false);
      if (!this.#wanted) await lock.release();
    } catch {
      // Refused, as on a low battery: `held` says so.
    }
  }
}
