/** What can be merged with what, and which proposal still stands. */
import { distanceM } from "../../shared/geo.ts";
import { isEnded, type Incident } from "./model.ts";

export interface MergeTarget {
  incident: Incident;
  /** From the incident that would end. */
  distanceM: number;
}

/** Open incidents that this one may be merged into, the proposed first, then the nearest. */
export function mergeTargets(incident: Incident, known: readonly Incident[]): MergeTarget[] {
  return known
    .filter((one) => one.id !== incident.id && !isEnded(one) && one.exercise === incident.exercise)
    .map((one) => ({ incident: one, distanceM: distanceM(incident.place, one.place) }))
    .sort(
      (a, b) =>
        Number(b.incident.id === incident.proposal?.like) - Number(a.incident.id === incident.proposal?.like) ||
        a.distanceM - b.distanceM ||
        a.incident.id - b.incident.id,
    );
}

/** The incident that this one may be the same as, while both are open. */
export function proposedLike(incident: Incident, of: (id: number) => Incident | undefined): Incident | null {
  if (incident.proposal === null || isEnded(incident)) return null;
  const like = of(incident.proposal.like);
  return like === undefined || isEnded(like) ? null : like;
}

/** A rule referred it, and no human has looked at it yet. */
export function awaitsLook(incident: Incident): boolean {
  return incident.referral !== null && incident.referral.by === null && incident.acknowledgedAt === null;
}
