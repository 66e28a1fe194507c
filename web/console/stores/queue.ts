/** The order of the queue, and what keeps a row from moving under the pointer. */
import { inDistress } from "./distress.ts";
import { dueOf } from "./due.ts";
import { isEnded, type Incident } from "./model.ts";
import { awaitsLook } from "./triage.ts";

export type Tab = "open" | "unclaimed" | "closed";

/** People in distress first, then by priority, then by what is due next, then by age; closed ones newest first. */
export function ordered(incidents: readonly Incident[], tab: Tab, priority: number | null): Incident[] {
  const chosen = incidents.filter(
    (incident) => inTab(incident, tab) && (priority === null || incident.priority === priority),
  );
  const dueAt = new Map(chosen.map((incident) => [incident.id, sortKey(incident)]));
  return chosen.sort((a, b) => {
    const distress = Number(inDistress(b)) - Number(inDistress(a));
    if (distress !== 0) return distress;
    if (a.priority !== b.priority) {
      return a.priority - b.priority;
    }
    if (tab === "closed") {
      return b.changedAt - a.changedAt || b.id - a.id;
    }
    const [dueA, dueB] = [dueAt.get(a.id) ?? 0, dueAt.get(b.id) ?? 0];
    return (dueA === dueB ? 0 : dueA - dueB) || a.openedAt - b.openedAt || a.id - b.id;
  });
}

export function inTab(incident: Incident, tab: Tab): boolean {
  // What a rule referred stays in sight until a human has looked at it.
  const closed = isEnded(incident) && !awaitsLook(incident);
  return tab === "closed" ? closed : !closed && (tab === "open" || incident.acknowledgedAt === null);
}

function sortKey(incident: Incident): number {
  const due = dueOf(incident);
  return due.limit ? due.at : Number.MAX_SAFE_INTEGER;
}

/** What is on the screen: follows the wanted order, except while somebody points at it or uses its keys. */
export class QueueOrder {
  shown: readonly number[] = [];
  /** New ones that wait until the hand is off. */
  waiting: readonly number[] = [];

  /** `wanted` as `ordered` gives it. While held, rows stay; only priority 1 comes in at once. */
  settle(wanted: readonly { id: number; priority: number }[], held: boolean): void {
    if (!held) {
      this.shown = wanted.map((row) => row.id);
      this.waiting = [];
      return;
    }
    const there = new Set(this.shown);
    const fresh = wanted.filter((row) => !there.has(row.id));
    const urgent = fresh.filter((row) => row.priority === 1).map((row) => row.id);
    this.shown = [...urgent, ...this.shown];
    this.waiting = fresh.filter((row) => row.priority !== 1).map((row) => row.id);
  }

  /** The neighbour of a row, `step` rows further; the first row when there is none. */
  neighbour(id: number | null, step: 1 | -1): number | null {
    const at = id === null ? -1 : this.shown.indexOf(id);
    const next = at === -1 ? 0 : Math.min(this.shown.length - 1, Math.max(0, at + step));
    return this.shown[next] ?? null;
  }
}
