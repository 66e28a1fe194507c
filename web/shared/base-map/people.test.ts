import { beforeEach, expect, test } from "vitest";

import type { Mark, Tile } from "../protocol.ts";
import { mercatorX, mercatorY } from "./geometry.ts";
import { People } from "./people.ts";
import { shapes, slotSprite } from "./people.testing.ts";

const range = { x0: 10, y0: 10, x1: 12, y1: 12 };
const tile = (x: number, y: number, marks: Mark[], more = 0): Tile => ({ x, y, at: "", marks, more });
const mark = (id: number, state = 0, category = 0): Mark => [id, 39.92, 116.46 + id / 1e5, category, state];

let people: People;

beforeEach(() => {
  people = new People();
  people.setShapes(["circle", "star"], 0);
  people.keepOnly(range);
});

test("a tile replaces the one before", () => {
  people.take(tile(10, 10, [mark(1), mark(2)]), 1000);
  people.take(tile(10, 10, [mark(2), mark(3)]), 2000);
  people.take(tile(10, 10, [mark(2), mark(3)]), 3000);
  expect(people.size).toBe(2);
  expect(people.pool?.slotOf(1)).toBeUndefined();
});

test("who walks into the next tile keeps their mark, whichever tile is told first", () => {
  people.take(tile(10, 10, [mark(1)]), 1000);
  people.take(tile(10, 10, []), 2000);
  people.take(tile(11, 10, [mark(1)]), 2010);
  people.take(tile(10, 10, []), 3000);
  expect(people.size).toBe(1);
  people.take(tile(12, 10, [mark(1)]), 4000);
  people.take(tile(11, 10, []), 4010);
  people.take(tile(11, 10, []), 5000);
  expect(people.size).toBe(1);
});

test("when all numbers of a tile are new, those of before leave at once", () => {
  people.take(tile(10, 10, [mark(1), mark(2)]), 1000);
  people.take(tile(10, 10, [mark(31), mark(32)]), 2000);
  expect(people.size).toBe(2);
});

test("tiles out of view are dropped, and refused when they come late", () => {
  people.take(tile(10, 10, [mark(1)]), 1000);
  people.take(tile(12, 12, [mark(2)]), 1000);
  people.keepOnly({ x0: 11, y0: 11, x1: 13, y1: 13 });
  expect(people.size).toBe(1);
  people.take(tile(10, 10, [mark(1)]), 1100);
  expect(people.size).toBe(1);
});

test("a tile that stays away while others come is empty; when none comes, the picture stays", () => {
  people.take(tile(10, 10, [mark(1)]), 1000);
  people.take(tile(11, 10, [mark(2)]), 1000);
  expect(people.size).toBe(2);
  people.take(tile(11, 10, [mark(2)]), 60_000);
  expect(people.size).toBe(1);
});

test("the picture is the shape of the category in the row of the state", () => {
  people.take(tile(10, 10, [mark(1), mark(2, 2, 1)]), 1000);
  expect(slotSprite(people, 1)).toBe(0);
  expect(slotSprite(people, 2)).toBe(2 * shapes.length + shapes.indexOf("star"));
});

test("a catalogue that comes after the people changes their pictures", () => {
  people.take(tile(10, 10, [mark(1)]), 1000);
  people.setShapes(["house"], 1500);
  expect(slotSprite(people, 1)).toBe(shapes.indexOf("house"));
});

test("it counts who is within bounds and who was not told", () => {
  people.take(tile(10, 10, [mark(1), mark(2), mark(900)], 5), 1000);
  people.take(tile(11, 10, [], 2), 1000);
  const bounds = { south_west: { lat: 39.9, lon: 116.45 }, north_east: { lat: 39.93, lon: 116.461 } };
  expect(people.countIn(bounds)).toBe(2);
  expect(people.more).toBe(7);
});

test("a person is found by place", () => {
  people.take(tile(10, 10, [mark(1, 3, 1)]), 1000);
  const found = people.nearest(mercatorX(116.46001), mercatorY(39.92), 1e-7, 1000);
  expect(found).toEqual({ id: 1, lat: 39.92, lon: 116.46001, category: 1, state: 3 });
  expect(people.nearest(mercatorX(116.5), mercatorY(39.92), 1e-7, 1000)).toBeNull();
});
