import { describe, expect, it } from "vitest";

import { Reading } from "./reading.svelte.ts";
import { emptyIncident, type Saying } from "./stores/model.ts";

const said = (message: number, from: Saying["from"]): Saying => ({
  ...{ message, from, to: "desk" as const, by: null, assignment: null, tips: [], at: 0, words: "x" },
});

describe("reading what was said", () => {
  it("counts what others than desks said since it was last on the screen", () => {
    const reading = new Reading();
    const incident = { ...emptyIncident(7), sayings: [said(1, "desk"), said(2, "reporter"), said(3, "responder")] };
    expect(reading.unread(incident)).toBe(2);
    reading.see(incident);
    expect(reading.unread(incident)).toBe(0);
    expect(reading.unread({ ...incident, sayings: [...incident.sayings, said(4, "reporter")] })).toBe(1);
    expect(reading.unread({ ...incident, id: 8 })).toBe(2);
  });
});
