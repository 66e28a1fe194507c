import { describe, expect, test } from "vitest";

import {
  ago,
  bytes,
  countdown,
  dayAndTime,
  direction,
  distance,
  duration,
  timeOfDay,
  etaMinutes,
  walkMinutes,
} from "./formats.ts";

const beijing = 480;
const at = Date.parse("2026-11-24T10:41:50Z");

test("a direction is one of eight words", () => {
  expect([0, 22, 23, 45, 90, 180, 270, 315, 359].map((d) => direction(d, "zh"))).toEqual([
    "北",
    "北",
    "东北",
    "东北",
    "东",
    "南",
    "西",
    "西北",
    "北",
  ]);
  expect(direction(-45, "en")).toBe("north-west");
});

test("a distance goes in steps of 10 m, and from 1 km with one decimal", () => {
  expect([4, 564, 994, 996, 1240].map((m) => distance(m, "zh"))).toEqual([
    "0 m",
    "560 m",
    "990 m",
    "1.0 km",
    "1.2 km",
  ]);
  expect(distance(560, "zh", true)).toBe("560 米");
  expect(distance(1240, "en", true)).toBe("1.2 kilometres");
});

test("walking takes a minute at least", () => {
  expect([5, 560].map(walkMinutes)).toEqual([1, 7]);
  expect([0, 29, 89, 91, 600].map(etaMinutes)).toEqual([1, 1, 1, 2, 10]);
});

test("a clock counts down in whole seconds, then up with a sign", () => {
  expect([42_000, 41_001, 0, -1_000, -72_000, 3_600_000].map(countdown)).toEqual([
    "00:42",
    "00:42",
    "00:00",
    "+00:01",
    "+01:12",
    "1:00:00",
  ]);
});

test("time spent has hours only when there are any", () => {
  expect(duration(9_060_000, "zh")).toBe("2 小时 31 分");
  expect(duration(60_000, "en")).toBe("1 min");
});

describe("the district's own time", () => {
  test("is shown whatever the device's zone", () => {
    expect(timeOfDay(at, beijing)).toBe("18:41");
    expect(timeOfDay(at, beijing, true)).toBe("18:41:50");
  });

  test("decides what today is", () => {
    const day = 86_400_000;
    expect(dayAndTime(at, at, beijing, "zh")).toBe("今天 18:41");
    expect(dayAndTime(at - day, at, beijing, "zh")).toBe("昨天 18:41");
    expect(dayAndTime(at - 3 * day, at, beijing, "zh")).toBe("11 月 21 日");
    expect(dayAndTime(at - 3 * day, at, beijing, "en")).toBe("21 November");
    const midnight = Date.parse("2026-11-23T16:30:00Z");
    expect(dayAndTime(midnight, at, beijing, "zh")).toBe("今天 00:30");
  });
});

test("how long ago, and how large", () => {
  expect([39_000, 720_000, 7_200_000].map((ms) => ago(ms, "zh"))).toEqual([
    "39 秒前",
    "12 分钟前",
    "2 小时前",
  ]);
  expect([300, 640_000, 1_840_000].map(bytes)).toEqual(["1 KB", "640 KB", "1.8 MB"]);
});
