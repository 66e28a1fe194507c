import { describe, expect, it } from "vitest";

import { fold } from "../testing/fold.ts";
import { duty, goes, offered, opened } from "../testing/notices.ts";
import { candidatesFor, matching } from "./candidates.ts";

const district = fold([
  opened(7, 0),
  opened(8, 0),
  ...[1001, 1002, 1003, 1004, 1005].map((person) => duty(person, true, 0)),
  offered(1, 7, 0),
  goes(1, 7, 5, "accepted"),
  offered(2, 7, 0),
  goes(2, 7, 5, "declined"),
  offered(3, 8, 0),
  goes(3, 8, 5, "accepted"),
]);
const asking = {
  onDuty: district.onDuty.values(),
  incidents: district.known(),
  places: new Map([[1003, { lat: 39.9335, lon: 116.4545 }]]),
  eligible: ["community-volunteer"],
};

describe("candidatesFor", () => {
  const found = candidatesFor(district.incidentOf(7), asking);

  it("leaves out those whom the incident has, and puts those engaged elsewhere last", () => {
    expect(found.map((one) => one.person)).toEqual([1002, 1004, 1005, 1003]);
    expect(found.at(-1)).toMatchObject({ busyAt: 8, distanceM: 0 });
  });

  it("knows a distance only from a place that may be known, or from when they were asked here", () => {
    expect(found.map((one) => one.distanceM)).toEqual([200, null, null, 0]);
  });

  it("is searched by name", () => {
    expect(matching(found, " 1004 ").map((one) => one.person)).toEqual([1004]);
    expect(matching(found, "")).toHaveLength(4);
  });
});
