import { describe, expect, it } from "vitest";

import { fold, incidentFrom } from "../testing/fold.ts";
import { at, goes, offered, opened, tip, told, type Told } from "../testing/notices.ts";
import { snapshotOf } from "../testing/snapshot.ts";
import { inTab } from "./queue.ts";
import { awaitsLook, mergeTargets, proposedLike } from "./triage.ts";

const two: Told[] = [opened(7, 0), tip(1, 7, 0), opened(8, 10), tip(2, 8, 10)];
const proposed = told("duplicate-proposed", { incident: 8, like: 7, score: 640, at: at(10) });
const merged = told("incident-merged", { incident: 8, into: 7, by: 90, at: at(30) });
const referred = told("incident-referred", { incident: 7, to: "neighbour-district", at: at(5) });
const far = { at: { lat: 39.99, lon: 116.5 }, accuracy_m: 12 };

describe("triage", () => {
  it("moves tips and people of a merged incident to the one that goes on", () => {
    const moved = told("assignment-moved", { assignment: 1, from: 8, incident: 7, at: at(30) });
    const district = fold([...two, offered(1, 8, 11), goes(1, 8, 12, "en-route"), moved, merged]);
    expect(district.incidentOf(7).tips.map((one) => one.id)).toEqual([1, 2]);
    expect(district.incidentOf(7).assignments.map((one) => one.id)).toEqual([1]);
    expect(district.incidentOf(8)).toMatchObject({ state: "merged", tips: [], assignments: [] });
    expect(district.incidentOf(8).merging?.into).toBe(7);
  });

  it("knows the same from the snapshot as from the notices", () => {
    const notices = [...two, proposed, referred, opened(9, 20, { exercise: true })];
    const live = fold(notices);
    expect(fold(snapshotOf(live)).known()).toEqual(live.known());
    const after = fold([...two, proposed, merged]);
    expect(fold(snapshotOf(after)).known()).toEqual(after.known());
  });

  it("puts a split tip into the incident that was opened for it", () => {
    const split = told("tip-split", { tip: 2, from: 7, incident: 9, by: 90, at: at(40) });
    const district = fold([opened(7, 0), tip(1, 7, 0), tip(2, 7, 10), opened(9, 40), split]);
    expect(district.incidentOf(7).tips.map((one) => one.id)).toEqual([1]);
    expect(district.incidentOf(9).tips.map((one) => one.id)).toEqual([2]);
  });

  it("takes another kind's priority and forgets the old plan's shortfall", () => {
    const incident = incidentFrom([
      opened(7, 0),
      told("shortfall", { incident: 7, reason: "nobody-on-duty", missing: 2, at: at(5) }),
      told("incident-reclassified", {
        ...{ incident: 7, was: "tailing", kind: "child-danger", priority: 1, wanted: 4 },
        ...{ officers_only: true, by: 90, at: at(6) },
      }),
    ]);
    expect(incident).toMatchObject({ kind: "child-danger", priority: 1, wanted: 4, shortfall: null });
  });

  it("keeps what a rule referred among the open ones until a human has looked", () => {
    const seen = told("incident-acknowledged", { incident: 7, by: 90, at: at(9) });
    expect(awaitsLook(incidentFrom([opened(7, 0), referred]))).toBe(true);
    expect(inTab(incidentFrom([opened(7, 0), referred]), "open")).toBe(true);
    expect(inTab(incidentFrom([opened(7, 0), referred, seen]), "open")).toBe(false);
    expect(inTab(incidentFrom([opened(7, 0), referred, seen]), "closed")).toBe(true);
  });

  it("opens again what was taken back", () => {
    const back = told("incident-reopened", { incident: 7, state: "triaged", by: 90, at: at(9) });
    expect(incidentFrom([opened(7, 0), referred, back])).toMatchObject({ state: "triaged", referral: null });
  });

  it("shows a proposal while both are open, and until it is dismissed", () => {
    const like = (more: Told[]) => {
      const district = fold([...two, proposed, ...more]);
      return proposedLike(district.incidentOf(8), (id) => district.incidents.get(id))?.id ?? null;
    };
    expect(like([])).toBe(7);
    expect(like([referred])).toBe(null);
    expect(like([told("duplicate-dismissed", { incident: 8, by: 90, at: at(12) })])).toBe(null);
  });

  it("offers the proposed incident first, then the nearest, and no exercise for what is real", () => {
    const district = fold([
      opened(7, 0, { place: far }),
      opened(8, 1),
      opened(9, 2),
      opened(10, 3, { exercise: true }),
      proposed,
    ]);
    const targets = mergeTargets(district.incidentOf(8), district.known());
    expect(targets.map(({ incident }) => incident.id)).toEqual([7, 9]);
    expect(targets[1]?.distanceM).toBe(0);
  });
});
