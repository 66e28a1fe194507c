import { beforeEach, expect, test } from "vitest";

import type { MyTip, ReportTip } from "../../shared/protocol.ts";
import { TipsStore } from "./tips.svelte.ts";

const place = { at: { lat: 39.9, lon: 116.4 }, accuracy_m: 9 };
const report: ReportTip = {
  kind: "tailing",
  place,
  place_words: "",
  words: "往北走",
  photos: ["photo-0001"],
  silent: false,
  exercise: false,
};
const kept = (more: Partial<MyTip> = {}): MyTip => ({
  tip: 1,
  id: "client-0001",
  kind: "tailing",
  place,
  received_at: "2026-01-01T10:00:00.000Z",
  state: "received",
  changed_at: "2026-01-01T10:00:00.000Z",
  place_words: "",
  words: "",
  photos: [],
  ...more,
});

let tips: TipsStore;
beforeEach(() => {
  tips = new TipsStore();
});

test("a report that was taken is there at once", () => {
  tips.reported(5, "client-0005", report, "2026-01-01T10:00:00.000Z");
  expect(tips.get(5)).toMatchObject({ state: "received", words: "往北走", photos: ["photo-0001"] });
});

test("a change that overtakes the answer isn't lost", () => {
  tips.change({ tips: [5], state: "responding", at: "2026-01-01T10:00:01.000Z" });
  tips.reported(5, "client-0005", report, "2026-01-01T10:00:00.000Z");
  expect(tips.get(5)).toMatchObject({
    state: "responding",
    responding_at: "2026-01-01T10:00:01.000Z",
  });
});

test("an answer repeated after a snapshot changes nothing", () => {
  tips.put(kept({ tip: 5, state: "closed" }));
  tips.reported(5, "client-0005", report, "2026-01-01T10:00:00.000Z");
  expect(tips.get(5)!.state).toBe("closed");
});

test("the outcome comes with the closing, and when it was handled stays known", () => {
  tips.put(kept());
  tips.change({ tips: [1], state: "responding", at: "2026-01-01T10:06:00.000Z" });
  tips.change({
    tips: [1],
    state: "closed",
    at: "2026-01-01T11:00:00.000Z",
    disposition: "resolved",
    outcome: "好",
  });
  expect(tips.get(1)).toMatchObject({
    state: "closed",
    responding_at: "2026-01-01T10:06:00.000Z",
    changed_at: "2026-01-01T11:00:00.000Z",
    outcome: "好",
  });
});

test("what was added follows the first words, each photo once", () => {
  tips.put(kept({ words: "往北走", photos: ["photo-0001"] }));
  tips.added(1, "到路口了", ["photo-0001", "photo-0002"]);
  expect(tips.get(1)).toMatchObject({
    words: "往北走\n到路口了",
    photos: ["photo-0001", "photo-0002"],
  });
});

test("that a tip is known already stays so until it is split off", () => {
  tips.put(kept());
  const told = { tips: [1], state: "received" as const, at: "2026-01-01T10:00:05.000Z" };
  tips.change({ ...told, attached: true });
  tips.change({ ...told, state: "responding" });
  expect(tips.get(1)).toMatchObject({ state: "responding", attached: true });
  tips.change({ ...told, attached: false });
  expect(tips.get(1)?.attached).toBe(false);
});

test("who has the matter now is told, and goes when the referral is taken back", () => {
  tips.put(kept());
  const told = { tips: [1], at: "2026-01-01T10:00:05.000Z" };
  tips.change({ ...told, state: "referred", referred_to: "fire-service" });
  expect(tips.get(1)).toMatchObject({ state: "referred", referred_to: "fire-service" });
  tips.change({ ...told, state: "received" });
  expect(tips.get(1)?.referred_to).toBeUndefined();
});

test("the newest stands first", () => {
  tips.put(kept({ tip: 1, received_at: "2026-01-01T10:00:00.000Z" }));
  tips.put(kept({ tip: 2, received_at: "2026-01-02T10:00:00.000Z" }));
  expect(tips.all.map((tip) => tip.tip)).toEqual([2, 1]);
});

test("a reporter is told that nobody has taken it, until somebody has or people are coming", () => {
  tips.attend({ tips: [1], taken: false, at: "2026-01-01T10:01:00.000Z" });
  tips.put(kept());
  expect(tips.isUnattended(1)).toBe(true);
  tips.attend({ tips: [1], taken: true, at: "2026-01-01T10:02:00.000Z" });
  expect(tips.isUnattended(1)).toBe(false);
  tips.change({ tips: [1], state: "received", at: "2026-01-01T10:02:30.000Z", attached: true, unattended: true });
  expect(tips.isUnattended(1)).toBe(true);
  tips.change({ tips: [1], state: "received", at: "2026-01-01T10:02:40.000Z", attached: true });
  expect(tips.isUnattended(1)).toBe(false);
  tips.attend({ tips: [1], taken: false, at: "2026-01-01T10:03:00.000Z" });
  tips.change({ tips: [1], state: "responding", at: "2026-01-01T10:04:00.000Z" });
  expect(tips.isUnattended(1)).toBe(false);
});
