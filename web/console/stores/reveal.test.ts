import { expect, test } from "vitest";

import { District } from "./district.ts";
import { timelineOf } from "./timeline.ts";

const told = {
  incident: 7,
  tip: 3,
  by: 90,
  reason: "danger",
  words: "nobody answers the telephone",
  at: "2026-01-01T10:00:00.000Z",
};

test("a reveal names the reporter only where the server did", () => {
  const district = new District();
  district.apply("reporter-revealed", told);
  expect(district.incidentOf(7).reveals).toMatchObject([{ tip: 3, by: 90, who: null }]);
  district.apply("reporter-revealed", { ...told, at: "2026-01-01T10:01:00.000Z", name: "Li", contact: "138" });
  expect(district.incidentOf(7).reveals[1]).toMatchObject({ who: { name: "Li", contact: "138" } });
});

test("one heard twice is kept once, and the timeline tells it", () => {
  const district = new District();
  district.apply("reporter-revealed", told);
  district.apply("reporter-revealed", told);
  const entries = timelineOf(district.incidentOf(7)).filter((one) => one.what === "revealed");
  expect(entries).toHaveLength(1);
});

test("a name whose key was destroyed is empty", () => {
  const district = new District();
  district.apply("reporter-revealed", { ...told, name: null, words: null });
  expect(district.incidentOf(7).reveals).toMatchObject([{ words: "", who: { name: "" } }]);
});
