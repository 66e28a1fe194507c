import { expect, test } from "vitest";

import type { Catalogue, Totals } from "../../shared/protocol.ts";
import { figuresOf } from "./figures.ts";

const catalogue = {
  categories: [
    { category: "volunteer", name: { zh: "社区志愿者", en: "Volunteer" }, shape: "circle" },
    { category: "officer", name: { zh: "民警", en: "Police" }, shape: "star" },
  ],
} as Catalogue;
const totals: Totals = {
  at: "2026-11-24T10:00:00.000Z",
  open_incidents: 3,
  categories: [
    { category: "officer", on_duty: 10, reachable: 9, engaged: 2 },
    { category: "newcomer", on_duty: 4, reachable: 4, engaged: 1 },
  ],
};

test("figures stand in the catalogue's order, with noughts where nothing is told", () => {
  const figures = figuresOf(catalogue, totals);
  expect(figures.categories.map((one) => [one.category, one.onDuty])).toEqual([
    ["volunteer", 0],
    ["officer", 10],
    ["newcomer", 4],
  ]);
});

test("the sums hold those of no catalogue too", () => {
  const { onDuty, reachable, engaged } = figuresOf(catalogue, totals);
  expect([onDuty, reachable, engaged]).toEqual([14, 13, 3]);
});

test("before anything is known there are noughts", () => {
  expect(figuresOf(null, null)).toEqual({ onDuty: 0, reachable: 0, engaged: 0, categories: [] });
});
