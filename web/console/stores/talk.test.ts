import { describe, expect, it } from "vitest";

import { fold, incidentFrom } from "../testing/fold.ts";
import { at, opened, tip, told, type Told } from "../testing/notices.ts";
import { snapshotOf } from "../testing/snapshot.ts";
import { inOrder, waits } from "./broadcasts.ts";

const base: Told[] = [opened(7, 0), tip(1, 7, 0)];
const said = (message: number): Told =>
  told("message", {
    ...{ message, incident: 7, from: "reporter", to: "desk", tips: [1], own: false },
    ...{ at: at(10 + message), words: `words ${message}` },
  });
const released = told("details-released", { incident: 7, tips: [1], photos: ["photo-one-01"], by: 90, at: at(20) });
const withdrawn = told("details-withdrawn", { incident: 7, at: at(30) });
const made = (broadcast: number): Told =>
  told("broadcast-made", {
    ...{ broadcast, audience: "volunteers", words: "留意灰外套", identifies_person: true, by: 90 },
    area: { centre: { lat: 39.93, lon: 116.46 }, radius_m: 1000, outline: [] },
    ...{ at: at(0), approve_by: at(300) },
  });
const sent = told("broadcast-sent", { broadcast: 2, approved_by: 91, people: 41, at: at(20) });

describe("what is said", () => {
  it("stands at its incident in order, each once, and is the same from the snapshot", () => {
    const live = fold([...base, said(2), said(1), said(2), released]);
    expect(live.incidentOf(7).sayings.map((one) => one.message)).toEqual([1, 2]);
    expect(live.incidentOf(7).sayings[0]).toMatchObject({ by: null, tips: [1] });
    expect(fold(snapshotOf(live)).known()).toEqual(live.known());
  });

  it("shows what is released until it is withdrawn", () => {
    expect(incidentFrom([...base, released]).released).toMatchObject({ tips: [1], photos: ["photo-one-01"] });
    expect(incidentFrom([...base, released, withdrawn]).released).toBe(null);
  });

  it("puts broadcasts that wait for an approval first, then the newest", () => {
    const district = fold([made(1), made(2), sent, made(3), told("broadcast-ended", { broadcast: 3, end: "lapsed", at: at(300) })]);
    const all = inOrder(district.broadcasts.values());
    expect(all.map((one) => one.number)).toEqual([1, 3, 2]);
    expect(all.map(waits)).toEqual([true, false, false]);
    expect(all[2]?.sent).toMatchObject({ people: 41, approvedBy: 91 });
  });

  it("knows a retraction and why", () => {
    const retracted = told("broadcast-retracted", { broadcast: 2, words: "人已找到", by: 90, people: 41, at: at(60) });
    const district = fold([made(2), sent, retracted]);
    expect(district.broadcasts.get(2)?.retracted).toMatchObject({ words: "人已找到", by: 90 });
  });
});
