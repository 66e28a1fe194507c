import { beforeEach, expect, test } from "vitest";

import type { IncidentOpened } from "../../shared/protocol.ts";
import { alarms, byPriority, Incidents } from "./incidents.ts";

const opened = (incident: number, more: Partial<IncidentOpened> = {}): IncidentOpened => ({
  incident,
  code: `CY-1124-${String(incident).padStart(4, "0")}`,
  kind: "elder-missing",
  priority: 2,
  place: { at: { lat: 39.92, lon: 116.46 }, accuracy_m: 12 },
  opened_at: `2026-11-24T10:0${incident % 10}:00.000Z`,
  wanted: 3,
  level: 1,
  officers_only: false,
  plan_version: 1,
  state: "triaged",
  changed_at: "2026-11-24T10:00:00.000Z",
  ...more,
});

let incidents: Incidents;
const ids = (): number[] => incidents.inOrder().map((one) => one.id);

beforeEach(() => {
  incidents = new Incidents();
});

test("incidents stand by priority, the oldest first", () => {
  incidents.apply("incident-opened", opened(5));
  incidents.apply("incident-opened", opened(2));
  incidents.apply("incident-opened", opened(9, { priority: 1 }));
  incidents.apply("incident-opened", opened(1, { priority: 4 }));
  expect(ids()).toEqual([9, 2, 5, 1]);
  expect(byPriority(incidents.inOrder())).toEqual([1, 2, 0, 1, 0]);
});

test("a change sets the state; one heard twice changes nothing more", () => {
  incidents.apply("incident-opened", opened(1));
  const change = { incident: 1, state: "on-scene", at: "2026-11-24T10:05:00.000Z" };
  incidents.apply("incident-changed", change);
  const once = incidents.inOrder();
  incidents.apply("incident-changed", change);
  expect(incidents.inOrder()).toEqual(once);
  expect(once[0]?.state).toBe("on-scene");
});

test("what is closed leaves, by whichever notice says so", () => {
  for (const id of [1, 2, 3]) incidents.apply("incident-opened", opened(id));
  incidents.apply("incident-closed", { incident: 1, disposition: "helped", by: 4, at: "", outcome: "" });
  incidents.apply("incident-changed", { incident: 2, state: "closed", at: "" });
  incidents.apply("incident-opened", opened(3, { state: "closed" }));
  expect(ids()).toEqual([]);
});

test("a change of an incident that isn't open is no new incident", () => {
  incidents.apply("incident-changed", { incident: 8, state: "on-scene", at: "" });
  expect(ids()).toEqual([]);
});

test("what was referred or merged leaves, and comes again when it is opened again", () => {
  for (const id of [1, 2, 3]) incidents.apply("incident-opened", opened(id));
  incidents.apply("incident-referred", { incident: 1, to: "fire-service", at: "" });
  incidents.apply("incident-merged", { incident: 2, into: 3, by: 4, at: "" });
  expect(ids()).toEqual([3]);
  incidents.apply("incident-opened", opened(1));
  expect(ids()).toEqual([1, 3]);
});

test("another kind brings its priority", () => {
  incidents.apply("incident-opened", opened(1));
  incidents.apply("incident-reclassified", { incident: 1, kind: "fire", priority: 1 });
  expect(incidents.inOrder()[0]).toMatchObject({ kind: "fire", priority: 1 });
});

test("an exercise is marked, not counted, and alarms nobody", () => {
  incidents.apply("incident-opened", opened(1, { priority: 1, exercise: true }));
  incidents.apply("incident-opened", opened(2));
  expect(incidents.inOrder()[0]?.exercise).toBe(true);
  expect(byPriority(incidents.inOrder())).toEqual([0, 1, 0, 0, 0]);
  expect(incidents.inOrder().map(alarms)).toEqual([false, false]);
});

test("what a wall has no use for is left alone", () => {
  expect(incidents.apply("offer-made", {})).toBe(false);
  expect(incidents.apply("toString", {})).toBe(false);
});

test("life at risk alarms until somebody has opened it or comes", () => {
  incidents.apply("incident-opened", opened(1, { priority: 1, state: "dispatching" }));
  expect(incidents.inOrder().map(alarms)).toEqual([true]);
  incidents.apply("incident-acknowledged", { incident: 1, by: 4, at: "" });
  expect(incidents.inOrder().map(alarms)).toEqual([false]);
  incidents.apply("incident-opened", opened(2, { priority: 1, state: "responding" }));
  incidents.apply("incident-opened", opened(3));
  expect(incidents.inOrder().map(alarms)).toEqual([false, false, false]);
});
