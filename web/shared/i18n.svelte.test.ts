import { expect, test } from "vitest";

import { say, texts, tongue } from "./i18n.svelte.ts";

test("words follow the switch", () => {
  const t = texts({
    go: ["我去", "I will go"],
    left: [(n: number) => `剩 ${n} 秒`, (n: number) => `${n} s left`],
  });
  tongue.set("zh");
  expect([t.go, t.left(3), say({ zh: "火", en: "Fire" })]).toEqual(["我去", "剩 3 秒", "火"]);
  tongue.toggle();
  expect([t.go, t.left(3), say({ zh: "火", en: "Fire" })]).toEqual([
    "I will go",
    "3 s left",
    "Fire",
  ]);
  tongue.toggle();
  expect(tongue.now).toBe("zh");
});
