/** Whom a dispatcher can ask by hand. */
import { distanceM } from "../../shared/geo.ts";
import type { Incident, OnDuty, Spot } from "./model.ts";
import { isAsked, isOpen, isRunning } from "./people.ts";

export interface Candidate {
  person: number;
  name: string;
  category: string;
  /** The plan asks this category. */
  eligible: boolean;
  /** From the scene; null where no place of theirs may be known here. */
  distanceM: number | null;
  /** The other incident that has this person, if any. */
  busyAt: number | null;
}

/** A list longer than this is for searching, not for reading. */
export const maxCandidatesShown = 100;

/** Stands for an unknown distance when sorting. */
const farAway = Number.MAX_SAFE_INTEGER;

export interface Asking {
  onDuty: Iterable<OnDuty>;
  incidents: Iterable<Incident>;
  places: ReadonlyMap<number, Spot>;
  eligible: readonly string[];
}

/**
 * Everybody on duty whom this incident doesn't have: those the plan asks and who are free first,
 * then by distance where it is known, then by name.
 */
export function candidatesFor(incident: Incident, asking: Asking): Candidate[] {
  const here = new Set<number>();
  const busy = new Map<number, number>();
  const lastDistance = new Map<number, number>();
  for (const assignment of incident.assignments) {
    lastDistance.set(assignment.person, assignment.distanceM);
    if (isOpen(assignment) || isRunning(assignment)) here.add(assignment.person);
  }
  for (const other of asking.incidents) {
    if (other.id === incident.id) continue;
    for (const assignment of other.assignments) {
      if (isAsked(assignment) || isRunning(assignment)) busy.set(assignment.person, other.id);
    }
  }
  const found: Candidate[] = [];
  for (const { person, name, category } of asking.onDuty) {
    if (here.has(person)) continue;
    const place = asking.places.get(person);
    found.push({
      person,
      name,
      category,
      eligible: asking.eligible.includes(category),
      distanceM:
        place === undefined ? (lastDistance.get(person) ?? null) : distanceM(place, incident.place),
      busyAt: busy.get(person) ?? null,
    });
  }
  const names = new Intl.Collator("zh");
  return found.sort(
    (a, b) =>
      Number(b.eligible) - Number(a.eligible) ||
      Number(a.busyAt !== null) - Number(b.busyAt !== null) ||
      (a.distanceM ?? farAway) - (b.distanceM ?? farAway) ||
      names.compare(a.name, b.name) ||
      a.person - b.person,
  );
}

export function matching(candidates: readonly Candidate[], search: string): Candidate[] {
  const words = search.trim().toLowerCase();
  return words === ""
    ? [...candidates]
    : candidates.filter((candidate) => candidate.name.toLowerCase().includes(words));
}
