import { describe, expect, it } from "vitest";

import { incidentFrom } from "../testing/fold.ts";
import { at, goes, offered, opened, tip, told, wave } from "../testing/notices.ts";
import { neighbour, radiusAt, respondersAt, spanOf, type Track } from "./replay.ts";

const moment = (seconds: number): number => Date.parse(at(seconds));
const incident = incidentFrom([
  tip(1, 7, 0),
  opened(7, 0),
  wave(7, 1, 1),
  offered(1, 7, 1),
  offered(2, 7, 1),
  goes(2, 7, 20, "declined"),
  goes(1, 7, 30, "accepted"),
  goes(1, 7, 200, "on-scene"),
  goes(1, 7, 500, "cleared"),
  told("incident-closed", { incident: 7, disposition: "resolved", by: 90, at: at(520), outcome: "好了" }),
]);
const tracks: Track[] = [
  { assignment: 1, points: [{ at: moment(40), lat: 39.9, lon: 116.4 }, { at: moment(100), lat: 39.91, lon: 116.41 }] },
];
const phases = (seconds: number): string[] =>
  respondersAt(incident, tracks, moment(seconds)).map((one) => `${one.assignment.id} ${one.phase}`);

describe("a replay", () => {
  it("shows who was asked, going and there, as of any moment", () => {
    expect(phases(0)).toEqual([]);
    expect(phases(10)).toEqual(["1 asked", "2 asked"]);
    expect(phases(25)).toEqual(["1 asked"]);
    expect(phases(60)).toEqual(["1 going"]);
    expect(phases(300)).toEqual(["1 on-scene"]);
    expect(phases(510)).toEqual([]);
  });

  it("puts somebody where their phone last said they were, and nowhere between", () => {
    const place = (seconds: number) => respondersAt(incident, tracks, moment(seconds))[0]?.place;
    expect(place(35)).toBeNull();
    expect(place(99)).toMatchObject({ lat: 39.9 });
    expect(place(150)).toMatchObject({ lat: 39.91, at: moment(100) });
  });

  it("spans from the first word to the last, or until now while it goes on", () => {
    expect(spanOf(incident, moment(9_000))).toEqual({ from: moment(0), to: moment(520) });
    const running = incidentFrom([tip(1, 7, 0), opened(7, 0)]);
    expect(spanOf(running, moment(60))).toEqual({ from: moment(0), to: moment(60) });
  });

  it("steps from one thing that happened to the next", () => {
    expect(neighbour(incident, moment(0), 1)).toBe(moment(1));
    expect(neighbour(incident, moment(199), 1)).toBe(moment(200));
    expect(neighbour(incident, moment(200), -1)).toBe(moment(30));
    expect(neighbour(incident, moment(520), 1)).toBeNull();
  });

  it("shows how far people were being asked", () => {
    expect(radiusAt(incident, moment(0))).toBeNull();
    expect(radiusAt(incident, moment(5))).toBe(600);
  });
});
