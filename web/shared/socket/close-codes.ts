/** Why a connection ended, and what follows from it. The numbers are the published ones. */
export const CloseCode = {
  goingAway: 1001,
  restarting: 1012,
  tryLater: 1013,
  notSignedIn: 4401,
  notAllowed: 4403,
  tooSlow: 4408,
  replaced: 4409,
  tooMany: 4429,
} as const;

export type StopReason = "not-signed-in" | "not-allowed" | "replaced";

/** The reason not to come back by itself, if the code is one. */
export function stopReason(code: number): StopReason | null {
  switch (code) {
    case CloseCode.notSignedIn:
      return "not-signed-in";
    case CloseCode.notAllowed:
      return "not-allowed";
    case CloseCode.replaced:
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
    case CloseCode.restarting:
      // Only the first time: a server that stays away is no longer restarting.
      if (attempt === 0) return Math.round(100 + random * 1900);
      break;
    case CloseCode.tryLater:
      return Math.round(2_000 + random * 8_000);
    case CloseCode.tooMany:
      return Math.round(30_000 + random * 5_000);
  }
  const full = Math.min(longest_ms, first_ms * 2 ** Math.min(attempt, 10));
  return Math.round(full * (0.5 + random / 2));
}
