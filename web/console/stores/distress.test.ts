import { describe, expect, it } from "vitest";

import { fold } from "../testing/fold.ts";
import { at, goes, offered, opened, told } from "../testing/notices.ts";
import { alarmsOf } from "./alarms.ts";
import { ordered } from "./queue.ts";
import { timelineOf } from "./timeline.ts";

const none = new Set<never>();
const place = { at: { lat: 39.93, lon: 116.45 }, accuracy_m: 12 };
const raised = (incident: number, seconds: number, more = {}) =>
  told("distress-raised", {
    incident,
    kind: "panic",
    person: 20,
    name: "李明",
    role: "volunteer",
    category: "community-volunteer",
    place,
    silent: false,
    made_at: at(seconds),
    raised_at: at(seconds),
    duress: false,
    ...more,
  });
const change = (incident: number, seconds: number, change: "again" | "duress" | "cleared", more = {}) =>
  told("distress-changed", { incident, change, at: at(seconds), ...more });
const clock = (state: "running" | "warned", seconds: number) =>
  told("check-in-changed", {
    assignment: 1,
    incident: 1,
    person: 20,
    state,
    warn_at: at(1080),
    due_at: at(1200),
    at: at(seconds),
  });

describe("distress", () => {
  it("says who and where, and what has changed since", () => {
    const there = { at: { lat: 39.94, lon: 116.46 }, accuracy_m: 5 };
    const district = fold([
      opened(1, 0, { priority: 1 }),
      raised(1, 0),
      change(1, 20, "again", { place: there }),
      change(1, 30, "duress"),
    ]);
    expect(district.incidentOf(1).distress).toMatchObject({
      name: "李明",
      place: { lat: 39.94, lon: 116.46, accuracyM: 5 },
      duress: true,
      clearedAt: null,
    });
  });

  it("comes first in the queue and on the strip until it is over", () => {
    const notices = [
      opened(1, 0, { priority: 1 }),
      told("shortfall", { incident: 1, reason: "nobody-in-reach", missing: 2, at: at(1) }),
      opened(2, 60, { priority: 1 }),
      raised(2, 60),
    ];
    const incidents = fold(notices).known();
    expect(ordered(incidents, "open", null).map(({ id }) => id)).toEqual([2, 1]);
    expect(alarmsOf(incidents, none, none).map(({ what }) => what)).toEqual(["panic", "shortfall"]);
    const over = fold([...notices, change(2, 70, "cleared", { end: "safe-word" })]).known();
    expect(ordered(over, "open", null).map(({ id }) => id)).toEqual([1, 2]);
    expect(alarmsOf(over, none, none).map(({ what }) => what)).toEqual(["shortfall"]);
  });

  it("alarms anew when it is pressed again or under duress, though confirmed before", () => {
    const acknowledged = opened(1, 0, { priority: 1, acknowledged_at: at(5), acknowledged_by: 9 });
    const before = alarmsOf(fold([acknowledged, raised(1, 0)]).known(), none, none);
    const confirmed = new Set(before.map(({ key }) => key));
    const notices = [acknowledged, raised(1, 0), change(1, 30, "duress")];
    expect(alarmsOf(fold(notices).known(), none, confirmed)).toMatchObject([{ confirmed: false }]);
  });

  it("of a check-in is running, soon, then missed, and ends with the assignment", () => {
    const notices = [opened(1, 0), offered(1, 1, 1), goes(1, 1, 5, "on-scene"), clock("running", 5)];
    const checkIn = (items: typeof notices) => fold(items).assignment(1)?.checkIn?.state;
    expect(checkIn(notices)).toBe("running");
    notices.push(clock("warned", 1080));
    expect(checkIn(notices)).toBe("warned");
    const missed = { kind: "missed-check-in", about: 1, assignment: 1 };
    notices.push(opened(2, 1200, { priority: 1 }), raised(2, 1200, missed));
    expect(checkIn(notices)).toBe("missed");
    notices.push(goes(1, 1, 1300, "cleared"));
    expect(checkIn(notices)).toBe(undefined);
  });

  it("stands in the timeline with how it ended", () => {
    const district = fold([
      opened(1, 0, { priority: 1 }),
      raised(1, 0),
      change(1, 8, "cleared", { end: "withdrawn" }),
    ]);
    const entries = timelineOf(district.incidentOf(1)).map(({ what }) => what);
    expect(entries).toEqual(["distress-over", "distress", "opened"]);
  });
});
