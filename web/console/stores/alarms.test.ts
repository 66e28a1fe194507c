import { describe, expect, it } from "vitest";

import { fold } from "../testing/fold.ts";
import { at, goes, offered, opened, told } from "../testing/notices.ts";
import { alarmsOf, alertOf } from "./alarms.ts";

const none = new Set<never>();
const short = (incident: number, seconds: number) =>
  told("shortfall", { incident, reason: "nobody-in-reach", missing: 2, at: at(seconds) });

describe("alertOf", () => {
  const incidents = fold([
    opened(1, 0, { priority: 2 }),
    opened(2, 5, { priority: 1 }),
    opened(3, 1, { priority: 3 }),
    opened(4, 2, { priority: 1, acknowledged_at: at(3), acknowledged_by: 9 }),
  ]).known();

  it("is about the most urgent one that nobody has acknowledged, and says how many more wait", () => {
    expect(alertOf(incidents, none)).toMatchObject({ incident: { id: 2 }, more: 1 });
  });

  it("goes on to the next when one is put aside", () => {
    expect(alertOf(incidents, new Set([2]))).toMatchObject({ incident: { id: 1 }, more: 0 });
    expect(alertOf(incidents, new Set([1, 2]))).toBeNull();
  });
});

describe("alarmsOf", () => {
  it("shows the oldest unconfirmed first, and keeps a confirmed one while its cause lasts", () => {
    const incidents = fold([
      opened(1, 0, { priority: 3 }),
      opened(2, 0, { priority: 3 }),
      short(1, 60),
      short(2, 90),
    ]).known();
    const first = alarmsOf(incidents, none, none);
    expect(first.map((alarm) => alarm.incident.id)).toEqual([1, 2]);
    const confirmed = alarmsOf(incidents, none, new Set([first[0]?.key ?? ""]));
    expect(confirmed.map((alarm) => [alarm.incident.id, alarm.confirmed])).toEqual([
      [2, false],
      [1, true],
    ]);
  });

  it("leaves when enough have said yes", () => {
    const notices = [opened(1, 0, { wanted: 1 }), short(1, 60), offered(1, 1, 70, { wave: 0 })];
    expect(alarmsOf(fold(notices).known(), none, none)).toHaveLength(1);
    expect(alarmsOf(fold([...notices, goes(1, 1, 75, "accepted")]).known(), none, none)).toEqual([]);
  });

  it("keeps an alert that was put aside in sight", () => {
    const incidents = fold([opened(1, 0, { priority: 1 })]).known();
    expect(alarmsOf(incidents, none, none)).toEqual([]);
    expect(alarmsOf(incidents, new Set([1]), none)).toMatchObject([{ what: "unclaimed" }]);
  });
});
