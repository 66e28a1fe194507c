import { expect, test } from "vitest";

import { Calls } from "./calls.svelte.ts";
import type { EscalationCall } from "./protocol.ts";

const call = (incident: number, priority: number, over = false): EscalationCall => ({
  incident,
  code: `CY-1124-${incident}`,
  kind: "fire",
  priority,
  place: { at: { lat: 39.9, lon: 116.4 }, accuracy_m: 10 },
  step: 1,
  reason: "nobody-there",
  at: `2025-11-24T10:00:0${incident}.000Z`,
  over,
});

test("calls stand by urgency and age, each incident once, until they are over", () => {
  const calls = new Calls();
  calls.put(call(1, 2));
  calls.put(call(2, 1));
  calls.put(call(1, 2));
  expect(calls.all.map((one) => one.incident)).toEqual([2, 1]);
  calls.put(call(2, 1, true));
  expect(calls.all.map((one) => one.incident)).toEqual([1]);
  calls.end(1);
  expect(calls.all).toEqual([]);
});
