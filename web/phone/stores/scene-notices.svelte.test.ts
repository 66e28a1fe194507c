import { expect, test } from "vitest";

import { ms } from "../../shared/clock.svelte.ts";
import type { KeepAway } from "../../shared/protocol.ts";
import { SceneNoticeStore, shownMs } from "./scene-notices.svelte.ts";

const told = (incident: number, minute: number): KeepAway => ({
  incident,
  kind: "fight",
  place: { at: { lat: 39.9, lon: 116.4 }, accuracy_m: 9 },
  at: new Date(minute * 60_000).toISOString(),
});

test("what was told is shown once, the newest first", () => {
  const store = new SceneNoticeStore();
  store.put(told(1, 0));
  store.put(told(2, 5));
  store.put(told(1, 0));
  expect(store.shown(ms(told(2, 5).at)).map((one) => one.incident)).toEqual([2, 1]);
});

test("it goes when its time is over, and when it is put aside for good", () => {
  const store = new SceneNoticeStore();
  store.put(told(1, 0));
  store.put(told(2, 5));
  expect(store.shown(shownMs).map((one) => one.incident)).toEqual([2]);
  store.dismiss(2);
  store.clear();
  store.put(told(2, 5));
  expect(store.shown(shownMs)).toEqual([]);
});
