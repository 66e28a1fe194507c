import { describe, expect, it } from "vitest";

import { incidentFrom } from "../testing/fold.ts";
import { at, goes, offered, opened } from "../testing/notices.ts";
import { countPeople, inOrderOfInterest, stateSince, stillMissing } from "./people.ts";

const incident = incidentFrom([
  opened(7, 0, { wanted: 3 }),
  ...[1, 2, 3, 4, 5, 6].map((id) => offered(id, 7, 0)),
  goes(1, 7, 1, "seen"),
  goes(1, 7, 4, "accepted"),
  goes(1, 7, 60, "on-scene"),
  goes(2, 7, 1, "seen"),
  goes(2, 7, 6, "declined"),
  goes(3, 7, 3, "unreached"),
  goes(3, 7, 9, "accepted"),
  goes(3, 7, 9, "en-route"),
  goes(4, 7, 1, "seen"),
  goes(5, 7, 1, "seen"),
  goes(5, 7, 8, "accepted"),
  goes(5, 7, 20, "failed"),
]);

describe("countPeople", () => {
  it("keeps asked, reached and answered apart", () => {
    expect(countPeople(incident)).toMatchObject({ asked: 6, reached: 5, answered: 4, accepted: 2 });
  });

  it("counts those there, those going and those who may still answer", () => {
    expect(countPeople(incident)).toMatchObject({ onScene: 1, going: 1, waiting: 2, cleared: 0 });
  });
});

describe("stillMissing", () => {
  it("counts nobody who said yes and could not go on", () => {
    expect(stillMissing(incident)).toBe(1);
  });
});

describe("stateSince", () => {
  it("tells since when each is in their state", () => {
    const since = Object.fromEntries(incident.assignments.map((one) => [one.id, stateSince(one)]));
    const then = Object.entries({ 1: 60, 2: 6, 3: 9, 4: 1, 5: 20, 6: 0 });
    expect(since).toEqual(Object.fromEntries(then.map(([id, s]) => [id, Date.parse(at(s))])));
  });
});

describe("inOrderOfInterest", () => {
  it("puts those on scene first and those who won't come last", () => {
    expect(inOrderOfInterest(incident.assignments).map((one) => one.id)).toEqual([1, 3, 4, 6, 5, 2]);
  });
});
