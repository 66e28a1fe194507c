import { expect, test } from "vitest";

import { Cells } from "./cells.ts";

test("new cells are added, changed figures updated, absent cells removed", () => {
  const cells = new Cells();
  const first = cells.take([[39.9, 116.4, 5, 0], [39.91, 116.4, 2, 0]]);
  expect(first?.add.map((feature) => feature.properties)).toEqual([
    { key: "39.9,116.4", people: 5, engaged: 0 },
    { key: "39.91,116.4", people: 2, engaged: 0 },
  ]);
  const second = cells.take([[39.9, 116.4, 6, 2], [39.92, 116.4, 2, 0]]);
  expect(second?.add).toHaveLength(1);
  expect(second?.remove).toEqual(["39.91,116.4"]);
  expect(second?.update).toEqual([
    {
      id: "39.9,116.4",
      addOrUpdateProperties: [
        { key: "people", value: 6 },
        { key: "engaged", value: 2 },
      ],
    },
  ]);
});

test("the same figures again change nothing", () => {
  const cells = new Cells();
  cells.take([[39.9, 116.4, 5, 0]]);
  expect(cells.take([[39.9, 116.4, 5, 0]])).toBeNull();
  expect(cells.size).toBe(1);
});

test("no cells at all empty the map once", () => {
  const cells = new Cells();
  cells.take([[39.9, 116.4, 5, 0]]);
  expect(cells.take([])?.remove).toEqual(["39.9,116.4"]);
  expect(cells.take([])).toBeNull();
});
