/** What a row of the queue counts: the next thing that is due, or how long the present state lasts. */
import type { ServiceLimitOf } from "../../shared/protocol.ts";
import { holdOf, type Incident, type LimitTold } from "./model.ts";
import { hasAccepted, isOpen, stillMissing } from "./people.ts";

export type DueLabel =
  | "held"
  | "missing"
  | "dispatch"
  | "answer"
  | "accept"
  | "arrive"
  | "close"
  | "going"
  | "handling"
  | "closing"
  | "since";

export interface Due {
  label: DueLabel;
  /** Counts down to this when it lies ahead, up from it when it lies behind. */
  at: number;
  /** The wait that `at` ends, for the bar; null where nothing is due. */
  from: number | null;
  /** Passing `at` is lateness. */
  limit: boolean;
}

export type DueLevel = "plain" | "soon" | "over";

/** The last 30 s, or the last fifth of a wait, are soon. */
export const soonMs = 30_000;

const limitLabels: Record<ServiceLimitOf, DueLabel> = {
  acknowledge: "answer",
  accept: "accept",
  arrive: "arrive",
  close: "close",
};

/** Limits that are near or were passed while what they are about is still to be done, the first due first. */
export function limitsToMeet(incident: Incident): LimitTold[] {
  const awaited: Record<ServiceLimitOf, boolean> = {
    acknowledge: incident.acknowledgedAt === null,
    accept: !incident.assignments.some(hasAccepted),
    arrive: incident.assignments.every((one) => one.onSceneAt === null),
    close: true,
  };
  return incident.limits.filter((one) => awaited[one.limit]).sort((a, b) => a.due - b.due);
}

export function dueOf(incident: Incident): Due {
  const hold = holdOf(incident);
  if (hold !== null) return { label: "held", at: hold.until, from: hold.at, limit: true };
  const missing = stillMissing(incident);
  const wave = incident.waves.at(-1);
  const asking = incident.assignments.some(isOpen);
  if (incident.shortfall !== null && missing > 0 && !asking) {
    return { label: "missing", at: incident.shortfall.at, from: null, limit: true };
  }
  if (wave !== undefined && missing > 0 && incident.shortfall === null) {
    return { label: "dispatch", at: wave.until, from: wave.at, limit: true };
  }
  const [limit] = limitsToMeet(incident);
  if (limit !== undefined) {
    return { label: limitLabels[limit.limit], at: limit.due, from: limit.at, limit: true };
  }
  if (incident.acknowledgedAt === null) {
    return { label: "answer", at: incident.openedAt, from: null, limit: true };
  }
  return { from: null, limit: false, ...stageOf(incident) };
}

function stageOf(incident: Incident): Pick<Due, "label" | "at"> {
  const first = (times: (number | null)[]): number | undefined =>
    times.filter((time) => time !== null).sort((a, b) => a - b)[0];
  switch (incident.state) {
    case "responding": {
      const accepted = incident.assignments.filter(hasAccepted).map((one) => one.answeredAt);
      return { label: "going", at: first(accepted) ?? incident.changedAt };
    }
    case "on-scene": {
      const there = first(incident.assignments.map((one) => one.onSceneAt));
      return { label: "handling", at: there ?? incident.changedAt };
    }
    case "clearing":
      return { label: "closing", at: incident.changedAt };
    default:
      return { label: "since", at: incident.openedAt };
  }
}

export interface DueFigures {
  level: DueLevel;
  /** Always positive; `sign` says on which side of `at`. */
  ms: number;
  sign: "" | "+";
  /** 0 to 1: the share used of the wait. */
  share: number;
}

export function dueFigures(due: Due, now: number): DueFigures {
  const left = due.at - now;
  if (left > 0 && due.from !== null) {
    const wait = Math.max(1, due.at - due.from);
    const soon = left <= soonMs || left <= wait / 5;
    return { level: soon ? "soon" : "plain", ms: left, sign: "", share: (wait - left) / wait };
  }
  const past = Math.max(0, -left);
  if (!due.limit) {
    return { level: "plain", ms: past, sign: "", share: 0 };
  }
  const over = due.label !== "answer" || due.from !== null;
  return { level: over ? "over" : "soon", ms: past, sign: over ? "+" : "", share: over ? 1 : 0 };
}
