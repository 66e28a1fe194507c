import { describe, expect, it } from "vitest";

import { fold, incidentFrom } from "../testing/fold.ts";
import { at, goes, offered, opened, tip, told, wave, type Told } from "../testing/notices.ts";
import { snapshotOf } from "../testing/snapshot.ts";
import { alarmsOf } from "./alarms.ts";
import { dueOf } from "./due.ts";
import { holdOf } from "./model.ts";
import { rowMark } from "./row-mark.ts";
import { timelineOf } from "./timeline.ts";

const none: ReadonlySet<never> = new Set<never>();
const short = told("shortfall", { incident: 7, reason: "nobody-on-duty", missing: 2, at: at(5) });
const held = told("incident-held", { incident: 7, by: 90, at: at(10), until: at(310), words: "先核实" });
const over = told("incident-released", { incident: 7, at: at(310), cause: "time" });
const place = { at: { lat: 39.94, lon: 116.46 }, accuracy_m: 20 };
const moved = told("scene-moved", { incident: 7, place, by: 90, at: at(20), place_words: "东门" });
const more = told("more-wanted", { incident: 7, need: 0, count: 2, wanted: 4, by: 90, at: at(30) });
const closed = told("incident-closed", {
  ...{ incident: 7, disposition: "resolved", by: 90, at: at(40), words: "", outcome: "" },
});
const undone = told("command-undone", { incident: 7, what: "closed", by: 90, at: at(44) });
const reopened = told("incident-reopened", { incident: 7, state: "triaged", by: 90, at: at(44) });
const base: Told[] = [opened(7, 0), tip(1, 7, 0)];

describe("what dispatchers do by hand", () => {
  it("knows the same from the snapshot as from the notices", () => {
    for (const notices of [
      [...base, short, held],
      [...base, held, over],
      [...base, moved, more],
      [...base, held, closed, undone, reopened],
    ]) {
      const live = fold(notices);
      expect(fold(snapshotOf(live)).known()).toEqual(live.known());
    }
  });

  it("counts a hold down in its row while nobody goes, and not once it has ended", () => {
    const waiting = incidentFrom([...base, wave(7, 1, 1), held]);
    expect(rowMark(waiting)).toMatchObject({ what: "held" });
    expect(dueOf(waiting)).toMatchObject({ label: "held", limit: true });
    const going = incidentFrom([...base, offered(1, 7, 2), goes(1, 7, 3, "en-route"), held]);
    expect(rowMark(going)).toMatchObject({ what: "people" });
    expect(holdOf(incidentFrom([...base, held, closed]))).toBe(null);
  });

  it("alarms when a hold ended by itself, until that is confirmed, and not when somebody released it", () => {
    const incident = incidentFrom([...base, held, over]);
    const alarm = alarmsOf([incident], none, none)[0];
    expect(alarm).toMatchObject({ what: "released", confirmed: false });
    expect(alarmsOf([incident], none, new Set([alarm?.key ?? ""]))).toEqual([]);
    const by = told("incident-released", { incident: 7, by: 90, at: at(60), cause: "dispatcher" });
    expect(alarmsOf([incidentFrom([...base, held, by])], none, none)).toEqual([]);
  });

  it("moves the scene and forgets what was short there", () => {
    const incident = incidentFrom([...base, short, moved]);
    expect(incident).toMatchObject({ place: { lat: 39.94, lon: 116.46 }, shortfall: null });
  });

  it("goes on with a closing undone, and with an alarm lowered", () => {
    expect(incidentFrom([...base, closed, undone, reopened])).toMatchObject({ state: "triaged", closing: null });
    const raised = told("alarm-raised", { incident: 7, level: 2, wanted: 4, by: 90, at: at(5) });
    const lowered = told("alarm-lowered", { incident: 7, level: 1, wanted: 2, by: 90, at: at(9) });
    expect(incidentFrom([...base, raised, lowered])).toMatchObject({ level: 1, wanted: 2 });
  });

  it("tells of each in the timeline", () => {
    const incident = incidentFrom([...base, held, moved, more, closed, undone, reopened]);
    const told = timelineOf(incident).map((entry) => entry.what);
    for (const what of ["held", "moved", "more", "undone"]) expect(told).toContain(what);
    expect(told).not.toContain("closed");
  });
});
