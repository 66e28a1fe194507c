/** An incident's minutes, as they were: for the map beside a time slider. Nothing is made up between
 * two places that a phone reported. */
import type { LatLon } from "../../shared/protocol.ts";
import type { Assignment, Incident } from "./model.ts";
import { timelineOf } from "./timeline.ts";

export interface TrackPoint extends LatLon {
  at: number;
}

/** What was kept of the way of one assignment, in order of time. */
export interface Track {
  assignment: number;
  points: readonly TrackPoint[];
}

export type Phase = "asked" | "going" | "on-scene";

export interface ResponderThen {
  assignment: Assignment;
  phase: Phase;
  /** The last place reported by then; null: none yet, or none was kept. */
  place: TrackPoint | null;
}

export interface Span {
  from: number;
  to: number;
}

/** From the first word of an incident to its last; one that goes on, to `now`. */
export function spanOf(incident: Incident, now: number): Span {
  const times = timelineOf(incident).map((entry) => entry.at);
  const first = Math.min(incident.openedAt, ...times);
  const ended = incident.closing?.at ?? incident.referral?.at ?? incident.merging?.at ?? null;
  return { from: first, to: ended === null ? Math.max(now, first) : Math.max(ended, ...times) };
}

function phaseAt(assignment: Assignment, at: number): Phase | null {
  const { offeredAt, answeredAt, onSceneAt, endedAt, state } = assignment;
  if (at < offeredAt || (endedAt !== null && at >= endedAt)) return null;
  if (onSceneAt !== null && at >= onSceneAt) return "on-scene";
  if (answeredAt === null || at < answeredAt) return "asked";
  return state === "declined" ? null : "going";
}

function placeAt(track: Track | undefined, at: number): TrackPoint | null {
  let last: TrackPoint | null = null;
  for (const point of track?.points ?? []) {
    if (point.at > at) break;
    last = point;
  }
  return last;
}

/** Who had been asked, was going or was there. */
export function respondersAt(incident: Incident, tracks: readonly Track[], at: number): ResponderThen[] {
  return incident.assignments.flatMap((assignment): ResponderThen[] => {
    const phase = phaseAt(assignment, at);
    if (phase === null) return [];
    const track = tracks.find((one) => one.assignment === assignment.id);
    return [{ assignment, phase, place: placeAt(track, at) }];
  });
}

/** The wave that was open then, as the radius within which people were asked; null: none yet. */
export function radiusAt(incident: Incident, at: number): number | null {
  const opened = incident.waves.filter((wave) => wave.at <= at);
  return opened.at(-1)?.radiusM ?? null;
}

/** The moment of the next thing that happened after this one, or of the one before. */
export function neighbour(incident: Incident, at: number, by: 1 | -1): number | null {
  const times = timelineOf(incident).map((entry) => entry.at).sort((a, b) => a - b);
  const next = by === 1 ? times.find((time) => time > at) : times.findLast((time) => time < at);
  return next ?? null;
}
