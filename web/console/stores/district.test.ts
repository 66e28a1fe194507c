import { describe, expect, it } from "vitest";

import { fold } from "../testing/fold.ts";
import { at, duty, goes, offered, opened, tip, told, wave, type Told } from "../testing/notices.ts";
import { snapshotOf } from "../testing/snapshot.ts";
import { District, maxClosedKept } from "./district.ts";

/** Two incidents, with everything that can happen to one. */
const story: Told[] = [
  duty(1001, true, -60),
  duty(1002, true, -50),
  tip(1, 7, 0, { photos: ["photo-one-0001", "photo-two-0002"] }),
  opened(7, 0),
  wave(7, 1, 0),
  offered(1, 7, 0),
  offered(2, 7, 0),
  told("incident-changed", { incident: 7, state: "dispatching", at: at(0) }),
  told("photo-stored", { photo: "photo-one-0001", at: at(1) }),
  goes(1, 7, 1, "seen"),
  goes(2, 7, 3, "unreached"),
  offered(3, 7, 3),
  told("incident-acknowledged", { incident: 7, by: 90, at: at(4) }),
  goes(1, 7, 5, "accepted"),
  goes(1, 7, 5, "en-route"),
  told("incident-changed", { incident: 7, state: "responding", at: at(5) }),
  goes(3, 7, 6, "seen"),
  goes(3, 7, 8, "declined"),
  told("tip-added", { tip: 1, incident: 7, at: at(10), words: "往东走了", photos: ["photo-new-0003"] }),
  tip(2, 8, 12, { channel: "telephone" }),
  opened(8, 12, { priority: 4, wanted: 0 }),
  wave(7, 2, 60),
  offered(4, 7, 60, { wave: 2 }),
  goes(4, 7, 61, "seen"),
  goes(4, 7, 63, "accepted"),
  goes(4, 7, 63, "en-route"),
  goes(4, 7, 90, "failed"),
  goes(2, 7, 95, "expired"),
  told("shortfall", { incident: 7, reason: "nobody-accepted", missing: 1, at: at(120) }),
  offered(5, 7, 130, { wave: 0 }),
  goes(5, 7, 131, "seen"),
  goes(5, 7, 135, "accepted"),
  goes(5, 7, 135, "en-route"),
  goes(1, 7, 200, "on-scene"),
  told("incident-changed", { incident: 7, state: "on-scene", at: at(200) }),
  told("note-added", { incident: 7, by: 90, at: at(210), words: "已联系家属" }),
  told("tip-withdrawn", { tip: 2, incident: 8, at: at(220) }),
  goes(1, 7, 300, "cleared"),
  told("incident-changed", { incident: 7, state: "clearing", at: at(300) }),
  duty(1002, false, 305),
  goes(5, 7, 310, "stood-down"),
  told("incident-closed", {
    incident: 7,
    disposition: "handled",
    by: 90,
    at: at(310),
    words: "追回手机一部",
    outcome: "民警已处置，谢谢您。",
  }),
];

const content = (district: District) => ({
  incidents: district.known().sort((a, b) => a.id - b.id),
  onDuty: [...district.onDuty.values()].sort((a, b) => a.person - b.person),
  photos: [...district.storedPhotos].sort(),
});

describe("District", () => {
  const whole = content(fold(story));

  it("comes to the same whether it heard everything or began with a snapshot at any point", () => {
    for (let cut = 0; cut <= story.length; cut += 1) {
      const early = fold(story.slice(0, cut));
      // A tip precedes its incident in the same decision; no snapshot falls between the two.
      if ([...early.incidents.values()].some((incident) => !incident.opened)) continue;
      const late = fold(story.slice(cut), fold(snapshotOf(early)));
      expect(content(late), `snapshot before notice ${cut}`).toEqual(whole);
    }
  });

  it("changes nothing when a notice comes twice", () => {
    for (const [index, item] of story.entries()) {
      if (["incident-opened", "incident-changed", "assignment-changed"].includes(item.type)) continue;
      const once = fold(story.slice(0, index + 1));
      const twice = fold([item], fold(story.slice(0, index + 1)));
      expect(content(twice), item.type).toEqual(content(once));
    }
  });

  it("sets the time that belongs to a state, and only the first time", () => {
    const district = fold([opened(7, 0), offered(1, 7, 0), goes(1, 7, 2, "seen")]);
    fold([goes(1, 7, 5, "accepted"), goes(1, 7, 6, "en-route"), goes(1, 7, 50, "on-scene")], district);
    const assignment = district.assignment(1);
    expect(assignment?.seenAt).toBe(Date.parse(at(2)));
    expect(assignment?.answeredAt).toBe(Date.parse(at(5)));
    expect(assignment?.onSceneAt).toBe(Date.parse(at(50)));
    expect(assignment?.endedAt).toBeNull();
  });

  it("knows the estimated time of who was asked, or that there was none", () => {
    const district = fold([opened(7, 0), offered(1, 7, 0, { eta_s: 214 })]);
    fold([offered(2, 7, 0, { eta_s: undefined })], district);
    expect(district.assignment(1)?.etaS).toBe(214);
    expect(district.assignment(2)?.etaS).toBeNull();
  });

  it("replaces an incident that changes, and leaves the others as they are", () => {
    const district = fold([opened(7, 0), opened(8, 0)]);
    const [seven, eight] = [district.incidentOf(7), district.incidentOf(8)];
    fold([offered(1, 7, 0)], district);
    expect(district.incidentOf(7)).not.toBe(seven);
    expect(district.incidentOf(8)).toBe(eight);
  });

  it("shows nothing of an incident that it has only heard the number of", () => {
    expect(fold([tip(1, 7, 0)]).known()).toEqual([]);
    expect(fold([tip(1, 7, 0), opened(7, 0)]).known()[0]?.tips).toHaveLength(1);
  });

  it("says of what it doesn't know that it has no interest", () => {
    const district = new District();
    expect(district.apply("tile", {})).toBe(false);
    expect(district.apply("constructor", {})).toBe(false);
  });

  it("keeps a bounded number of closed incidents, the latest", () => {
    const items: Told[] = [];
    for (let id = 1; id <= maxClosedKept + 5; id += 1) {
      items.push(tip(id, id, id), opened(id, id), offered(id, id, id));
      items.push(
        told("incident-closed", {
          incident: id,
          disposition: "handled",
          by: 1,
          at: at(1000 + id),
          words: null,
          outcome: "",
        }),
      );
    }
    const district = fold(items);
    expect(district.known()).toHaveLength(maxClosedKept);
    expect(district.incidents.has(5)).toBe(false);
    expect(district.tip(5)).toBeUndefined();
    expect(district.assignment(5)).toBeUndefined();
    expect(district.incidents.has(6)).toBe(true);
  });
});
