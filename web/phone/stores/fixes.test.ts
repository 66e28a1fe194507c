import { expect, test } from "vitest";

import { Cadence, fixOf, least_ms, most_ms, type Fix } from "./fixes.ts";

const fix = (at: number): Fix => ({ lat: 39.9, lon: 116.4, accuracy_m: 9, at });
const fresh = 90_000;

test("a fix is rounded to what the wire takes", () => {
  const coords = { latitude: 39.92191234567, longitude: 116.4, accuracy: 12_345.6 };
  const position = { coords, timestamp: 7 } as GeolocationPosition;
  expect(fixOf(position)).toEqual({ lat: 39.9219123, lon: 116.4, accuracy_m: 5000, at: 7 });
});

test("new fixes go out at most every five seconds", () => {
  const cadence = new Cadence();
  const first = fix(0);
  expect(cadence.due(first, 0, fresh)).toBe(true);
  cadence.sent(first, 0);
  expect(cadence.due(fix(1_000), least_ms - 1, fresh)).toBe(false);
  expect(cadence.due(fix(1_000), least_ms, fresh)).toBe(true);
});

test("a fix that doesn't change goes out again every half minute while it is fresh", () => {
  const cadence = new Cadence();
  const still = fix(0);
  cadence.sent(still, 0);
  expect(cadence.due(still, most_ms - 1, fresh)).toBe(false);
  expect(cadence.due(still, most_ms, fresh)).toBe(true);
  expect(cadence.due(still, fresh + 1, fresh)).toBe(false);
});

test("after a new connection it goes out at once", () => {
  const cadence = new Cadence();
  const still = fix(0);
  cadence.sent(still, 0);
  cadence.reset();
  expect(cadence.due(still, 10, fresh)).toBe(true);
  expect(cadence.due(null, 10, fresh)).toBe(false);
});
