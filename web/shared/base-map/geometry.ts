/** Places and distances on the map: Mercator's square of 0 to 1, its tiles, metres. */
import type { LatLon } from "../protocol.ts";

/** The equator, in metres, as the web's Mercator projection takes it. */
export const equatorM = 40_075_016.686;
/** Side of the map's world at zoom 0, in CSS pixels, as MapLibre counts zoom. */
const worldPx = 512;
/** Zoom of the tiles that the server tells people in. */
export const tileZoom = 14;
/** Over so many metres a pixel the server tells counts, not marks. */
export const farFromMetresPerPixel = 20;
/** Nor does it tell more tiles than this to one map: a view of more is far too. */
const mostTiles = 240;

export interface Bounds {
  south_west: LatLon;
  north_east: LatLon;
}

/** What a map shows. */
export interface View extends Bounds {
  centre: LatLon;
  zoom: number;
  /** Whole, at least 1. */
  metres_per_pixel: number;
}

/** Tiles from `x0`,`y0` to `x1`,`y1`, both within; y grows southward. */
export interface TileRange {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

export function mercatorX(lon: number): number {
  return (lon + 180) / 360;
}

export function mercatorY(lat: number): number {
  const sine = Math.sin(radians(Math.max(-85.05, Math.min(85.05, lat))));
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

export function placeOf(x: number, y: number): LatLon {
  const lat = (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
  return { lat, lon: x * 360 - 180 };
}

/** Metres of ground in one CSS pixel. */
export function metresPerPixel(lat: number, zoom: number): number {
  return (equatorM * Math.cos(radians(lat))) / (worldPx * 2 ** zoom);
}

/** The zoom at which a pixel is so many metres. */
export function zoomAt(lat: number, metres: number): number {
  return Math.log2((equatorM * Math.cos(radians(lat))) / (worldPx * metres));
}

/** So many metres east and north of a place. */
export function offset(from: LatLon, eastM: number, northM: number): LatLon {
  const degree = equatorM / 360;
  return {
    lat: from.lat + northM / degree,
    lon: from.lon + eastM / (degree * Math.cos(radians(from.lat))),
  };
}

/** A closed ring of GeoJSON positions around a place. */
export function circleRing(centre: LatLon, radiusM: number, points = 96): [number, number][] {
  const ring: [number, number][] = [];
  for (let i = 0; i <= points; i += 1) {
    const turn = (2 * Math.PI * (i % points)) / points;
    const at = offset(centre, radiusM * Math.sin(turn), radiusM * Math.cos(turn));
    ring.push([at.lon, at.lat]);
  }
  return ring;
}

/** A closed ring: a square with sides to the north and east. */
export function squareRing(centre: LatLon, sideM: number): [number, number][] {
  const low = offset(centre, -sideM / 2, -sideM / 2);
  const high = offset(centre, sideM / 2, sideM / 2);
  return [
    [low.lon, low.lat],
    [high.lon, low.lat],
    [high.lon, high.lat],
    [low.lon, high.lat],
    [low.lon, low.lat],
  ];
}

/** The tiles of the server's grid that a view touches. */
export function tilesIn(view: Bounds): TileRange {
  const tiles = 2 ** tileZoom;
  const tile = (part: number): number => Math.max(0, Math.min(tiles - 1, Math.floor(part * tiles)));
  return {
    x0: tile(mercatorX(view.south_west.lon)),
    x1: tile(mercatorX(view.north_east.lon)),
    y0: tile(mercatorY(view.north_east.lat)),
    y1: tile(mercatorY(view.south_west.lat)),
  };
}

export function holdsTile(range: TileRange, x: number, y: number): boolean {
  return x >= range.x0 && x <= range.x1 && y >= range.y0 && y <= range.y1;
}

/** Whether people in such a view are counts. */
export function isFar(view: Bounds & Pick<View, "metres_per_pixel">): boolean {
  if (view.metres_per_pixel > farFromMetresPerPixel) {
    return true;
  }
  const { x0, x1, y0, y1 } = tilesIn(view);
  return (x1 - x0 + 1) * (y1 - y0 + 1) > mostTiles;
}

/** A round length for the scale bar of at most so many pixels. */
export function scaleBar(metresInPixel: number, mostPx: number): { metres: number; px: number } {
  const most = metresInPixel * mostPx;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = ([5, 2, 1].find((step) => step * power <= most) ?? 1) * power;
  return { metres, px: metres / metresInPixel };
}
