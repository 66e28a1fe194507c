/** Lines of latitude and longitude around the district: what stands where nothing else is known. */
import type { Feature, FeatureCollection, LineString } from "geojson";

import type { Bounds } from "./geometry.ts";

/** Between two lines, in hundredths of a degree. */
const stepHundredths = 5;
/** The lines go on so far beyond the district, in degrees. */
const marginDegrees = 0.5;

export function graticule(bounds: Bounds | null): FeatureCollection<LineString> {
  const features: Feature<LineString>[] = [];
  if (bounds !== null) {
    const [south, north] = [bounds.south_west.lat - marginDegrees, bounds.north_east.lat + marginDegrees];
    const [west, east] = [bounds.south_west.lon - marginDegrees, bounds.north_east.lon + marginDegrees];
    for (const lon of steps(west, east)) {
      features.push(line(`${figure(lon)}° ${lon < 0 ? "W" : "E"}`, [lon, south], [lon, north]));
    }
    for (const lat of steps(south, north)) {
      features.push(line(`${figure(lat)}° ${lat < 0 ? "S" : "N"}`, [west, lat], [east, lat]));
    }
  }
  return { type: "FeatureCollection", features };
}

const figure = (degrees: number): string => Math.abs(degrees).toFixed(2);

function steps(from: number, to: number): number[] {
  const found: number[] = [];
  const first = Math.ceil((from * 100) / stepHundredths) * stepHundredths;
  for (let hundredths = first; hundredths <= to * 100; hundredths += stepHundredths) {
    found.push(hundredths / 100);
  }
  return found;
}

function line(label: string, a: [number, number], b: [number, number]): Feature<LineString> {
  return { type: "Feature", properties: { label }, geometry: { type: "LineString", coordinates: [a, b] } };
}
