import { expect, test } from "vitest";

import { bearing, distanceM } from "./geo.ts";

const here = { lat: 39.9219, lon: 116.4436 };

test("a thousandth of a degree north is 111 m, east less by the cosine", () => {
  expect(distanceM(here, { lat: 39.9229, lon: 116.4436 })).toBeCloseTo(111.2, 0);
  expect(distanceM(here, { lat: 39.9219, lon: 116.4446 })).toBeCloseTo(85.3, 0);
  expect(distanceM(here, here)).toBe(0);
});

test("bearings turn with the clock from north", () => {
  expect(bearing(here, { ...here, lat: 40 })).toBeCloseTo(0, 5);
  expect(bearing(here, { ...here, lon: 116.5 })).toBeCloseTo(90, 0);
  expect(bearing(here, { ...here, lon: 116.4 })).toBeCloseTo(270, 0);
});
