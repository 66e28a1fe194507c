import { describe, expect, it } from "vitest";

import { fold, incidentFrom } from "../testing/fold.ts";
import { at, goes, offered, opened, tip, told, type Told } from "../testing/notices.ts";
import { alarmsOf } from "./alarms.ts";
import { byGroup } from "./people.ts";

const none: ReadonlySet<never> = new Set<never>();
const base: Told[] = [opened(7, 0), tip(1, 7, 0), offered(1, 7, 1), goes(1, 7, 2, "en-route")];
const set = told("commander-changed", { incident: 7, person: 1001, name: "陈晓东", left: false, at: at(5) });
const left = told("commander-changed", { incident: 7, left: true, at: at(60) });
const ended = told("commander-changed", { incident: 7, left: false, at: at(60) });

describe("command at a scene", () => {
  it("alarms when the commander has left, and not when a dispatcher ended it", () => {
    expect(incidentFrom([...base, set]).command).toMatchObject({ person: 1001, name: "陈晓东" });
    expect(alarmsOf([incidentFrom([...base, set])], none, none)).toEqual([]);
    const alarm = alarmsOf([incidentFrom([...base, set, left])], none, none)[0];
    expect(alarm).toMatchObject({ what: "leaderless", confirmed: false });
    expect(alarmsOf([incidentFrom([...base, set, left])], none, new Set([alarm?.key ?? ""]))).toEqual([]);
    expect(alarmsOf([incidentFrom([...base, set, ended])], none, none)).toEqual([]);
  });

  it("shows people by group, those in none last", () => {
    const grouped = told("group-changed", { incident: 7, assignment: 2, group: "search", at: at(9) });
    const district = fold([...base, offered(2, 7, 1), goes(2, 7, 2, "en-route"), grouped]);
    const groups = byGroup(district.incidentOf(7).assignments);
    expect(groups.map(({ group, people }) => [group, people.map((one) => one.id)])).toEqual([
      ["search", [2]],
      [null, [1]],
    ]);
    expect(byGroup(fold(base).incidentOf(7).assignments).map(({ group }) => group)).toEqual([null]);
  });
});
