import { expect, test } from "vitest";

import { alertOf, repeats } from "./alerting.ts";

test("priority 1 sounds every five seconds until it is answered", () => {
  expect(repeats(alertOf(1)!, 21_000)).toEqual([5_000, 10_000, 15_000, 20_000]);
});

test("priority 2 sounds three times, priority 3 again at half time, priority 4 once", () => {
  expect(repeats(alertOf(2)!, 60_000)).toEqual([15_000, 30_000]);
  expect(repeats(alertOf(3)!, 60_000)).toEqual([30_000]);
  expect(repeats(alertOf(4)!, 60_000)).toEqual([]);
});

test("information makes no sound, and the more urgent is the louder", () => {
  expect(alertOf(5)).toBe(null);
  const loudness = [1, 2, 3, 4].map((priority) => alertOf(priority)!.loudness);
  expect(loudness).toEqual([...loudness].sort((a, b) => b - a));
});
