import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { WatchMap } from "../protocol.ts";
import type { View } from "./geometry.ts";
import { watcher, watchOf } from "./watch.ts";

const view = (metres: number): View => ({
  south_west: { lat: 39.900000049, lon: 116.4 },
  north_east: { lat: 39.95, lon: 116.5 },
  centre: { lat: 39.925, lon: 116.45 },
  zoom: 13,
  metres_per_pixel: metres,
});

let told: WatchMap[];
beforeEach(() => {
  told = [];
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("a view is told in the wire's limits", () => {
  const far = { ...view(250_000), south_west: { lat: -91, lon: -200 } };
  expect(watchOf(far)).toEqual({
    south_west: { lat: -90, lon: -180 },
    north_east: { lat: 39.95, lon: 116.5 },
    metres_per_pixel: 100_000,
  });
  expect(watchOf(view(9)).south_west.lat).toBe(39.9);
});

test("a view of too many tiles asks for counts", () => {
  const wide = { ...view(15), south_west: { lat: 39.8, lon: 116.3 }, north_east: { lat: 40.1, lon: 116.7 } };
  expect(watchOf(wide).metres_per_pixel).toBe(21);
});

test("of views in quick succession the last is told", () => {
  const watch = watcher((one) => told.push(one), 250);
  watch.look(view(5));
  vi.advanceTimersByTime(200);
  watch.look(view(9));
  vi.advanceTimersByTime(249);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(told.map((one) => one.metres_per_pixel)).toEqual([9]);
});

test("a new connection is told at once, once there is a view", () => {
  const watch = watcher((one) => told.push(one), 250);
  watch.renew();
  expect(told).toEqual([]);
  watch.look(view(5));
  watch.renew();
  vi.advanceTimersByTime(1000);
  expect(told).toHaveLength(1);
  watch.renew();
  expect(told).toHaveLength(2);
});

test("nothing is told after the end", () => {
  const watch = watcher((one) => told.push(one), 250);
  watch.look(view(5));
  watch.stop();
  vi.advanceTimersByTime(1000);
  expect(told).toEqual([]);
});

test("the chosen incident is told with the view, and without one", () => {
  const watch = watcher((one) => told.push(one), 250);
  watch.choose(7);
  watch.choose(7);
  vi.advanceTimersByTime(1000);
  watch.look(view(5));
  vi.advanceTimersByTime(1000);
  watch.choose(null);
  vi.advanceTimersByTime(1000);
  expect(told.map((one) => [one.incident, one.metres_per_pixel])).toEqual([
    [7, 1],
    [7, 5],
    [undefined, 5],
  ]);
});
