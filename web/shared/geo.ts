import type { LatLon } from "./protocol.ts";

const earth_m = 6_371_008.8;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance in metres. */
export function distanceM(a: LatLon, b: LatLon): number {
  const lat = radians(b.lat - a.lat);
  const lon = radians(b.lon - a.lon);
  const h =
    Math.sin(lat / 2) ** 2 +
    Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(lon / 2) ** 2;
  return 2 * earth_m * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** First bearing from a to b in degrees: 0 north, 90 east, under 360. */
export function bearing(from: LatLon, to: LatLon): number {
  const lon = radians(to.lon - from.lon);
  const a = radians(from.lat);
  const b = radians(to.lat);
  const y = Math.sin(lon) * Math.cos(b);
  const x = Math.cos(a) * Math.sin(b) - Math.sin(a) * Math.cos(b) * Math.cos(lon);
  return ((Math.atan2(y, x) * 180) / Math.PI + 360) % 360;
}
