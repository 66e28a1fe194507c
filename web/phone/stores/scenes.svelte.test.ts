import { describe, expect, it } from "vitest";

import { ScenesStore } from "./scenes.svelte.ts";

const at = "2025-11-24T10:39:00.000Z";

describe("command and groups at a scene", () => {
  it("names the commander until there is none", () => {
    const scenes = new ScenesStore();
    scenes.command({ incident: 7, person: 31, name: "陈晓东", left: false, at });
    expect(scenes.commanderOf(7)).toBe("陈晓东");
    expect(scenes.commanderOf(8)).toBe(null);
    scenes.command({ incident: 7, left: true, at });
    expect(scenes.commanderOf(7)).toBe(null);
  });

  it("knows the group until it is taken away", () => {
    const scenes = new ScenesStore();
    scenes.group({ incident: 7, assignment: 9, group: "search", at });
    expect(scenes.groupOf(9)).toBe("search");
    scenes.group({ incident: 7, assignment: 9, at });
    expect(scenes.groupOf(9)).toBe(null);
  });
});
