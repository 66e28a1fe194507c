import { describe, expect, it } from "vitest";

import { ms } from "../../shared/clock.svelte.ts";
import type { Replay } from "../../shared/protocol.ts";
import {
  axisOf,
  lanesOf,
  minutesOf,
  neighbour,
  peopleAt,
  sceneAt,
  shownLanes,
  wavesAt,
  type Lane,
  type Piece,
} from "./replay.ts";

const start = ms("2025-11-24T10:00:00.000Z");
const at = (s: number): string => new Date(start + s * 1000).toISOString();
const then = (s: number): number => start + s * 1000;

const replay: Replay = {
  ...{ incident: 7, code: "CY-1124-0007", kind: "elder-missing", priority: 2, exercise: false, cut: false },
  from: at(0),
  ended: at(600),
  places: [
    { at: at(0), place: { at: { lat: 39.9, lon: 116.4 }, accuracy_m: 10 } },
    { at: at(100), place: { at: { lat: 39.91, lon: 116.4 }, accuracy_m: 10 } },
  ],
  states: [{ at: at(0), state: "triaged" }],
  waves: [
    { at: at(1), wave: 1, radius_m: 500 },
    { at: at(60), wave: 2, radius_m: 1000 },
  ],
  assignments: [
    {
      ...{ assignment: 1, person: 11, name: "王建国", category: "community-volunteer", tracked: "open" },
      steps: [
        { at: at(1), state: "offered" },
        { at: at(2), state: "seen" },
        { at: at(10), state: "accepted" },
        { at: at(200), state: "on-scene" },
        { at: at(500), state: "cleared" },
      ],
      track: [
        { at: at(20), place: { lat: 39.9, lon: 116.4 } },
        { at: at(40), place: { lat: 39.902, lon: 116.404 } },
        { at: at(200), place: { lat: 39.91, lon: 116.4 } },
      ],
    },
    {
      ...{ assignment: 2, person: 12, name: null, category: "officer" },
      steps: [
        { at: at(60), state: "offered" },
        { at: at(80), state: "declined" },
      ],
      track: [],
    },
  ],
};

const minutes = minutesOf(replay);

describe("replay", () => {
  it("lasts from the opening to the end, of an open incident to the last that is known", () => {
    expect(minutes.span).toEqual({ from: then(0), to: then(600) });
    const { ended: _, ...open } = replay;
    expect(minutesOf(open).span).toEqual({ from: then(0), to: then(500) });
  });

  it("steps from one thing that happened to the next and back", () => {
    const { moments } = minutes;
    expect(neighbour(moments, then(0), 1)).toBe(then(1));
    expect(neighbour(moments, then(70), 1)).toBe(then(80));
    expect(neighbour(moments, then(70), -1)).toBe(then(60));
    expect(neighbour(moments, then(0), -1)).toBeNull();
    expect(neighbour(moments, then(600), 1)).toBeNull();
  });

  it("shows scene and waves as of a moment", () => {
    expect(sceneAt(minutes, then(99))?.lat).toBe(39.9);
    expect(sceneAt(minutes, then(100))?.lat).toBe(39.91);
    expect(wavesAt(minutes, then(0))).toEqual([]);
    expect(wavesAt(minutes, then(30))).toEqual([{ at: then(1), wave: 1, radiusM: 500 }]);
    expect(wavesAt(minutes, then(60)).length).toBe(2);
  });

  it("divides what each did into asked, going and there", () => {
    const [first, second] = lanesOf(minutes);
    expect(first?.pieces).toEqual([
      { part: "asked", from: then(1), to: then(10) },
      { part: "going", from: then(10), to: then(200) },
      { part: "there", from: then(200), to: then(500) },
    ]);
    expect(second?.pieces).toEqual([{ part: "asked", from: then(60), to: then(80) }]);
    expect(second?.name).toBe("");
  });

  it("shows those who went before those who were only asked", () => {
    const lane = (assignment: number, ...pieces: [Piece["part"], number][]): Lane => ({
      ...{ assignment, name: "", category: "" },
      pieces: pieces.map(([part, from]) => ({ part, from, to: from + 1 })),
    });
    const asked = [1, 2, 3, 4, 5].map((one) => lane(one, ["asked", one]));
    const lanes = [...asked, lane(6, ["asked", 1], ["going", 9]), lane(7, ["asked", 2], ["going", 5])];
    expect(shownLanes(lanes).map((one) => one.assignment)).toEqual([7, 6, 1, 2, 3]);
  });

  it("marks round times, few enough to be read", () => {
    expect(axisOf({ from: then(0), to: then(600) })).toEqual([120, 240, 360, 480].map(then));
    expect(axisOf({ from: then(0), to: then(1) })).toEqual([]);
    expect(axisOf({ from: then(0), to: then(90_000) }).length).toBeLessThanOrEqual(8);
  });

  it("puts those who were going where they were, between two places of the record in between", () => {
    expect(peopleAt(minutes, then(15))).toEqual([]);
    const [one] = peopleAt(minutes, then(30));
    expect(one?.part).toBe("going");
    expect(one?.at.lat).toBeCloseTo(39.901, 6);
    expect(one?.at.lon).toBeCloseTo(116.402, 6);
    expect(one?.trail.length).toBe(2);
    expect(peopleAt(minutes, then(300))[0]?.part).toBe("there");
    expect(peopleAt(minutes, then(550))).toEqual([]);
  });

  it("invents no way over a long silence", () => {
    expect(peopleAt(minutes, then(120))[0]?.at).toEqual({ lat: 39.902, lon: 116.404 });
  });

  it("says that ways are gone", () => {
    expect(minutes.hasErasedWays).toBe(false);
    const erased = replay.assignments.map((one) => ({ ...one, tracked: "erased" as const, track: [] }));
    expect(minutesOf({ ...replay, assignments: erased }).hasErasedWays).toBe(true);
  });
});
