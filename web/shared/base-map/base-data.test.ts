import { expect, test } from "vitest";

import { loadBaseData, shortName, sortLayers, streetAt } from "./base-data.ts";

const square = (west: number, south: number, side: number) => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];
const feature = (properties: object, type: string, coordinates: unknown) => ({
  type: "Feature",
  properties,
  geometry: { type, coordinates },
});
const layer = (...features: object[]) => ({ type: "FeatureCollection", features });

const outline = feature({ name: "朝阳区" }, "Polygon", [square(116, 39, 1)]);
const street = feature({ name: "建外街道", code: "110105001", communities: 12 }, "Polygon", [square(116.1, 39.1, 0.1)]);
const road = feature({ class: "trunk", name: "东三环北路" }, "LineString", [[116.1, 39.1], [116.2, 39.3]]);
const station = feature({ class: "metro", name: "国贸" }, "Point", [116.45, 39.9]);

test("features are sorted by what they are, in whichever layer they come", () => {
  const data = sortLayers([layer(outline, street, road), layer(station), null, 7]);
  expect(data.district.features).toEqual([outline]);
  expect(data.streets.features).toEqual([street]);
  expect(data.roads.features).toEqual([road]);
  expect(data.stations.features).toEqual([station]);
  expect(data.streetNames.features[0]?.properties).toEqual({ name: "建外街道", short: "建外" });
});

test("the bounds are the outline's, and without one the streets'", () => {
  expect(sortLayers([layer(outline, street)]).bounds).toEqual({
    south_west: { lat: 39, lon: 116 },
    north_east: { lat: 40, lon: 117 },
  });
  expect(sortLayers([layer(street)]).bounds?.south_west).toEqual({ lat: 39.1, lon: 116.1 });
  expect(sortLayers([]).bounds).toBeNull();
});

test("whom layers want named is named once; roads that name nobody are OpenStreetMap's", () => {
  const named = { ...layer(road), attribution: "Survey office" };
  expect(sortLayers([named, { ...named }]).attribution).toEqual(["Survey office"]);
  expect(sortLayers([layer(road, station)]).attribution).toEqual(["(c) OpenStreetMap contributors"]);
  expect(sortLayers([layer(outline, street)]).attribution).toEqual([]);
});

test("a place is told by its street; a hole in it is outside", () => {
  const holed = feature({ name: "首都机场街道", communities: 1 }, "Polygon", [
    square(116.5, 39.5, 0.3),
    square(116.6, 39.6, 0.1),
  ]);
  const data = sortLayers([layer(street, holed)]);
  expect(streetAt(data, { lat: 39.15, lon: 116.15 })).toBe("建外街道");
  expect(streetAt(data, { lat: 39.55, lon: 116.55 })).toBe("首都机场街道");
  expect(streetAt(data, { lat: 39.65, lon: 116.65 })).toBe("");
});

test("a street's name loses the kind of unit only", () => {
  expect(shortName("三里屯街道")).toBe("三里屯");
  expect(shortName("金盏地区")).toBe("金盏");
  expect(shortName("街道")).toBe("街道");
});

test("a layer that can't be had is left out, and no list is no map", async () => {
  const pages: Record<string, unknown> = {
    "/api/v1/base-map": { layers: ["/api/v1/base-map/0", "/api/v1/base-map/1"] },
    "/api/v1/base-map/1": layer(outline),
  };
  const get = async (path: string | URL | Request): Promise<Response> => {
    const page = pages[String(path)];
    return page === undefined ? new Response("", { status: 404 }) : Response.json(page);
  };
  expect((await loadBaseData(get)).district.features).toHaveLength(1);
  const broken = () => Promise.reject(new TypeError("no network"));
  expect((await loadBaseData(broken)).bounds).toBeNull();
});
