import { expect, test } from "vitest";

import { wayTo } from "./way.ts";

const to = { lat: 39.9252, lon: 116.4394 };
const fix = { lat: 39.9219, lon: 116.4436, accuracy_m: 9, at: 100_000 };

test("the phone's own fix gives distance and direction", () => {
  const way = wayTo(fix, to, 560, 90_000, 110_000);
  expect(way.metres).toBeCloseTo(512.76, 1);
  expect(way.bearing).toBeCloseTo(315.7, 0);
});

test("without a fresh one the server's distance holds, and no direction is made up", () => {
  expect(wayTo(null, to, 560, 90_000)).toEqual({ metres: 560, bearing: null });
  expect(wayTo(fix, to, 560, 90_000, 200_001)).toEqual({ metres: 560, bearing: null });
});
