import type { LatLon } from "../../shared/protocol.ts";

const figures = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*(?:[,，;；、]|\s)\s*(-?\d{1,3}(?:\.\d+)?)\s*$/u;

/** "39.9219, 116.4436" as a place, latitude first; null when it isn't one. */
export function parseCoordinates(text: string): LatLon | null {
  const found = figures.exec(text);
  if (found === null) return null;
  const [lat, lon] = [Number(found[1]), Number(found[2])];
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : null;
}

export function writeCoordinates({ lat, lon }: LatLon): string {
  return `${lat.toFixed(5)}, ${lon.toFixed(5)}`;
}
