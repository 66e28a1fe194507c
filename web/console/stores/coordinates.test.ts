import { describe, expect, it } from "vitest";

import { parseCoordinates, writeCoordinates } from "./coordinates.ts";

describe("parseCoordinates", () => {
  it("reads latitude and longitude with whatever comma the keyboard gives", () => {
    const place = { lat: 39.9219, lon: 116.4436 };
    for (const text of ["39.9219, 116.4436", "39.9219，116.4436", " 39.9219 116.4436 ", "39.9219;116.4436"]) {
      expect(parseCoordinates(text), text).toEqual(place);
    }
  });

  it("takes nothing else", () => {
    for (const text of ["", "39.9219", "91, 116", "39.9, 181", "团结湖", "39.9219, 116.4436, 5"]) {
      expect(parseCoordinates(text), text).toBeNull();
    }
  });

  it("reads what it writes", () => {
    expect(parseCoordinates(writeCoordinates({ lat: 39.92194, lon: 116.44361 }))).toEqual({
      lat: 39.92194,
      lon: 116.44361,
    });
  });
});
