import { expect, test } from "vitest";

import { greeting, roleName } from "./greeting.ts";

test("the greeting follows the district's hour", () => {
  expect([3, 8, 12, 15, 18].map((hour) => greeting("李秀英", hour, "zh"))).toEqual([
    "李秀英，晚上好",
    "李秀英，早上好",
    "李秀英，中午好",
    "李秀英，下午好",
    "李秀英，晚上好",
  ]);
  expect(greeting("", 8, "en")).toBe("Good morning");
});

test("a role has a name in both languages", () => {
  expect([roleName("officer", "zh"), roleName("officer", "en")]).toEqual(["民警", "Officer"]);
});
