import { beforeEach, expect, test } from "vitest";

import type { AssignmentChanged, Offer } from "../../shared/protocol.ts";
import { TasksStore } from "./tasks.svelte.ts";

const words = { zh: "去看一看", en: "Go and look" };
const offer = (more: Partial<Offer> = {}): Offer => ({
  assignment: 1,
  incident: 9,
  code: "CY-0101-0001",
  kind: "fire",
  priority: 2,
  place: { at: { lat: 39.9, lon: 116.4 }, accuracy_m: 9 },
  distance_m: 300,
  wanted: 2,
  brief: words,
  bring: words,
  offered_at: "1970-01-01T00:00:10.000Z",
  expires_at: "1970-01-01T00:00:40.000Z",
  state: "offered",
  by_dispatcher: false,
  ...more,
});
const change = (
  state: AssignmentChanged["state"],
  cause: AssignmentChanged["cause"] = "person",
) => ({
  assignment: 1,
  incident: 9,
  person: 7,
  state,
  at: "1970-01-01T00:00:20.000Z",
  cause,
});

let tasks: TasksStore;
beforeEach(() => {
  tasks = new TasksStore();
});

test("an offer stands until it expires by server time", () => {
  tasks.offer(offer(), 50);
  expect(tasks.open(39_999).map((task) => task.n)).toEqual([50]);
  expect(tasks.open(40_000)).toEqual([]);
});

test("an offer counts as open while it is seen, and while the server thinks that no phone showed it", () => {
  tasks.offer(offer(), 50);
  for (const state of ["seen", "unreached"] as const) {
    tasks.change(change(state));
    expect(tasks.open(30_000)).toHaveLength(1);
  }
});

test("the more urgent offer comes first, then the one that ends first", () => {
  tasks.offer(offer({ assignment: 1, priority: 3 }), 1);
  tasks.offer(offer({ assignment: 2, expires_at: "1970-01-01T00:00:50.000Z" }), 2);
  tasks.offer(offer({ assignment: 3 }), 3);
  expect(tasks.open(20_000).map((task) => task.offer.assignment)).toEqual([3, 2, 1]);
});

test("an accepted one runs until it is cleared, and then is thanked for", () => {
  tasks.offer(offer(), 50);
  tasks.answered(1, "en-route");
  expect(tasks.open(20_000)).toEqual([]);
  expect(tasks.running.map((task) => task.state)).toEqual(["en-route"]);
  tasks.change(change("on-scene", "geofence"));
  expect(tasks.running[0]).toMatchObject({ state: "on-scene", changed_at: 20_000 });
  tasks.change(change("cleared"));
  expect(tasks.running).toEqual([]);
  expect(tasks.ended).toMatchObject({ state: "cleared" });
});

test("what it is about may change while how it stands does not", () => {
  tasks.offer(offer({ exercise: true }), 5);
  tasks.change(change("en-route"));
  const { place } = offer();
  tasks.changeMatter({
    ...{ assignment: 1, incident: 12, code: "CY-0101-0003", kind: "gas", priority: 1, place },
    ...{ wanted: 3, brief: words, bring: words, at: "1970-01-01T00:00:21.000Z" },
  });
  expect(tasks.running[0]).toMatchObject({ state: "en-route", n: 5 });
  expect(tasks.running[0]?.offer).toMatchObject({ incident: 12, kind: "gas", exercise: true });
});

test("being stood down is told, with why", () => {
  tasks.offer(offer(), 50);
  tasks.change(change("stood-down", "enough"));
  expect(tasks.ended).toMatchObject({ state: "stood-down", cause: "enough" });
});

test("declining and an offer that ran out are not told", () => {
  tasks.offer(offer(), 50);
  tasks.change(change("declined"));
  tasks.offer(offer(), 50);
  tasks.change(change("expired", "time"));
  expect(tasks.ended).toBe(null);
});

test("an accept that came too late ends the offer with the reason", () => {
  tasks.offer(offer(), 50);
  tasks.over(1, words);
  expect(tasks.open(20_000)).toEqual([]);
  expect(tasks.ended?.refusal).toEqual(words);
});

test("a snapshot's offer keeps the number that the notice had", () => {
  tasks.offer(offer(), 50);
  tasks.clear();
  tasks.offer(offer(), null);
  expect(tasks.get(1)!.n).toBe(50);
});
