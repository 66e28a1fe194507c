import { expect, test } from "vitest";

import { Outbox } from "./outbox.ts";
import type { Command } from "./session-types.ts";

const command = (id: string, more: Partial<Command> = {}): Command => ({
  id,
  type: "add-note",
  data: {},
  made_at: "2026-01-01T00:00:00.000Z",
  kept: true,
  ...more,
});

test("what is on the line already isn't put there twice", () => {
  const outbox = new Outbox([command("a"), command("b")]);
  expect(outbox.sendAll(0).filter((a) => a.do === "transmit")).toHaveLength(2);
  expect(outbox.sendAll(1)).toEqual([]);
  outbox.hangUp();
  expect(outbox.sendAll(2).filter((a) => a.do === "transmit")).toHaveLength(2);
});

test("the first sending is remembered, later ones are not written again", () => {
  const outbox = new Outbox([command("a")]);
  expect(outbox.sendAll(0).map((a) => a.do)).toEqual(["remember", "transmit", "timer"]);
  outbox.hangUp();
  expect(outbox.sendAll(1).map((a) => a.do)).toEqual(["transmit", "timer"]);
});

test("the oldest question decides how long an answer has been due", () => {
  const outbox = new Outbox([]);
  expect(outbox.oldest).toBe(null);
  outbox.expect("a", 10);
  outbox.expect("b", 20);
  expect(outbox.oldest).toBe(10);
  expect(outbox.trip("a", 25)).toBe(15);
  expect(outbox.oldest).toBe(20);
  expect(outbox.trip("a", 30)).toBe(null);
});

test("what isn't kept on disk isn't forgotten there", () => {
  const outbox = new Outbox([command("a", { kept: false })]);
  const done = outbox.settle("a", (settled) => ({ do: "answered", command: settled, data: 1 }));
  expect(done.map((a) => a.do)).toEqual(["answered"]);
  expect(outbox.settle("a", () => ({ do: "close" }))).toEqual([]);
});

test("only what has a limit and was never sent is given up", () => {
  const outbox = new Outbox([
    command("a", { give_up_at: 50 }),
    command("b"),
    command("c", { give_up_at: 90 }),
  ]);
  expect(outbox.watchLimits(0)).toEqual([{ do: "timer", name: "sweep", ms: 50 }]);
  outbox.giveUp(50);
  expect(outbox.waiting.map((c) => c.id)).toEqual(["b", "c"]);
  outbox.sendAll(60);
  outbox.giveUp(100);
  expect(outbox.waiting.map((c) => c.id)).toEqual(["b", "c"]);
});

test("what gathered offline goes out in batches", () => {
  const many = Array.from({ length: 45 }, (_, i) => command(`c-${i}`));
  const outbox = new Outbox(many);
  const sizes = [0, 2_000, 4_000].map(
    (now) => outbox.sendAll(now).filter((a) => a.do === "transmit").length,
  );
  expect(sizes).toEqual([10, 10, 10]);
  outbox.sendAll(6_000);
  outbox.sendAll(8_000);
  expect(outbox.sendAll(10_000)).toEqual([]);
});

test("a call for help goes before all else that has gathered", () => {
  const many = Array.from({ length: 15 }, (_, i) => command(`note-${i}`));
  const outbox = new Outbox([...many, command("help", { type: "raise-panic" })]);
  const texts = outbox.sendAll(0).flatMap((a) => (a.do === "transmit" ? [a.text] : []));
  expect(texts[0]).toContain('"id":"help"');
});
