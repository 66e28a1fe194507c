import { describe, expect, it } from "vitest";

import { SoundPlan, type Ringing, type Tone } from "./sound-plan.ts";

const quiet: Ringing = { incidents: [], shortfalls: [], lost: false };
const incident = (id: number, priority: number, silenced = false) => ({
  id,
  priority,
  openedAt: 0,
  silenced,
});

/** Tones within the time, looked for every 100 ms. */
function heard(plan: SoundPlan, ringing: Ringing, from: number, to: number): [number, Tone][] {
  const tones: [number, Tone][] = [];
  for (let now = from; now < to; now += 100) {
    const tone = plan.step(ringing, now);
    if (tone !== null) tones.push([now, tone]);
  }
  return tones;
}

describe("SoundPlan", () => {
  it("repeats the siren every 5 s until it is acknowledged", () => {
    const plan = new SoundPlan();
    const tones = heard(plan, { ...quiet, incidents: [incident(1, 1)] }, 0, 15_000);
    expect(tones.map(([at]) => at)).toEqual([0, 5000, 10_000]);
    expect(heard(plan, quiet, 15_000, 30_000)).toEqual([]);
  });

  it("rings priority 2 three times, 15 s apart, and priority 4 once", () => {
    const plan = new SoundPlan();
    const tones = heard(plan, { ...quiet, incidents: [incident(1, 2), incident(2, 4)] }, 0, 90_000);
    expect(tones).toEqual([
      [0, "rising"],
      [900, "one"],
      [15_000, "rising"],
      [30_000, "rising"],
    ]);
  });

  it("never sounds twice at once, the more urgent first", () => {
    const plan = new SoundPlan();
    const ringing = { ...quiet, incidents: [incident(1, 3), incident(2, 1)], shortfalls: ["a"] };
    expect(heard(plan, ringing, 0, 3000)).toEqual([
      [0, "siren"],
      [1200, "two"],
      [1800, "overdue"],
    ]);
  });

  it("is silent about priority 5 and about what was silenced", () => {
    const ringing = { ...quiet, incidents: [incident(1, 5), incident(2, 1, true)] };
    expect(heard(new SoundPlan(), ringing, 0, 20_000)).toEqual([]);
  });

  it("rings of what was there before only what must be acknowledged", () => {
    const plan = new SoundPlan();
    const ringing = { ...quiet, incidents: [incident(1, 4), incident(2, 1)], shortfalls: ["a"] };
    plan.prime(ringing);
    expect(heard(plan, ringing, 0, 4000)).toEqual([[0, "siren"]]);
  });

  it("tells of a lost connection once each time", () => {
    const plan = new SoundPlan();
    const lost = { ...quiet, lost: true };
    expect(heard(plan, lost, 0, 20_000)).toEqual([[0, "lost"]]);
    heard(plan, quiet, 20_000, 21_000);
    expect(heard(plan, lost, 30_000, 31_000)).toEqual([[30_000, "lost"]]);
  });
});
