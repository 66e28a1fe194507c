import { beforeEach, expect, test } from "vitest";

import { equatorM, mercatorX, mercatorY } from "./geometry.ts";
import { MarkPool, slotFloats } from "./mark-pool.ts";

const start = 5000;
const origin = { x: mercatorX(116.46), y: mercatorY(39.92) };
/** Of so many metres on the ground in Mercator's square. */
const metres = (n: number): number => n / (equatorM * Math.cos((39.92 * Math.PI) / 180));

let pool: MarkPool;
const put = (id: number, eastM: number, now: number, sprite = 0): void =>
  pool.put(id, origin.x + metres(eastM), origin.y, sprite, now);
const eastOf = (id: number, now: number): number => pool.drawn(pool.slotOf(id)!, now).x / metres(1);

beforeEach(() => {
  pool = new MarkPool(origin, start);
});

test("a new mark stands where it is told", () => {
  put(1, 40, start);
  expect(eastOf(1, start)).toBeCloseTo(40, 1);
  expect(pool.movingUntil).toBe(0);
});

test("a mark glides to its next place within a second and stays there", () => {
  put(1, 0, start);
  put(1, 10, start + 1000);
  expect(eastOf(1, start + 1000)).toBeCloseTo(0, 1);
  expect(eastOf(1, start + 1500)).toBeCloseTo(5, 1);
  expect(eastOf(1, start + 2000)).toBeCloseTo(10, 1);
  expect(eastOf(1, start + 9000)).toBeCloseTo(10, 1);
  expect(pool.movingUntil).toBe(start + 2000);
});

test("a tick in the middle of a glide goes on from where the mark is drawn", () => {
  put(1, 0, start);
  put(1, 10, start + 1000);
  put(1, 20, start + 1500);
  expect(eastOf(1, start + 1500)).toBeCloseTo(5, 1);
  expect(eastOf(1, start + 2500)).toBeCloseTo(20, 1);
});

test("beyond 200 m a mark jumps", () => {
  put(1, 0, start);
  put(1, 199, start + 1000);
  expect(eastOf(1, start + 1000)).toBeCloseTo(0, 1);
  put(2, 0, start);
  put(2, 201, start + 1000);
  expect(eastOf(2, start + 1000)).toBeCloseTo(201, 1);
});

test("where nothing may move by itself marks jump", () => {
  pool.still = true;
  put(1, 0, start);
  put(1, 10, start + 1000);
  expect(eastOf(1, start + 1000)).toBeCloseTo(10, 1);
  expect(pool.movingUntil).toBe(0);
});

test("only what changed is sent to the card", () => {
  for (let id = 0; id < 10; id += 1) put(id, id, start);
  pool.sent();
  put(4, 4, start + 1000);
  expect(pool.changed.end).toBe(0);
  put(6, 7, start + 1000);
  put(3, 3, start + 1000, 5);
  expect(pool.changed).toEqual({ first: 3, end: 7 });
});

test("the last mark takes the place of one that leaves", () => {
  put(1, 1, start);
  put(2, 2, start);
  put(3, 3, start);
  pool.remove(1);
  pool.remove(77);
  expect(pool.count).toBe(2);
  expect(pool.slotOf(1)).toBeUndefined();
  expect(eastOf(3, start)).toBeCloseTo(3, 1);
  expect(eastOf(2, start)).toBeCloseTo(2, 1);
});

test("it grows beyond its first room", () => {
  for (let id = 0; id < 1000; id += 1) put(id, id, start);
  expect(pool.count).toBe(1000);
  expect(pool.data.length).toBeGreaterThanOrEqual(1000 * slotFloats);
  expect(eastOf(999, start)).toBeCloseTo(999, 0);
});

test("the nearest mark within reach is found", () => {
  put(1, 0, start);
  put(2, 30, start);
  expect(pool.nearest(origin.x + metres(28), origin.y, metres(10), start)?.id).toBe(2);
  expect(pool.nearest(origin.x + metres(15), origin.y, metres(10), start)).toBeNull();
});

test("after days glides are as fine as on the first", () => {
  put(1, 0, start);
  const later = start + 5 * 86_400_000;
  put(1, 10, later);
  expect(eastOf(1, later)).toBeCloseTo(0, 1);
  expect(eastOf(1, later + 500)).toBeCloseTo(5, 1);
  put(2, 3, later + 86_400_000);
  expect(eastOf(1, later + 86_400_000)).toBeCloseTo(10, 1);
});
