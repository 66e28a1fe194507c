import { fixOf, most_ms, type Fix } from "./fixes.ts";

export type PlaceTrouble = "refused" | "unavailable" | null;

/**
 * Where this phone is, while anything wants to know: duty, a report, an offer. The browser's watch
 * runs only then.
 */
export class PlaceStore {
  fix: Fix | null = $state.raw(null);
  trouble: PlaceTrouble = $state(null);
  #wanted = 0;
  #watch: number | null = null;
  #again: ReturnType<typeof setInterval> | undefined;

  /** Starts watching, if nobody did. Returns how to stop wanting. */
  want(): () => void {
    this.#wanted += 1;
    if (this.#wanted === 1) this.#start();
    let wanted = true;
    return () => {
      if (!wanted) return;
      wanted = false;
      this.#wanted -= 1;
      if (this.#wanted === 0) this.#stop();
    };
  }

  #start(): void {
    if (!("geolocation" in navigator)) {
      this.trouble = "unavailable";
      return;
    }
    const options = { enableHighAccuracy: true, maximumAge: 10_000, timeout: 20_000 };
    const take = (position: GeolocationPosition): void => {
      this.fix = fixOf(position);
      this.trouble = null;
    };
    const fail = (error: GeolocationPositionError): void => {
      if (error.code === error.PERMISSION_DENIED) this.trouble = "refused";
      else if (!this.fix) this.trouble = "unavailable";
    };
    this.#watch = navigator.geolocation.watchPosition(take, fail, options);
    // A watch is silent while one stands still; a fix must not grow old for that.
    this.#again = setInterval(() => {
      if (this.fix && Date.now() - this.fix.at < most_ms / 2) return;
      navigator.geolocation.getCurrentPosition(take, fail, options);
    }, most_ms / 2);
  }

  #stop(): void {
    if (this.#watch !== null) navigator.geolocation.clearWatch(this.#watch);
    this.#watch = null;
    clearInterval(this.#again);
  }
}
