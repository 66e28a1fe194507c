import type { LatLon } from "../../shared/protocol.ts";

/** A place as this device measured it. */
export interface Fix extends LatLon {
  /** Radius in whole metres, at most 5000. */
  accuracy_m: number;
  /** When it was measured, by the device's clock in ms. */
  at: number;
}

/** Positions go out at most this often. */
export const least_ms = 5_000;
/** And at least this often while on duty, so that standing still isn't taken for absence. */
export const most_ms = 30_000;

export function fixOf(position: GeolocationPosition): Fix {
  const { latitude, longitude, accuracy } = position.coords;
  const round = (degrees: number): number => Number(degrees.toFixed(7));
  return {
    lat: round(latitude),
    lon: round(longitude),
    accuracy_m: Math.min(5000, Math.max(0, Math.round(accuracy))),
    at: position.timestamp,
  };
}

/**
 * When the phone says where it is. Without I/O: `due` answers whether the fix goes out now, and is
 * told so by `sent`.
 */
export class Cadence {
  #sent_at = -Infinity;
  #sent: Fix | null = null;

  /** `fresh_ms`: an older fix reaches nobody and isn't sent. */
  due(fix: Fix | null, now: number, fresh_ms: number): boolean {
    if (!fix || now - fix.at > fresh_ms) return false;
    const since = now - this.#sent_at;
    if (since < least_ms) return false;
    return since >= most_ms || fix.at !== this.#sent?.at;
  }

  sent(fix: Fix, now: number): void {
    this.#sent = fix;
    this.#sent_at = now;
  }

  /** The next fix goes out at once, as after a new connection. */
  reset(): void {
    this.#sent_at = -Infinity;
    this.#sent = null;
  }
}
