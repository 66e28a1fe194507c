import { describe, expect, it } from "vitest";

import { tongue } from "../shared/i18n.svelte.ts";
import { Catalogue } from "./stores/catalogue.ts";
import { leftOutWords, likelihoodWords } from "./why-words.ts";

const catalogue = new Catalogue(null);

describe("the words behind a choice", () => {
  it("give one likelihood where all have the same, else one for each category", () => {
    tongue.set("en");
    const same = [
      { category: "patrol", per_mille: 300 },
      { category: "guide", per_mille: 302 },
    ];
    expect(likelihoodWords(same, catalogue)).toBe("Likely to accept 30%");
    const apart = [...same, { category: "officer", per_mille: 900 }];
    expect(likelihoodWords(apart, catalogue)).toBe("Likely to accept patrol 30%, guide 30%, officer 90%");
    expect(likelihoodWords([], catalogue)).toBe("");
  });

  it("name only the reasons that somebody was left out for", () => {
    tongue.set("en");
    const some = { place_too_old: 0, resting: 2, budget_spent: 1 };
    expect(leftOutWords(some)).toBe("In reach, not asked: 2 resting, 1 asked enough today");
    expect(leftOutWords({ place_too_old: 0, resting: 0, budget_spent: 0 })).toBe("");
    expect(leftOutWords(null)).toBe("");
  });
});
