/**
 * The district's own map, as `GET /api/v1/base-map` names it: GeoJSON of outline, streets, roads
 * and stations, in any number of layers; each feature is known by its properties.
 */
import type { Feature, FeatureCollection, Point, Polygon, MultiPolygon, Position } from "geojson";

import type { LatLon } from "../protocol.ts";
import type { Bounds } from "./geometry.ts";

export interface BaseData {
  district: FeatureCollection;
  streets: FeatureCollection;
  /** Where a street's name stands; `name` in full and `short` without what kind of unit it is. */
  streetNames: FeatureCollection<Point>;
  roads: FeatureCollection;
  stations: FeatureCollection;
  /** Whom the layers want named. */
  attribution: readonly string[];
  /** Of the outline, else of all; null: there is nothing. */
  bounds: Bounds | null;
}

/** Roads and stations in OpenStreetMap's classes are its data, unless a layer says whose they are. */
const openStreetMap = "(c) OpenStreetMap contributors";

const collection = <F extends FeatureCollection>(features: F["features"]): F =>
  ({ type: "FeatureCollection", features }) as unknown as F;

export const noBaseData: BaseData = {
  district: collection([]),
  streets: collection([]),
  streetNames: collection([]),
  roads: collection([]),
  stations: collection([]),
  attribution: [],
  bounds: null,
};

/** Fetches and sorts the layers; one that can't be had is left out. Fails never. */
export async function loadBaseData(get: typeof fetch = fetch): Promise<BaseData> {
  const json = async (path: string): Promise<unknown> => {
    try {
      const answer = await get(path, { credentials: "same-origin" });
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  };
  const list = (await json("/api/v1/base-map")) as { layers?: unknown } | null;
  const paths = Array.isArray(list?.layers) ? list.layers.filter((path) => typeof path === "string") : [];
  return sortLayers(await Promise.all(paths.map(json)));
}

/** Sorts the features of layers by what they are. */
export function sortLayers(layers: readonly unknown[]): BaseData {
  const district: Feature[] = [];
  const streets: Feature[] = [];
  const roads: Feature[] = [];
  const stations: Feature[] = [];
  const attribution = new Set<string>();
  let unnamed = false;
  for (const layer of layers) {
    const named = typeof (layer as { attribution?: unknown } | null)?.attribution === "string";
    const found = layer as (FeatureCollection & { attribution?: unknown }) | Feature | null;
    if (named) {
      attribution.add((layer as { attribution: string }).attribution);
    }
    const features = found?.type === "FeatureCollection" ? found.features : found?.type === "Feature" ? [found] : [];
    for (const feature of features) {
      const shape = feature.geometry?.type;
      if (shape === "Polygon" || shape === "MultiPolygon") {
        (isStreet(feature) ? streets : district).push(feature);
      } else if (shape === "LineString" || shape === "MultiLineString") {
        roads.push(feature);
        unnamed ||= !named;
      } else if (shape === "Point" && feature.properties?.["class"] === "metro") {
        stations.push(feature);
        unnamed ||= !named;
      }
    }
  }
  if (unnamed) {
    attribution.add(openStreetMap);
  }
  return {
    district: collection(district),
    streets: collection(streets),
    streetNames: collection(streets.map(nameOf)),
    roads: collection(roads),
    stations: collection(stations),
    attribution: [...attribution],
    bounds: boundsOf(district) ?? boundsOf(streets) ?? boundsOf(roads),
  };
}

function isStreet(feature: Feature): boolean {
  const properties = feature.properties ?? {};
  return properties["class"] === "street" || (properties["class"] === undefined && "communities" in properties);
}

function nameOf(feature: Feature): Feature<Point> {
  const name = String(feature.properties?.["name"] ?? "");
  const told = feature.properties?.["centroid"] as unknown;
  const at = Array.isArray(told) && told.length === 2 ? (told as Position) : centreOf(feature);
  return {
    type: "Feature",
    properties: { name, short: shortName(name) },
    geometry: { type: "Point", coordinates: at },
  };
}

/** A street's name without the kind of unit. */
export function shortName(name: string): string {
  const short = name.replace(/(街道办事处|地区办事处|街道|地区)$/u, "");
  return short === "" ? name : short;
}

function rings(feature: Feature): Position[][] {
  const geometry = feature.geometry as Polygon | MultiPolygon;
  return geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();
}

function positions(feature: Feature): Position[] {
  const geometry = feature.geometry;
  if (geometry.type === "Polygon" || geometry.type === "MultiPolygon") {
    return rings(feature).flat();
  }
  if (geometry.type === "LineString") {
    return geometry.coordinates;
  }
  return geometry.type === "MultiLineString" ? geometry.coordinates.flat() : [];
}

function boundsOf(features: readonly Feature[]): Bounds | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const feature of features) {
    for (const [lon = 0, lat = 0] of positions(feature)) {
      west = Math.min(west, lon);
      east = Math.max(east, lon);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
  }
  return west > east ? null : { south_west: { lat: south, lon: west }, north_east: { lat: north, lon: east } };
}

/** Of the longest ring: good enough for a name. */
function centreOf(feature: Feature): Position {
  const ring = rings(feature).reduce((longest, one) => (one.length > longest.length ? one : longest), []);
  const sum = ring.reduce(([x, y], [lon = 0, lat = 0]) => [x! + lon, y! + lat], [0, 0] as Position);
  return [sum[0]! / Math.max(1, ring.length), sum[1]! / Math.max(1, ring.length)];
}

/** The name of the street that a place lies in; empty: of none that is known. */
export function streetAt(data: BaseData, at: LatLon): string {
  const street = data.streets.features.find((feature) => within(feature, at));
  return String(street?.properties?.["name"] ?? "");
}

/** Even-odd over all rings, so that a hole is outside. */
function within(feature: Feature, at: LatLon): boolean {
  let inside = false;
  for (const ring of rings(feature)) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
      const [ax = 0, ay = 0] = ring[i]!;
      const [bx = 0, by = 0] = ring[j]!;
      if (ay > at.lat !== by > at.lat && at.lon < ((bx - ax) * (at.lat - ay)) / (by - ay) + ax) {
        inside = !inside;
      }
    }
  }
  return inside;
}
