import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { Hold, hold_ms } from "./hold.svelte.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

test("held to the end it sends once, with a buzz each half second", () => {
  const done = vi.fn();
  const buzz = vi.fn();
  const hold = new Hold(done, buzz);
  hold.begin();
  hold.begin();
  vi.advanceTimersByTime(hold_ms / 2);
  expect(hold.share).toBeCloseTo(0.5);
  expect(done).not.toHaveBeenCalled();
  vi.advanceTimersByTime(hold_ms);
  expect(done).toHaveBeenCalledTimes(1);
  expect(buzz).toHaveBeenCalledTimes(4);
  expect([hold.held, hold.share]).toEqual([false, 0]);
});

test("let go before, it sends nothing and begins anew", () => {
  const done = vi.fn();
  const hold = new Hold(done, () => {});
  hold.begin();
  vi.advanceTimersByTime(hold_ms - 100);
  hold.release();
  hold.begin();
  vi.advanceTimersByTime(hold_ms - 100);
  hold.release();
  vi.advanceTimersByTime(hold_ms);
  expect(done).not.toHaveBeenCalled();
});
