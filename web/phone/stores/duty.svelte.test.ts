import { expect, test } from "vitest";

import { DutyStore } from "./duty.svelte.ts";

const change = {
  person: 7,
  on: true,
  at: "1970-01-01T00:00:10.000Z",
  ends_at: "1970-01-01T04:00:10.000Z",
  device: "device-0001",
  category: "officer",
  name: "",
  cause: "person" as const,
};

test("duty is this person's, with the device that rings", () => {
  const duty = new DutyStore();
  duty.take(change);
  expect([duty.on, duty.since, duty.device]).toEqual([true, 10_000, "device-0001"]);
});

test("duty that ended by itself says why, until it begins again", () => {
  const duty = new DutyStore();
  duty.take({ ...change, on: false, cause: "time" });
  expect([duty.on, duty.since, duty.ended_by]).toEqual([false, null, "time"]);
  const answer = { on: true, since: change.at, ends_at: change.ends_at };
  duty.answer(answer, "device-0002");
  expect([duty.device, duty.ended_by]).toEqual(["device-0002", null]);
});
