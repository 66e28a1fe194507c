import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { Clock, ms } from "./clock.svelte.ts";

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

test("the server's time is what it said plus half the way", () => {
  const clock = new Clock();
  clock.observe(1_060_000, 999_900, 1_000_000);
  expect(clock.now()).toBe(1_060_050);
  expect(clock.offset_ms).toBe(60_050);
});

test("a slower answer doesn't spoil a quicker one's, unless it is a new connection's", () => {
  const clock = new Clock();
  clock.observe(1_060_000, 999_990, 1_000_000);
  clock.observe(1_050_000, 990_000, 1_000_000);
  expect(clock.offset_ms).toBe(60_005);
  clock.observe(1_050_000, 990_000, 1_000_000, true);
  expect(clock.offset_ms).toBe(55_000);
});

test("the tick steps on full seconds of server time until it is stopped", () => {
  const clock = new Clock();
  const stop = clock.start();
  vi.advanceTimersByTime(3_100);
  expect(Math.floor(clock.tick / 1000)).toBe(1_003);
  stop();
  vi.advanceTimersByTime(3_100);
  expect(Math.floor(clock.tick / 1000)).toBe(1_003);
});

test("a missing time is no time", () => {
  expect(ms(null)).toBeNaN();
  expect(ms("1970-01-01T00:00:01.500Z")).toBe(1_500);
});
