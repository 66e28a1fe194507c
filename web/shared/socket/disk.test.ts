import "fake-indexeddb/auto";

import { beforeEach, describe, expect, test } from "vitest";

import { MemoryDisk, openDisk, type Disk } from "./disk.ts";
import type { Command } from "./session-types.ts";

const command = (id: string, second: number): Command => ({
  id,
  type: "report-tip",
  data: { words: "灰外套" },
  made_at: `2026-01-01T00:00:0${second}.000Z`,
  kept: true,
});

describe.each([
  ["IndexedDB", () => openDisk(`test-${Math.random()}`)],
  ["memory", async () => new MemoryDisk()],
])("%s", (_, open: () => Promise<Disk>) => {
  let disk: Disk;
  beforeEach(async () => {
    disk = await open();
  });

  test("keeps commands in the order in which they were made, until they are forgotten", async () => {
    await disk.remember(command("a-second", 1));
    await disk.remember(command("b-third", 2));
    expect((await disk.commands()).map((c) => c.id)).toEqual(["a-second", "b-third"]);
    await disk.forget("a-second");
    expect(await disk.commands()).toEqual([command("b-third", 2)]);
  });

  test("remembering again changes, not doubles", async () => {
    await disk.remember(command("a-second", 1));
    await disk.remember({ ...command("a-second", 1), sent: true });
    expect(await disk.commands()).toEqual([{ ...command("a-second", 1), sent: true }]);
  });

  test("keeps values by key, and nothing after it is cleared", async () => {
    await disk.put("cursor", { log: "l", n: 4 });
    expect(await disk.get("cursor")).toEqual({ log: "l", n: 4 });
    await disk.remember(command("a-second", 1));
    await disk.clear();
    expect(await disk.get("cursor")).toBeUndefined();
    expect(await disk.commands()).toEqual([]);
  });
});

test("a browser without IndexedDB gets a disk that forgets", async () => {
  const kept = globalThis.indexedDB;
  // @ts-expect-error: as in a browser that refuses.
  delete globalThis.indexedDB;
  expect((await openDisk("test")).lasting).toBe(false);
  globalThis.indexedDB = kept;
});

test("what one page remembered the next one finds", async () => {
  await (await openDisk("same")).remember(command("a-second", 1));
  expect(await (await openDisk("same")).commands()).toHaveLength(1);
});
