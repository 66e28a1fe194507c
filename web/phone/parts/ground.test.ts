import { expect, test } from "vitest";

import { rankOf, scaleFor, Sheet } from "./ground.ts";

const centre = { lat: 39.9219, lon: 116.4436 };

test("the centre is in the middle, north is up, and pixels lead back to places", () => {
  const sheet = new Sheet(centre, 2, 390, 208);
  expect([sheet.x(centre.lon), sheet.y(centre.lat)]).toEqual([195, 104]);
  expect(sheet.y(centre.lat + 0.001)).toBeCloseTo(104 - 55.6, 0);
  const back = sheet.place(sheet.x(116.445), sheet.y(39.923));
  expect(back.lat).toBeCloseTo(39.923, 6);
  expect(back.lon).toBeCloseTo(116.445, 6);
});

test("a scale fits both places with a margin", () => {
  const there = { lat: 39.9252, lon: 116.4394 };
  const scale = scaleFor(centre, there, 390, 300);
  const sheet = new Sheet(
    { lat: (centre.lat + there.lat) / 2, lon: (centre.lon + there.lon) / 2 },
    scale,
    390,
    300,
  );
  for (const place of [centre, there]) {
    expect(sheet.x(place.lon)).toBeGreaterThan(40);
    expect(sheet.y(place.lat)).toBeGreaterThan(40);
    expect(sheet.x(place.lon)).toBeLessThan(350);
    expect(sheet.y(place.lat)).toBeLessThan(260);
  }
  expect(scaleFor(centre, centre, 390, 300)).toBe(0.5);
});

test("roads are ranked by class, links with their road", () => {
  expect(
    [
      "motorway",
      "trunk_link",
      "primary",
      "secondary_link",
      "tertiary",
      "residential",
      undefined,
    ].map(rankOf),
  ).toEqual([1, 1, 2, 3, 4, 5, 5]);
});
