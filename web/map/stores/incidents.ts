/** Open incidents as a wall sees them: one fold for a snapshot's items and for notices. No words. */
import type { IncidentState, LatLon, Notices } from "../../shared/protocol.ts";

export interface OpenIncident {
  id: number;
  code: string;
  kind: string;
  /** 1 to 5. */
  priority: number;
  at: LatLon;
  /** In ms since 1970. */
  openedAt: number;
  state: IncidentState;
  changedAt: number;
  acknowledged: boolean;
  exercise: boolean;
}

const ends: readonly IncidentState[] = ["closed", "referred", "merged"];

/** What a wall folds. */
type Folded = Pick<
  Notices,
  | "incident-opened"
  | "incident-changed"
  | "incident-acknowledged"
  | "incident-closed"
  | "incident-reclassified"
  | "incident-referred"
  | "incident-merged"
  | "scene-moved"
>;
type Fold = { [Type in keyof Folded]: (open: Map<number, OpenIncident>, data: Folded[Type]) => void };

const folds: Fold = {
  "incident-opened": (open, data) => {
    if (ends.includes(data.state)) {
      open.delete(data.incident);
      return;
    }
    open.set(data.incident, {
      id: data.incident,
      code: data.code,
      kind: data.kind,
      priority: data.priority,
      at: data.place.at,
      openedAt: Date.parse(data.opened_at),
      state: data.state,
      changedAt: Date.parse(data.changed_at),
      acknowledged: data.acknowledged_at != null,
      exercise: data.exercise ?? false,
    });
  },
  "incident-changed": (open, data) => {
    const known = open.get(data.incident);
    if (ends.includes(data.state)) {
      open.delete(data.incident);
    } else if (known !== undefined) {
      open.set(data.incident, { ...known, state: data.state, changedAt: Date.parse(data.at) });
    }
  },
  "incident-acknowledged": (open, data) => {
    const known = open.get(data.incident);
    if (known !== undefined) {
      open.set(data.incident, { ...known, acknowledged: true });
    }
  },
  "incident-closed": (open, data) => {
    open.delete(data.incident);
  },
  "incident-referred": (open, data) => {
    open.delete(data.incident);
  },
  "incident-merged": (open, data) => {
    open.delete(data.incident);
  },
  "scene-moved": (open, data) => {
    const known = open.get(data.incident);
    if (known !== undefined) {
      open.set(data.incident, { ...known, at: data.place.at });
    }
  },
  "incident-reclassified": (open, data) => {
    const known = open.get(data.incident);
    if (known !== undefined) {
      open.set(data.incident, { ...known, kind: data.kind, priority: data.priority });
    }
  },
};

export class Incidents {
  readonly #open = new Map<number, OpenIncident>();

  /** Takes an item or a notice; one heard twice changes nothing. False: of no interest here. */
  apply(type: string, data: unknown): boolean {
    if (!Object.hasOwn(folds, type)) {
      return false;
    }
    (folds[type as keyof Folded] as (open: Map<number, OpenIncident>, data: unknown) => void)(this.#open, data);
    return true;
  }

  clear(): void {
    this.#open.clear();
  }

  /** By priority, the oldest first. */
  inOrder(): OpenIncident[] {
    return [...this.#open.values()].sort(
      (a, b) => a.priority - b.priority || a.openedAt - b.openedAt || a.id - b.id,
    );
  }
}

/** How many real ones there are of priorities 1 to 5. */
export function byPriority(incidents: readonly OpenIncident[]): number[] {
  return [1, 2, 3, 4, 5].map((priority) => incidents.filter((one) => one.priority === priority && !one.exercise).length);
}

/** Life at risk, and nobody has opened it or is coming. */
export function alarms(incident: OpenIncident): boolean {
  const waiting = ["received", "triaged", "dispatching"].includes(incident.state);
  return incident.priority === 1 && !incident.exercise && !incident.acknowledged && waiting;
}
