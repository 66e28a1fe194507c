/** Questions about the people of an incident, answered from its assignments. */
import type { AssignmentState, SceneGroup } from "../../shared/protocol.ts";
import type { Assignment, Incident } from "./model.ts";

const open: readonly AssignmentState[] = ["offered", "seen", "unreached"];
const running: readonly AssignmentState[] = ["accepted", "en-route", "on-scene"];

/** May still be answered. */
export function isOpen(assignment: Assignment): boolean {
  return open.includes(assignment.state);
}

/** Is being asked now: nobody else may ask this person. One who was not reached is free for others. */
export function isAsked(assignment: Assignment): boolean {
  return assignment.state === "offered" || assignment.state === "seen";
}

/** Said yes and is not done. */
export function isRunning(assignment: Assignment): boolean {
  return running.includes(assignment.state);
}

/** Said yes at some time, whatever came after. */
export function hasAccepted(assignment: Assignment): boolean {
  return (
    isRunning(assignment) ||
    assignment.state === "cleared" ||
    (assignment.answeredAt !== null && assignment.state !== "declined")
  );
}

/** Since when it is in its state. */
export function stateSince(assignment: Assignment): number {
  const since: Partial<Record<AssignmentState, number | null>> = {
    seen: assignment.seenAt,
    unreached: assignment.reachBy,
    accepted: assignment.answeredAt,
    "en-route": assignment.answeredAt,
    "on-scene": assignment.onSceneAt,
  };
  return assignment.endedAt ?? since[assignment.state] ?? assignment.offeredAt;
}

export interface PeopleCount {
  asked: number;
  /** A phone showed the offer, or the person answered. */
  reached: number;
  answered: number;
  accepted: number;
  going: number;
  onScene: number;
  waiting: number;
  cleared: number;
}

/** Asked, reached and answered apart: being asked is not being rung. */
export function countPeople(incident: Incident): PeopleCount {
  const count: PeopleCount = {
    asked: 0,
    reached: 0,
    answered: 0,
    accepted: 0,
    going: 0,
    onScene: 0,
    waiting: 0,
    cleared: 0,
  };
  for (const assignment of incident.assignments) {
    count.asked += 1;
    count.reached += assignment.seenAt !== null || assignment.answeredAt !== null ? 1 : 0;
    count.answered += assignment.answeredAt !== null ? 1 : 0;
    count.accepted += hasAccepted(assignment) && assignment.state !== "failed" ? 1 : 0;
    count.going += assignment.state === "accepted" || assignment.state === "en-route" ? 1 : 0;
    count.onScene += assignment.state === "on-scene" ? 1 : 0;
    count.waiting += isOpen(assignment) ? 1 : 0;
    count.cleared += assignment.state === "cleared" ? 1 : 0;
  }
  return count;
}

/** How many are still missing of those that the plan wants. */
export function stillMissing(incident: Incident): number {
  const there = incident.assignments.filter(
    (assignment) => isRunning(assignment) || assignment.state === "cleared",
  ).length;
  return Math.max(0, incident.wanted - there);
}

const rank: Record<AssignmentState, number> = {
  "on-scene": 0,
  "en-route": 1,
  accepted: 1,
  seen: 2,
  offered: 3,
  unreached: 4,
  cleared: 5,
  failed: 6,
  "stood-down": 7,
  declined: 8,
  expired: 9,
};

/** Those on scene first, then on the way, then those asked; nearest first among equals. */
export function inOrderOfInterest(assignments: readonly Assignment[]): Assignment[] {
  return [...assignments].sort(
    (a, b) => rank[a.state] - rank[b.state] || a.distanceM - b.distanceM || a.id - b.id,
  );
}

/** How the mark of a person is filled. */
export type MarkState = "free" | "ask" | "go" | "on" | "late";

export function markState(state: AssignmentState): MarkState {
  switch (state) {
    case "on-scene":
      return "on";
    case "accepted":
    case "en-route":
      return "go";
    case "offered":
    case "seen":
    case "unreached":
      return "ask";
    default:
      return "free";
  }
}

/** People in the order given, by the groups they work in; those in none last. */
export function byGroup(
  people: readonly Assignment[],
): { group: SceneGroup | null; people: readonly Assignment[] }[] {
  const groups = [...new Set(people.map((one) => one.group))];
  groups.sort((a, b) => Number(a === null) - Number(b === null) || String(a).localeCompare(String(b)));
  return groups.map((group) => ({ group, people: people.filter((one) => one.group === group) }));
}
