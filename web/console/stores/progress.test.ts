import { describe, expect, it } from "vitest";

import { stepsFrom } from "./progress.ts";

describe("stepsFrom", () => {
  it("offers what follows from a running assignment", () => {
    expect(stepsFrom("en-route")).toEqual(["on-scene", "failed"]);
    expect(stepsFrom("on-scene")).toEqual(["cleared", "failed"]);
  });

  it("answers no offer for anybody", () => {
    expect(stepsFrom("seen")).toEqual([]);
    expect(stepsFrom("cleared")).toEqual([]);
  });
});
