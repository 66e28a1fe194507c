import { describe, expect, it } from "vitest";

import { tongue } from "../shared/i18n.svelte.ts";
import type { ExplainedChoice, NotAsked } from "../shared/protocol.ts";
import { choiceTitle, notAskedWords, numberWords, wayWords } from "./choice-words.ts";

const none: NotAsked = {
  ...{ outside_radius: 0, not_fitting: 0, declined: 0, asked_before: 0, engaged: 0 },
  ...{ place_too_old: 0, resting: 0, budget_spent: 0, behind: 0 },
};
const decision = (what: Partial<ExplainedChoice>): ExplainedChoice => ({
  ...{ n: 9, at: "2025-11-24T10:08:12.004Z", kind: "asked", wave: 2, radius_m: 500, officers: false },
  ...{ level: 1, plan_version: 1, needs: [], likelihoods: [], asked: [], next: [], missing: 0 },
  ...what,
});

describe("the words of a decision", () => {
  it("say what was decided", () => {
    tongue.set("en");
    expect(choiceTitle(decision({ kind: "wave-opened" }))).toBe("Wave 2 opened, within 500 m");
    expect(choiceTitle(decision({ kind: "wave-opened", officers: true }))).toBe(
      "Wave 2 opened, officers within 500 m",
    );
    expect(choiceTitle(decision({}))).toBe("Wave 2 asked 0");
    expect(choiceTitle(decision({ kind: "nobody-found" }))).toBe("Wave 2 found nobody more");
    expect(choiceTitle(decision({ kind: "by-hand", by: 90 }))).toBe("Assigned by desk #90");
    expect(choiceTitle(decision({ kind: "shortfall", missing: 2, reason: "all-engaged" }))).toBe(
      "2 short: all who fit are engaged",
    );
  });

  it("name only the reasons that hold for somebody", () => {
    tongue.set("en");
    expect(notAskedWords({ ...none, declined: 1, behind: 4 })).toBe("1 declined · 4 behind those chosen");
    expect(notAskedWords(none)).toBe("nobody else is on duty");
  });

  it("say how a time was reckoned, and stand for people by short numbers", () => {
    tongue.set("en");
    const figures = {
      ...{ person: 7, rank: 1, need: 0, distance_m: 120, eta_s: 90, likelihood: 300, step: 1 },
      ...{ alerts: 0, tie: 5 },
    };
    expect(wayWords({ ...figures, mode: "bicycle", by_road: true })).toBe("by bicycle · along roads");
    expect(wayWords({ ...figures, mode: "foot", by_road: false })).toBe("on foot · by air line");
    expect(numberWords(0x1a2b3c4d)).toBe("1A2B");
    expect(numberWords(0x2b3c4d)).toBe("002B");
  });
});
