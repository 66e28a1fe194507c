import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { KeptHeads, most_heads } from "./heads.svelte.ts";
import type { SignedHead } from "./protocol.ts";

const kept = new Map<string, string>();

beforeEach(() => {
  kept.clear();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

function head(last: number, log = "a".repeat(32)): SignedHead {
  return {
    log,
    last,
    at: "2026-11-24T10:08:40.123Z",
    hash: "b".repeat(64),
    key: "c".repeat(64),
    signature: "d".repeat(128),
  };
}

describe("KeptHeads", () => {
  test("keeps each head once, over a reload, apart for each page", () => {
    const heads = new KeptHeads("console");
    heads.keep(head(1));
    heads.keep(head(1));
    heads.keep(head(2));
    heads.keep(head(2, "e".repeat(32)));
    expect(new KeptHeads("console").count).toBe(3);
    expect(new KeptHeads("map").count).toBe(0);
  });

  test("gives them one a line, as they came", () => {
    const heads = new KeptHeads("console");
    heads.keep(head(1));
    heads.keep(head(2));
    expect(heads.lines().trimEnd().split("\n").map((line) => JSON.parse(line))).toEqual([
      head(1),
      head(2),
    ]);
  });

  test("the oldest leave when there are too many", () => {
    const heads = new KeptHeads("console");
    for (let last = 1; last <= most_heads + 1; ++last) heads.keep(head(last));
    expect(heads.count).toBe(most_heads);
    expect(JSON.parse(heads.lines().split("\n")[0]!)).toEqual(head(2));
  });

  test("what isn't readable any more is none, and a full disk keeps them for the page", () => {
    kept.set("dageng.heads.console", "{broken");
    const heads = new KeptHeads("console");
    expect(heads.count).toBe(0);
    vi.stubGlobal("localStorage", {
      getItem: () => null,
      setItem: () => {
        throw new Error("full");
      },
    });
    heads.keep(head(1));
    expect(heads.count).toBe(1);
  });
});
