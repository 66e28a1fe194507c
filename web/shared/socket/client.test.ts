import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { Notice, SnapshotItem } from "../protocol.ts";
import { Client, max_waiting } from "./client.ts";
import { MemoryDisk } from "./disk.ts";
import { Refused } from "./refused.ts";

/** A socket whose other end is the test. */
class FakeSocket {
  static readonly all: FakeSocket[] = [];
  readyState = 0;
  readonly frames: { type: string; id: string; data: unknown }[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor() {
    FakeSocket.all.push(this);
  }
  send(text: string): void {
    this.frames.push(JSON.parse(text));
  }
  close(): void {
    this.readyState = 3;
  }
  say(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
  welcome(): void {
    this.readyState = 1;
    this.onopen?.();
    const data = { log: "0".repeat(32), n: 5, resumed: false, parts: 0, person: 7 };
    this.say({ type: "ok", id: this.frames[0]!.id, data });
  }
}

const disk = () => new MemoryDisk();
const newest = (): FakeSocket => FakeSocket.all.at(-1)!;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  const nothing = { addEventListener() {}, removeEventListener() {} };
  vi.stubGlobal("window", nothing);
  vi.stubGlobal("document", { ...nothing, visibilityState: "visible" });
  vi.stubGlobal("navigator", { onLine: true });
  vi.stubGlobal("WebSocket", { OPEN: 1 });
  FakeSocket.all.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function open(kept = disk()) {
  const heard: { snapshots: SnapshotItem[][]; notices: Notice[]; refused: string[] } = {
    snapshots: [],
    notices: [],
    refused: [],
  };
  const client = await Client.open({
    url: "ws://test/ws",
    token: () => "t".repeat(20),
    device: "device-0001",
    client: "test 1",
    language: "zh",
    disk: kept,
    makeSocket: () => new FakeSocket() as unknown as WebSocket,
    handlers: {
      snapshot: (items) => heard.snapshots.push(items),
      notice: (notice) => heard.notices.push(notice),
      refused: (command, refused) => heard.refused.push(`${command.id} ${refused.code}`),
    },
  });
  client.start();
  return { client, heard, kept };
}

test("a command is on disk before it is sent, and leaves it when it is answered", async () => {
  const { client, kept } = await open();
  newest().welcome();
  const answer = client.send("withdraw-tip", { tip: 4 }, { id: "command-1" });
  expect(newest().frames).toHaveLength(1);
  await vi.waitFor(() => expect(newest().frames).toHaveLength(2));
  expect((await kept.commands()).map((command) => command.id)).toEqual(["command-1"]);
  newest().say({ type: "ok", id: "command-1", data: { tip: 4 } });
  expect(await answer).toEqual({ tip: 4 });
  expect(await kept.commands()).toEqual([]);
});

test("a refusal rejects with its code and words for people", async () => {
  const { client, heard } = await open();
  newest().welcome();
  const answer = client.send("accept-offer", { assignment: 4 }, { id: "command-1" });
  await vi.waitFor(() => expect(newest().frames).toHaveLength(2));
  newest().say({
    type: "error",
    id: "command-1",
    error: { code: "offer-over", detail: "", field: "" },
  });
  await expect(answer).rejects.toBeInstanceOf(Refused);
  await expect(answer).rejects.toMatchObject({
    code: "offer-over",
    text: { zh: "人手已够或已结束，谢谢您。" },
  });
  expect(heard.refused).toEqual(["command-1 offer-over"]);
});

test("what a page left on disk the next page sends, with the same id and time", async () => {
  const kept = disk();
  const first = await open(kept);
  void first.client.send("withdraw-tip", { tip: 4 }, { id: "command-1" });
  await vi.waitFor(async () => expect(await kept.commands()).toHaveLength(1));
  first.client.stop();
  const [command] = await kept.commands();
  vi.advanceTimersByTime(60_000);
  await open(kept);
  newest().welcome();
  expect(newest().frames[1]).toMatchObject({
    id: "command-1",
    type: "withdraw-tip",
    made_at: command!.made_at,
  });
});

test("what only reads isn't kept on disk", async () => {
  const { client, kept } = await open();
  newest().welcome();
  void client.send("read-incident", { incident: 3 }, { keep: false });
  await vi.waitFor(() => expect(newest().frames).toHaveLength(2));
  expect(await kept.commands()).toEqual([]);
});

test("more than the outbox holds is refused", async () => {
  const { client } = await open();
  for (let i = 0; i < max_waiting; i += 1) void client.send("withdraw-tip", { tip: i });
  await vi.waitFor(() => expect(client.waiting).toHaveLength(max_waiting));
  await expect(client.send("withdraw-tip", { tip: 1 })).rejects.toMatchObject({
    code: "outbox-full",
  });
});

test("a closed socket is followed by a new one, and late events of the old one are nobody's", async () => {
  const { client, heard } = await open();
  const old = newest();
  old.welcome();
  old.onclose?.({ code: 1006 });
  expect(client.status.phase).toBe("reconnecting");
  vi.advanceTimersByTime(1_000);
  expect(FakeSocket.all).toHaveLength(2);
  newest().welcome();
  old.say({ type: "offer", n: 9, prev: 5, data: {} });
  expect(heard.notices).toEqual([]);
  newest().say({ type: "offer", n: 9, prev: 5, data: {} });
  expect(heard.notices.map((notice) => notice.n)).toEqual([9]);
});
