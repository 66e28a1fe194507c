import { describe, expect, it } from "vitest";

import { at } from "../testing/notices.ts";
import { Moments } from "./moments.ts";

describe("Moments", () => {
  it("sums volunteers and officers apart, and those on duty from those reachable", () => {
    const moments = new Moments();
    moments.apply("totals", {
      at: at(0),
      open_incidents: 4,
      categories: [
        { category: "community-volunteer", on_duty: 10, reachable: 8, engaged: 2 },
        { category: "patrol", on_duty: 5, reachable: 5, engaged: 1 },
        { category: "officer", on_duty: 3, reachable: 3, engaged: 1 },
      ],
    });
    expect(moments.figures()).toEqual({
      onDuty: 15,
      reachable: 13,
      engaged: 4,
      officers: 3,
      openIncidents: 4,
    });
  });

  it("forgets the place of who is no longer told", () => {
    const moments = new Moments();
    const place = { person: 5, at: { lat: 39.9, lon: 116.4 }, heard_at: at(0) };
    moments.apply("responder-places", { places: [place] });
    expect(moments.places.get(5)?.heardAt).toBe(Date.parse(at(0)));
    moments.apply("responder-places", { places: [] });
    expect(moments.places.size).toBe(0);
  });

  it("leaves tiles and counts to the map", () => {
    expect(new Moments().apply("tile", {})).toBe(false);
  });
});
