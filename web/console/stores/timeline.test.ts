import { describe, expect, it } from "vitest";

import { incidentFrom } from "../testing/fold.ts";
import { at, goes, offered, opened, tip, told, wave } from "../testing/notices.ts";
import { figuresOf } from "./figures.ts";
import { timelineOf } from "./timeline.ts";

const incident = incidentFrom([
  tip(1, 7, 0),
  opened(7, 0),
  wave(7, 1, 0),
  offered(1, 7, 0),
  offered(2, 7, 0),
  goes(2, 7, 3, "unreached"),
  told("incident-acknowledged", { incident: 7, by: 90, at: at(4) }),
  goes(1, 7, 43, "accepted"),
  goes(1, 7, 149, "on-scene"),
  told("tip-added", { tip: 1, incident: 7, at: at(160), words: "往东走了", photos: [] }),
  tip(2, 7, 170),
  told("note-added", { incident: 7, by: 90, at: at(180), words: "已通知" }),
]);

describe("timelineOf", () => {
  it("tells what happened, newest first", () => {
    expect(timelineOf(incident).map((entry) => entry.what)).toEqual([
      "note",
      "tip",
      "addition",
      "arrived",
      "accepted",
      "acknowledged",
      "unreached",
      "wave",
      "opened",
    ]);
  });

  it("tells once which units were told, and how many of them were on duty", () => {
    const notice = told("units-notified", { incident: 7, level: 1, units: ["post"], people: 2, at: at(1) });
    const entries = timelineOf(incidentFrom([opened(7, 0), notice, notice]));
    expect(entries.filter((one) => one.what === "units-told")).toEqual([
      { at: Date.parse(at(1)), key: "units-0", what: "units-told", units: ["post"], people: 2 },
    ]);
  });

  it("names who was asked in a wave", () => {
    const entry = timelineOf(incident).find((one) => one.what === "wave");
    expect(entry).toMatchObject({ names: ["人员1", "人员2"], wave: { radiusM: 600 } });
  });

  it("gives each entry a key of its own", () => {
    const keys = timelineOf(incident).map((entry) => entry.key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe("figuresOf", () => {
  it("measures from the opening", () => {
    const figures = figuresOf(incident, Date.parse(at(190)));
    expect(figures).toEqual({ toDispatch: 43_000, toArrival: 149_000, elapsed: 190_000 });
  });

  it("has no figure for what has not happened", () => {
    const young = incidentFrom([opened(7, 0), offered(1, 7, 0), goes(1, 7, 5, "declined")]);
    expect(figuresOf(young, Date.parse(at(9)))).toMatchObject({ toDispatch: null, toArrival: null });
  });
});
