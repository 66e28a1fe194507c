import { expect, test } from "vitest";

import {
  circleRing,
  holdsTile,
  isFar,
  mercatorX,
  mercatorY,
  metresPerPixel,
  offset,
  placeOf,
  scaleBar,
  squareRing,
  tilesIn,
  zoomAt,
} from "./geometry.ts";

const hujialou = { lat: 39.9219, lon: 116.4616 };

test("a place comes back from Mercator's square", () => {
  const back = placeOf(mercatorX(hujialou.lon), mercatorY(hujialou.lat));
  expect(back.lat).toBeCloseTo(hujialou.lat, 9);
  expect(back.lon).toBeCloseTo(hujialou.lon, 9);
});

test("tiles are those of the web's grid at zoom 14, y southward", () => {
  const range = tilesIn({ south_west: hujialou, north_east: hujialou });
  expect(range).toEqual({ x0: 13492, x1: 13492, y0: 6207, y1: 6207 });
});

test("a view touches all tiles between its corners", () => {
  const range = tilesIn({ south_west: { lat: 39.9, lon: 116.43 }, north_east: { lat: 39.95, lon: 116.5 } });
  expect(range).toEqual({ x0: 13490, x1: 13494, y0: 6205, y1: 6208 });
  expect(holdsTile(range, 13492, 6207)).toBe(true);
  expect(holdsTile(range, range.x1 + 1, range.y0)).toBe(false);
});

test("a view over the edge of the world stays in the grid", () => {
  const range = tilesIn({ south_west: { lat: -89, lon: -180 }, north_east: { lat: 89, lon: 180 } });
  expect(range).toEqual({ x0: 0, x1: 16383, y0: 0, y1: 16383 });
});

test("metres per pixel and zoom are each other's inverse", () => {
  expect(metresPerPixel(0, 0)).toBeCloseTo(78_271.5, 0);
  expect(metresPerPixel(39.92, zoomAt(39.92, 20))).toBeCloseTo(20, 9);
});

test("over 20 metres a pixel is far, 20 is not", () => {
  const here = { south_west: hujialou, north_east: hujialou };
  expect(isFar({ ...here, metres_per_pixel: 20 })).toBe(false);
  expect(isFar({ ...here, metres_per_pixel: 21 })).toBe(true);
});

test("a view of more tiles than one map is told is far", () => {
  const wide = { south_west: { lat: 39.8, lon: 116.3 }, north_east: { lat: 40.1, lon: 116.7 } };
  expect(isFar({ ...wide, metres_per_pixel: 15 })).toBe(true);
});

test("a circle is closed and as wide as it says, on the ground", () => {
  const ring = circleRing(hujialou, 600, 4);
  expect(ring).toHaveLength(5);
  expect(ring[0]).toEqual(ring[4]);
  const [, east] = [ring[0]!, ring[1]!];
  expect((east[0] - hujialou.lon) * 111_319.5 * Math.cos((hujialou.lat * Math.PI) / 180)).toBeCloseTo(600, 0);
});

test("a square has its sides' length", () => {
  const [a, b] = squareRing(hujialou, 500);
  const east = offset({ lat: hujialou.lat, lon: a![0] }, 500, 0);
  expect(b![0]).toBeCloseTo(east.lon, 6);
});

test("the scale bar is a round length that fits", () => {
  expect(scaleBar(1, 110)).toEqual({ metres: 100, px: 100 });
  expect(scaleBar(35, 110)).toEqual({ metres: 2000, px: 2000 / 35 });
  expect(scaleBar(4.7, 110).metres).toBe(500);
});
