import type { Feature, Position } from "geojson";

import type { BaseData } from "../../shared/base-map/base-data.ts";
import type { LatLon } from "../../shared/protocol.ts";

/**
 * The light map of the phone: a few roads around a place, drawn on a canvas. Loaded when a map is
 * first shown, once a page.
 */
export interface Line {
  /** From 1 (trunk) to 5 (lane). */
  rank: number;
  points: readonly Position[];
  west: number;
  south: number;
  east: number;
  north: number;
}

export interface Ground {
  land: readonly (readonly Position[])[];
  lines: readonly Line[];
  data: BaseData;
}

let loading: Promise<Ground | null> | null = null;

/** Null when the server has no map, or none can be had now; asked again then. */
export function loadGround(): Promise<Ground | null> {
  loading ??= fetchGround().then((ground) => {
    if (!ground) loading = null;
    return ground;
  });
  return loading;
}

async function fetchGround(): Promise<Ground | null> {
  const { loadBaseData } = await import("../../shared/base-map/base-data.ts");
  const data = await loadBaseData();
  if (!data.bounds) return null;
  const lines = data.roads.features.flatMap(linesOf).sort((a, b) => b.rank - a.rank);
  return { land: data.district.features.flatMap(ringsOf), lines, data };
}

const ranks: [RegExp, number][] = [
  [/^(motorway|trunk)/, 1],
  [/^primary/, 2],
  [/^secondary/, 3],
  [/^tertiary/, 4],
];

export function rankOf(roadClass: unknown): number {
  const name = String(roadClass ?? "");
  return ranks.find(([pattern]) => pattern.test(name))?.[1] ?? 5;
}

function linesOf(feature: Feature): Line[] {
  const { geometry } = feature;
  const parts =
    geometry.type === "LineString"
      ? [geometry.coordinates]
      : geometry.type === "MultiLineString"
        ? geometry.coordinates
        : [];
  const rank = rankOf(feature.properties?.["class"]);
  return parts.map((points) => {
    const lons = points.map((p) => p[0]!);
    const lats = points.map((p) => p[1]!);
    const [west, east] = [Math.min(...lons), Math.max(...lons)];
    const [south, north] = [Math.min(...lats), Math.max(...lats)];
    return { rank, points, west, south, east, north };
  });
}

function ringsOf(feature: Feature): Position[][] {
  const { geometry } = feature;
  if (geometry.type === "Polygon") return geometry.coordinates;
  return geometry.type === "MultiPolygon" ? geometry.coordinates.flat() : [];
}

const metresPerDegree = 111_195;

/** Between places and pixels of a small picture around `centre`; x to the east, y to the south. */
export class Sheet {
  readonly #centre: LatLon;
  readonly #perPixel: number;
  readonly #width: number;
  readonly #height: number;
  readonly #east: number;

  constructor(centre: LatLon, metres_per_px: number, width: number, height: number) {
    this.#centre = centre;
    this.#perPixel = metres_per_px;
    this.#width = width;
    this.#height = height;
    this.#east = metresPerDegree * Math.cos((centre.lat * Math.PI) / 180);
  }

  x(lon: number): number {
    return this.#width / 2 + ((lon - this.#centre.lon) * this.#east) / this.#perPixel;
  }

  y(lat: number): number {
    return this.#height / 2 - ((lat - this.#centre.lat) * metresPerDegree) / this.#perPixel;
  }

  place(x: number, y: number): LatLon {
    const lon = this.#centre.lon + ((x - this.#width / 2) * this.#perPixel) / this.#east;
    const lat = this.#centre.lat - ((y - this.#height / 2) * this.#perPixel) / metresPerDegree;
    return { lat: Number(lat.toFixed(7)), lon: Number(lon.toFixed(7)) };
  }

  /** Could the line be in the picture? */
  shows(line: Line): boolean {
    return (
      this.x(line.east) >= 0 &&
      this.x(line.west) <= this.#width &&
      this.y(line.south) >= 0 &&
      this.y(line.north) <= this.#height
    );
  }
}

/** The scale at which both places fit into a picture of this size, with a margin. */
export function scaleFor(a: LatLon, b: LatLon, width: number, height: number, margin = 56): number {
  const east = metresPerDegree * Math.cos((a.lat * Math.PI) / 180);
  const x = (Math.abs(a.lon - b.lon) * east) / Math.max(1, width - 2 * margin);
  const y = (Math.abs(a.lat - b.lat) * metresPerDegree) / Math.max(1, height - 2 * margin);
  return Math.min(50, Math.max(0.5, x, y));
}
