import { closeCodes } from "../protocol.generated.ts";

export type StopReason = "not-signed-in" | "not-allowed" | "replaced";

/** The reason not to come back by itself, if the code is one. */
export function stopReason(code: number): StopReason | null {
  switch (code) {
    case closeCodes["not-signed-in"]:
      return "not-signed-in";
    case closeCodes["not-allowed"]:
      return "not-allowed";
    case closeCodes.replaced:
      return "replaced";
    default:
      return null;
  }
}

const first_ms = 500;
const longest_ms = 15_000;

/**
 * How long to wait before coming back. `attempt` counts from 0 since the last welcome; `random` is
 * in [0, 1), so that a district's phones don't all come at once.
 */
export function backoffMs(code: number, attempt: number, random: number): number {
  switch (code) {
    case closeCodes.restarting:
      // Only the first time: a server that stays away is no longer restarting.
      if (attempt === 0) return Math.round(100 + random * 1900);
      break;
    case closeCodes["try-later"]:
      return Math.round(2_000 + random * 8_000);
    case closeCodes["too-many"]:
      return Math.round(30_000 + random * 5_000);
  }
  const full = Math.min(longest_ms, first_ms * 2 ** Math.min(attempt, 10));
  return Math.round(full * (0.5 + random / 2));
}
