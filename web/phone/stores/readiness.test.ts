import { expect, test } from "vitest";

import { hindrances, readiness, type RingFacts } from "./readiness.ts";

const fine: RingFacts = {
  live: true,
  thisDevice: true,
  visible: true,
  screenHeld: true,
  screenPossible: true,
  sound: true,
  placeTrouble: false,
};

test("with everything in order the phone rings", () => {
  expect(readiness(hindrances(fine))).toBe("rings");
});

test.each([{ live: false }, { thisDevice: false }, { placeTrouble: true }])(
  "nothing rings when %o",
  (fact) => {
    expect(readiness(hindrances({ ...fine, ...fact }))).toBe("no");
  },
);

test("without sound it only shows", () => {
  expect(readiness(hindrances({ ...fine, sound: false }))).toBe("quiet");
});

test("a screen that may sleep is warned of", () => {
  expect(hindrances({ ...fine, screenHeld: false })).toEqual(["screen-may-sleep"]);
  expect(hindrances({ ...fine, screenPossible: false })).toEqual(["screen-may-sleep"]);
});
