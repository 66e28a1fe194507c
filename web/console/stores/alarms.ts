/** What asks for a dispatcher: the alert for one new incident, and the strip for what has gone wrong. */
import type { ShortfallReason } from "../../shared/protocol.ts";
import { inDistress } from "./distress.ts";
import { limitsToMeet } from "./due.ts";
import { isEnded, type Incident, type LimitTold } from "./model.ts";
import { stillMissing } from "./people.ts";

export interface Alarm {
  /** Names this alarm, so that a confirmation belongs to it alone. */
  key: string;
  incident: Incident;
  what: "panic" | "missed" | "escalated" | "shortfall" | "overdue" | "unclaimed" | "released" | "leaderless";
  at: number;
  reason: ShortfallReason | null;
  missing: number;
  confirmed: boolean;
}

/** Priorities that bring up the alert. */
export const alertPriority = 2;

function wantsAlert(incident: Incident): boolean {
  return (
    incident.opened &&
    incident.priority <= alertPriority &&
    incident.acknowledgedAt === null &&
    !isEnded(incident)
  );
}

/** When its hold ended without anybody's doing; null where none did. */
function releasedAt({ byHand }: Incident): number | null {
  return byHand.over !== null && byHand.over.by === null ? byHand.over.at : null;
}

/** A limit that was passed while what it is about is still to be done. */
function overdue(incident: Incident): LimitTold | undefined {
  return limitsToMeet(incident).find((one) => one.passed);
}

const leaderlessKey = ({ id, command }: Incident): string => `leaderless-${id}-${command?.at ?? 0}`;
const releasedKey = (incident: Incident): string => `released-${incident.id}-${releasedAt(incident)}`;

/** The incident that the alert is about: the most urgent, then the oldest; and how many more wait. */
export function alertOf(
  incidents: Iterable<Incident>,
  putAside: ReadonlySet<number>,
): { incident: Incident; more: number } | null {
  const waiting = [...incidents].filter((one) => wantsAlert(one) && !putAside.has(one.id));
  waiting.sort((a, b) => a.priority - b.priority || a.openedAt - b.openedAt || a.id - b.id);
  const incident = waiting[0];
  return incident === undefined ? null : { incident, more: waiting.length - 1 };
}

/** People in distress come first, then what nobody answers for. */
function rank({ incident, what }: Alarm): number {
  return inDistress(incident) ? 0 : what === "escalated" ? 1 : 2;
}

/** Alarms whose cause lasts: those not confirmed first, of those the gravest, then the oldest. */
export function alarmsOf(
  incidents: Iterable<Incident>,
  putAside: ReadonlySet<number>,
  confirmed: ReadonlySet<string>,
): Alarm[] {
  const alarms: Alarm[] = [];
  for (const incident of incidents) {
    if (!incident.opened || isEnded(incident)) {
      continue;
    }
    const { shortfall, distress } = incident;
    if (distress !== null && inDistress(incident)) {
      const asRaised = distress.againAt === null && !distress.duress;
      const key = `distress-${incident.id}-${distress.againAt ?? 0}-${distress.duress}`;
      alarms.push({
        key,
        incident,
        what: distress.kind === "panic" ? "panic" : "missed",
        at: distress.raisedAt,
        reason: null,
        missing: 0,
        // Taking the incident confirms it; what came of it since asks anew.
        confirmed: confirmed.has(key) || (incident.acknowledgedAt !== null && asRaised),
      });
      continue;
    }
    const { escalation } = incident;
    if (escalation !== null) {
      const key = `escalated-${incident.id}-${escalation.at}`;
      const taken = confirmed.has(key);
      alarms.push({ key, incident, what: "escalated", at: escalation.at, reason: null, missing: 0, confirmed: taken });
      continue;
    }
    const late = overdue(incident);
    const missing = stillMissing(incident);
    if (shortfall !== null && (missing > 0 || shortfall.reason === "tip-too-old")) {
      const key = `shortfall-${incident.id}-${shortfall.at}`;
      alarms.push({
        key,
        incident,
        what: "shortfall",
        at: shortfall.at,
        reason: shortfall.reason,
        missing,
        confirmed: confirmed.has(key),
      });
    } else if (late !== undefined && !confirmed.has(`overdue-${incident.id}-${late.limit}`)) {
      const key = `overdue-${incident.id}-${late.limit}`;
      alarms.push({ key, incident, what: "overdue", at: late.due, reason: null, missing: 0, confirmed: false });
    } else if (incident.command?.left === true && !confirmed.has(leaderlessKey(incident))) {
      const { at } = incident.command;
      const key = leaderlessKey(incident);
      alarms.push({ key, incident, what: "leaderless", at, reason: null, missing: 0, confirmed: false });
    } else if (releasedAt(incident) !== null && !confirmed.has(releasedKey(incident))) {
      const at = releasedAt(incident) ?? incident.changedAt;
      const key = releasedKey(incident);
      alarms.push({ key, incident, what: "released", at, reason: null, missing: 0, confirmed: false });
    } else if (wantsAlert(incident) && putAside.has(incident.id)) {
      alarms.push({
        key: `unclaimed-${incident.id}`,
        incident,
        what: "unclaimed",
        at: incident.openedAt,
        reason: null,
        missing: 0,
        confirmed: false,
      });
    }
  }
  return alarms.sort(
    (a, b) =>
      Number(a.confirmed) - Number(b.confirmed) ||
      rank(a) - rank(b) ||
      a.at - b.at || a.incident.id - b.incident.id,
  );
}
