import { describe, expect, it } from "vitest";

import { incidentFrom } from "../testing/fold.ts";
import { at, opened, tip, told } from "../testing/notices.ts";
import { alarmsOf } from "./alarms.ts";
import { District } from "./district.ts";

const nothing = new Set<never>();
const acknowledged = (seconds: number) => told("incident-acknowledged", { incident: 7, by: 90, at: at(seconds) });
const raised = (step: number, seconds: number) =>
  told("escalation-raised", {
    incident: 7,
    step,
    name: { zh: "值班领导", en: "On call" },
    people: 2,
    reason: "nobody-there",
    at: at(seconds),
  });
const limit = (passed: boolean) =>
  told("service-limit", { incident: 7, limit: "close", passed, due: at(60), at: at(passed ? 60 : 45) });

describe("the desk", () => {
  it("knows who is there", () => {
    const district = new District();
    district.apply("desk-changed", { person: 90, there: true, at: at(1) });
    district.apply("desk-changed", { person: 91, there: true, at: at(2) });
    district.apply("desk-changed", { person: 90, there: false, at: at(3) });
    expect([...district.desks.keys()]).toEqual([91]);
  });

  it("has an incident owned by whoever acknowledged it, until another takes it over", () => {
    expect(incidentFrom([tip(1, 7, 0), opened(7, 0)]).owner).toBeNull();
    expect(incidentFrom([tip(1, 7, 0), opened(7, 0), acknowledged(3)]).owner).toBe(90);
    const taken = told("owner-changed", { incident: 7, owner: 91, at: at(9) });
    expect(incidentFrom([tip(1, 7, 0), opened(7, 0), acknowledged(3), taken])).toMatchObject({
      owner: 91,
      acknowledgedBy: 90,
    });
  });

  it("raises an alarm while others are called, which a taking ends", () => {
    const called = incidentFrom([tip(1, 7, 0), opened(7, 0), raised(1, 5), raised(2, 305)]);
    expect(alarmsOf([called], nothing, nothing)).toMatchObject([{ what: "escalated", confirmed: false }]);
    expect(called.escalation).toMatchObject({ step: 2, people: 2 });
    const over = incidentFrom([tip(1, 7, 0), opened(7, 0), raised(1, 5), acknowledged(9)]);
    expect(alarmsOf([over], nothing, nothing)).toEqual([]);
  });

  it("raises an alarm for a limit that was passed, not for one that is near, and once", () => {
    const near = incidentFrom([tip(1, 7, 0), opened(7, 0), acknowledged(3), limit(false)]);
    expect(alarmsOf([near], nothing, nothing)).toEqual([]);
    const passed = incidentFrom([tip(1, 7, 0), opened(7, 0), acknowledged(3), limit(false), limit(true)]);
    const [alarm] = alarmsOf([passed], nothing, nothing);
    expect(alarm).toMatchObject({ what: "overdue" });
    expect(alarmsOf([passed], nothing, new Set([alarm!.key]))).toEqual([]);
  });
});
