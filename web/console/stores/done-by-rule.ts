/** What the plan has done about an incident before any dispatcher saw it. */
import type { Incident } from "./model.ts";
import { countPeople, stillMissing } from "./people.ts";

export interface DoneByRule {
  asked: number;
  /** Of the nearest who was asked. */
  nearestM: number | null;
  reached: number;
  accepted: number;
  officersOnly: boolean;
  /** The plan sends nobody. */
  nothing: boolean;
  /** The plan has run out and people are missing. */
  short: boolean;
}

export function doneByRule(incident: Incident): DoneByRule {
  const { asked, reached, accepted } = countPeople(incident);
  const far = incident.assignments.map((assignment) => assignment.distanceM);
  return {
    asked,
    nearestM: far.length === 0 ? null : Math.min(...far),
    reached,
    accepted,
    officersOnly: incident.officersOnly,
    nothing: incident.wanted === 0,
    short: incident.shortfall !== null && stillMissing(incident) > 0,
  };
}
