import { expect, test } from "vitest";

import { dayOf } from "./days.ts";

const at = Date.parse("2026-11-24T16:30:00.000Z");

test("the day is the district's, not the device's", () => {
  expect(dayOf(at, 480, "zh")).toBe("11 月 25 日 周三");
  expect(dayOf(at, 0, "zh")).toBe("11 月 24 日 周二");
});

test("in English the weekday comes first", () => {
  expect(dayOf(at, 0, "en")).toBe("Tue 24 November");
});
