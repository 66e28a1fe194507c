/** The figures at the head of an incident, in milliseconds; null where it has not come to that yet. */
import type { Incident } from "./model.ts";
import { hasAccepted } from "./people.ts";

export interface Figures {
  /** From opening to the first yes. */
  toDispatch: number | null;
  /** From opening to the first person on scene. */
  toArrival: number | null;
  /** Until now, or until it was closed. */
  elapsed: number;
}

export function figuresOf(incident: Incident, now: number): Figures {
  const since = (times: (number | null)[]): number | null => {
    const known = times.filter((time) => time !== null);
    return known.length === 0 ? null : Math.max(0, Math.min(...known) - incident.openedAt);
  };
  return {
    toDispatch: since(incident.assignments.filter(hasAccepted).map((one) => one.answeredAt)),
    toArrival: since(incident.assignments.map((one) => one.onSceneAt)),
    elapsed: Math.max(0, (incident.closing?.at ?? now) - incident.openedAt),
  };
}
