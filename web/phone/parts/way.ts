import { bearing, distanceM } from "../../shared/geo.ts";
import type { LatLon } from "../../shared/protocol.ts";
import type { Fix } from "../stores/fixes.ts";

/** How to get from here to there, as the crow flies. */
export interface Way {
  metres: number;
  /** In degrees; null when this phone doesn't know where it is. */
  bearing: number | null;
}

/** `told_m` is what the server measured; it holds when there is no fresh fix. */
export function wayTo(
  fix: Fix | null,
  to: LatLon,
  told_m: number,
  fresh_ms: number,
  now = Date.now(),
): Way {
  if (!fix || now - fix.at > fresh_ms) return { metres: told_m, bearing: null };
  return { metres: distanceM(fix, to), bearing: bearing(fix, to) };
}
