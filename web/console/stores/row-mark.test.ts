import { describe, expect, it } from "vitest";

import { incidentFrom } from "../testing/fold.ts";
import { at, goes, offered, opened, told, wave, type Told } from "../testing/notices.ts";
import { rowMark } from "./row-mark.ts";

const mark = (...notices: Told[]) => rowMark(incidentFrom([opened(7, 0), ...notices]));
const acknowledged = told("incident-acknowledged", { incident: 7, by: 90, at: at(4) });
const clearing = told("incident-changed", { incident: 7, state: "clearing", at: at(90) });

describe("rowMark", () => {
  it("says new until somebody has taken it or is on the way", () => {
    expect(mark(wave(7, 1, 0), offered(1, 7, 0))).toEqual({ what: "new" });
    expect(mark(offered(1, 7, 0), goes(1, 7, 5, "en-route"))).toEqual({
      what: "people",
      onScene: 0,
      going: 1,
    });
  });

  it("names the wave while people are asked", () => {
    expect(mark(acknowledged, wave(7, 1, 0), wave(7, 2, 60))).toEqual({ what: "asking", wave: 2 });
  });

  it("counts who is missing once the plan has run out", () => {
    const short = told("shortfall", { incident: 7, reason: "nobody-accepted", missing: 2, at: at(60) });
    expect(mark(acknowledged, wave(7, 1, 0), short)).toEqual({ what: "short", missing: 2 });
  });

  it("asks to be closed when all who went are done", () => {
    const done = [offered(1, 7, 0), goes(1, 7, 5, "en-route"), goes(1, 7, 50, "on-scene")];
    expect(mark(acknowledged, ...done, goes(1, 7, 90, "cleared"), clearing)).toEqual({ what: "closing" });
  });

  it("says when the plan sends nobody", () => {
    expect(rowMark(incidentFrom([opened(7, 0, { wanted: 0 }), acknowledged]))).toEqual({ what: "no-people" });
  });
});
