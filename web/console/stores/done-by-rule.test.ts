import { describe, expect, it } from "vitest";

import { incidentFrom } from "../testing/fold.ts";
import { at, goes, offered, opened, told } from "../testing/notices.ts";
import { doneByRule } from "./done-by-rule.ts";

describe("doneByRule", () => {
  it("tells whom the plan asked and what came of it", () => {
    const incident = incidentFrom([
      opened(7, 0, { officers_only: true }),
      offered(2, 7, 0),
      offered(3, 7, 0),
      goes(2, 7, 1, "seen"),
      goes(2, 7, 4, "accepted"),
    ]);
    expect(doneByRule(incident)).toEqual({
      asked: 2,
      nearestM: 200,
      reached: 1,
      accepted: 1,
      officersOnly: true,
      nothing: false,
      short: false,
    });
  });

  it("says when it has done nothing, and when it could do no more", () => {
    expect(doneByRule(incidentFrom([opened(7, 0, { wanted: 0 })])).nothing).toBe(true);
    const short = told("shortfall", { incident: 7, reason: "nobody-on-duty", missing: 2, at: at(0) });
    expect(doneByRule(incidentFrom([opened(7, 0), short])).short).toBe(true);
  });
});
