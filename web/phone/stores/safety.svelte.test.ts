import { expect, test } from "vitest";

import type { CheckInChanged, PanicChanged } from "../../shared/protocol.ts";
import type { Command } from "../../shared/socket/session-types.ts";
import { SafetyStore, safeWord } from "./safety.svelte.ts";

const clock: CheckInChanged = {
  assignment: 5,
  incident: 3,
  person: 7,
  state: "warned",
  warn_at: "1970-01-01T00:18:00.000Z",
  due_at: "1970-01-01T00:20:00.000Z",
  at: "1970-01-01T00:18:00.000Z",
};
const panic: PanicChanged = {
  incident: 9,
  state: "raised",
  silent: false,
  at: "1970-01-01T00:00:01.000Z",
  raised_at: "1970-01-01T00:00:01.000Z",
  withdraw_until: "1970-01-01T00:00:11.000Z",
};
const waiting = { id: "a", type: "raise-panic", data: {}, made_at: "", kept: true } as Command;

test("a check-in's answer sets the clock anew, with its warning as long before", () => {
  const safety = new SafetyStore();
  safety.takeClock(clock);
  safety.checkedIn(5, "1970-01-01T00:39:00.000Z");
  const now = safety.clockOf(5)!;
  expect([now.state, now.warn_at]).toEqual(["running", "1970-01-01T00:37:00.000Z"]);
});

test("an answer that comes after a later notice changes nothing", () => {
  const safety = new SafetyStore();
  safety.takeClock(clock);
  safety.checkedIn(5, "1970-01-01T00:19:00.000Z");
  expect(safety.clockOf(5)).toEqual(clock);
});

test("a clock ends with its assignment", () => {
  const safety = new SafetyStore();
  safety.takeClock(clock);
  safety.drop(5);
  expect(safety.clockOf(5)).toBe(undefined);
});

test("a panic waits, is raised, acknowledged, cleared, and then read", () => {
  const safety = new SafetyStore();
  expect(safety.stage([])).toBe("idle");
  expect(safety.stage([waiting])).toBe("waiting");
  safety.raised({ incident: 9, withdraw_until: panic.withdraw_until }, false, panic.at);
  expect(safety.stage([])).toBe("raised");
  safety.takePanic({ ...panic, state: "acknowledged" });
  safety.raised({ incident: 9, withdraw_until: panic.withdraw_until }, false, panic.at);
  expect(safety.stage([])).toBe("acknowledged");
  safety.takePanic({ ...panic, state: "cleared", end: "dispatcher" });
  expect(safety.stage([])).toBe("cleared");
  safety.dismiss();
  expect(safety.stage([])).toBe("idle");
});

test("a snapshot without the panic is the server's word that there is none", () => {
  const safety = new SafetyStore();
  safety.takePanic(panic);
  safety.clear();
  expect(safety.stage([])).toBe("idle");
});

test("a safe word is the same however it is typed", () => {
  expect(safeWord("  Blue Kettle ")).toBe("blue kettle");
  expect(safeWord("Cafe\u0301")).toBe("caf\u00e9");
});
