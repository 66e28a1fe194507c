import { expect, test } from "vitest";

import { backoffMs, stopReason } from "./close-codes.ts";

test("only sign-in, rights and another window of the same device stop for good", () => {
  const stopping = [1000, 1001, 1006, 1012, 1013, 4401, 4403, 4408, 4409, 4429].filter(stopReason);
  expect(stopping).toEqual([4401, 4403, 4409]);
});

test("a restart spreads the first return over 0.1 to 2 seconds", () => {
  expect(backoffMs(1012, 0, 0)).toBe(100);
  expect(backoffMs(1012, 0, 0.999)).toBeLessThanOrEqual(2_000);
  expect(backoffMs(1012, 5, 0.999)).toBeGreaterThan(2_000);
});

test("overload waits 2 to 10 seconds, too many at least 30", () => {
  expect(backoffMs(1013, 0, 0)).toBe(2_000);
  expect(backoffMs(1013, 9, 0.999)).toBeLessThanOrEqual(10_000);
  expect(backoffMs(4429, 0, 0)).toBe(30_000);
});

test("otherwise it doubles from half a second to fifteen, never all of them at once", () => {
  const longest = [0, 1, 2, 3, 4, 5, 50].map((attempt) => backoffMs(1006, attempt, 1));
  expect(longest).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
  expect(backoffMs(1006, 0, 0)).toBe(250);
});
