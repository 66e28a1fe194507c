import { describe, expect, it } from "vitest";

import type { ServiceLimitOf } from "../../shared/protocol.ts";
import { incidentFrom } from "../testing/fold.ts";
import { at, goes, offered, opened, tip, told, wave } from "../testing/notices.ts";
import { dueFigures, dueOf } from "./due.ts";

const now = (seconds: number): number => Date.parse(at(seconds));
const asked = [tip(1, 7, 0), opened(7, 0, { wanted: 1 }), wave(7, 1, 0), offered(1, 7, 0)];
const acknowledged = told("incident-acknowledged", { incident: 7, by: 90, at: at(4) });

describe("dueOf", () => {
  it("counts down to the end of the wave while people are missing", () => {
    const due = dueOf(incidentFrom(asked));
    expect(due.label).toBe("dispatch");
    expect(dueFigures(due, now(20))).toEqual({ level: "plain", ms: 40_000, sign: "", share: 1 / 3 });
    expect(dueFigures(due, now(35)).level).toBe("soon");
    expect(dueFigures(due, now(72))).toEqual({ level: "over", ms: 12_000, sign: "+", share: 1 });
  });

  it("waits for a dispatcher when enough said yes and nobody has acknowledged", () => {
    const due = dueOf(incidentFrom([...asked, goes(1, 7, 5, "accepted")]));
    expect(due.label).toBe("answer");
    expect(dueFigures(due, now(8))).toMatchObject({ level: "soon", ms: 8000, sign: "" });
  });

  it("is late from a shortfall on, until somebody is asked by hand", () => {
    const short = told("shortfall", { incident: 7, reason: "nobody-in-reach", missing: 1, at: at(60) });
    const ended = [...asked, goes(1, 7, 30, "expired"), short];
    expect(dueFigures(dueOf(incidentFrom(ended)), now(90))).toMatchObject({ level: "over", ms: 30_000 });
    const byHand = incidentFrom([...ended, acknowledged, offered(2, 7, 95, { wave: 0 })]);
    expect(dueOf(byHand).label).toBe("since");
  });

  it("counts down to a limit that is near, and up from one that was passed, until it is met", () => {
    const limit = (of: ServiceLimitOf, passed: boolean, told_at: number) =>
      told("service-limit", { incident: 7, limit: of, passed, due: at(120), at: at(told_at) });
    const going = [...asked, acknowledged, goes(1, 7, 5, "accepted"), limit("arrive", false, 90)];
    const near = dueOf(incidentFrom(going));
    expect(near).toMatchObject({ label: "arrive", at: now(120), from: now(90) });
    expect(dueFigures(near, now(100))).toMatchObject({ level: "soon", ms: 20_000, sign: "" });
    const passed = [...going, limit("arrive", true, 120)];
    expect(dueFigures(dueOf(incidentFrom(passed)), now(130))).toMatchObject({ level: "over", ms: 10_000, sign: "+" });
    expect(dueOf(incidentFrom([...passed, goes(1, 7, 140, "on-scene")])).label).not.toBe("arrive");
  });

  it("tells how long a stage lasts when nothing is due", () => {
    const going = [...asked, acknowledged, goes(1, 7, 5, "accepted")];
    const responding = told("incident-changed", { incident: 7, state: "responding", at: at(5) });
    expect(dueOf(incidentFrom([...going, responding]))).toMatchObject({ label: "going", at: now(5) });
    const there = [goes(1, 7, 65, "on-scene")];
    there.push(told("incident-changed", { incident: 7, state: "on-scene", at: at(65) }));
    const due = dueOf(incidentFrom([...going, responding, ...there]));
    expect(due).toMatchObject({ label: "handling", at: now(65) });
    expect(dueFigures(due, now(70))).toEqual({ level: "plain", ms: 5000, sign: "", share: 0 });
  });
});
