import { describe, expect, it } from "vitest";

import { BroadcastStore } from "./broadcasts.svelte.ts";

const at = "2025-11-24T10:39:00.000Z";

describe("broadcasts", () => {
  it("shows what was told until it is put aside", () => {
    const heard = new BroadcastStore();
    heard.tell({ broadcast: 1, words: "留意灰外套", at });
    heard.tell({ broadcast: 2, words: "道路封闭", at });
    expect(heard.shown.map((one) => one.broadcast)).toEqual([2, 1]);
    heard.dismiss(heard.shown[0]!);
    expect(heard.shown.map((one) => one.broadcast)).toEqual([1]);
  });

  it("puts a retraction in the place of what it takes back, also where that was put aside", () => {
    const heard = new BroadcastStore();
    heard.tell({ broadcast: 1, words: "留意灰外套", at });
    heard.dismiss(heard.shown[0]!);
    heard.retract({ broadcast: 1, words: "人已找到", at });
    expect(heard.shown).toMatchObject([{ broadcast: 1, words: "人已找到", retracted: true }]);
    heard.tell({ broadcast: 1, words: "留意灰外套", at });
    expect(heard.shown).toMatchObject([{ retracted: true }]);
  });
});
