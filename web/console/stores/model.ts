/** What the console knows, as the fold of items and notices makes it. Times are milliseconds since 1970 UTC. */
import type {
  AssignmentState,
  Bilingual,
  Channel,
  EscalationReason,
  HoldEnd,
  IncidentState,
  LeftOut,
  Likelihood,
  RevealReason,
  SceneGroup,
  ServiceLimitOf,
  ShortfallReason,
  TalkFrom,
  TalkTo,
  Undoable,
} from "../../shared/protocol.ts";
import type { CheckIn, Distress } from "./distress.ts";

export interface Spot {
  lat: number;
  lon: number;
}

export interface Scene extends Spot {
  accuracyM: number;
}

export interface Addition {
  at: number;
  words: string;
  photos: readonly string[];
}

export interface Tip {
  id: number;
  incident: number;
  kind: string;
  place: Scene;
  channel: Channel;
  madeAt: number;
  receivedAt: number;
  placeWords: string;
  words: string;
  photos: readonly string[];
  withdrawn: boolean;
  additions: readonly Addition[];
}

/** One widening of the search; the figures are those of the moment when it opened. */
export interface WaveFigures {
  wave: number;
  radiusM: number;
  onDuty: number;
  eligible: number;
  free: number;
  inReach: number;
  at: number;
  until: number;
  /** The plan's last wave: officers for every need. */
  officers: boolean;
  /** How likely each category was taken to accept. */
  likelihoods: readonly Likelihood[];
  leftOut: LeftOut | null;
}

export interface Assignment {
  id: number;
  incident: number;
  person: number;
  name: string;
  category: string;
  /** 0: asked by a dispatcher. */
  wave: number;
  /** From the scene when they were chosen. */
  distanceM: number;
  /** Seconds to the scene as estimated then; null when that wasn't known. */
  etaS: number | null;
  offeredAt: number;
  reachBy: number;
  expiresAt: number;
  state: AssignmentState;
  seenAt: number | null;
  answeredAt: number | null;
  onSceneAt: number | null;
  endedAt: number | null;
  /** While on scene, where the plan asks for check-ins. */
  checkIn: CheckIn | null;
  /** Those whom they work with at the scene. */
  group: SceneGroup | null;
}

export interface Missing {
  reason: ShortfallReason;
  missing: number;
  at: number;
  leftOut: LeftOut | null;
}

export interface Note {
  by: number;
  at: number;
  words: string;
}

export interface Closing {
  disposition: string;
  by: number;
  at: number;
  words: string;
  outcome: string;
}

/** Another incident that this one may be the same as. */
export interface Proposal {
  like: number;
  /** Of 1000. */
  score: number;
  at: number;
}

export interface Referral {
  to: string;
  /** Null: by rule. */
  by: number | null;
  at: number;
  words: string;
}

export interface Merging {
  into: number;
  by: number;
  at: number;
}

/** Nobody is asked by rule until then. */
export interface Hold {
  by: number;
  at: number;
  until: number;
  words: string;
}

/** How the last hold ended; `by` null: by time. */
export interface HoldOver {
  by: number | null;
  at: number;
  cause: HoldEnd;
}

/** What dispatchers did by hand: the last of each. */
export interface ByHand {
  hold: Hold | null;
  over: HoldOver | null;
  moved: { by: number; at: number; placeWords: string } | null;
  more: { by: number; at: number; count: number } | null;
  undone: { by: number; at: number; what: Undoable } | null;
}

/** What somebody said within an incident; a reporter is known by the tip only. */
export interface Saying {
  message: number;
  from: TalkFrom;
  to: TalkTo;
  by: number | null;
  assignment: number | null;
  tips: readonly number[];
  at: number;
  words: string;
}

/** Who commands at the scene, or that nobody does any more. */
export interface Command {
  person: number | null;
  name: string;
  /** There is none since the last one left. */
  left: boolean;
  at: number;
}

/** What volunteers there may see. */
export interface Released {
  tips: readonly number[];
  photos: readonly string[];
  by: number;
  at: number;
}

/** A dispatcher was told who made a tip; who it is when this desk is theirs. */
export interface Reveal {
  tip: number;
  by: number;
  reason: RevealReason;
  words: string;
  at: number;
  who: { name: string; contact: string } | null;
}

export interface Incident {
  id: number;
  /** False while only something that names it has been heard. */
  opened: boolean;
  code: string;
  kind: string;
  priority: number;
  place: Scene;
  openedAt: number;
  wanted: number;
  /** The alarm level. */
  level: number;
  officersOnly: boolean;
  state: IncidentState;
  changedAt: number;
  acknowledgedAt: number | null;
  acknowledgedBy: number | null;
  tips: readonly Tip[];
  waves: readonly WaveFigures[];
  assignments: readonly Assignment[];
  shortfall: Missing | null;
  notes: readonly Note[];
  closing: Closing | null;
  exercise: boolean;
  proposal: Proposal | null;
  referral: Referral | null;
  merging: Merging | null;
  /** Somebody's call for help, or a check-in that was missed. */
  distress: Distress | null;
  byHand: ByHand;
  sayings: readonly Saying[];
  reveals: readonly Reveal[];
  released: Released | null;
  command: Command | null;
  /** Who answers for it; null: nobody has yet. */
  owner: number | null;
  limits: readonly LimitTold[];
  escalation: CallingOut | null;
  unitsTold: readonly UnitsTold[];
}

/** The last that was told of a limit of the incident's priority. */
export interface LimitTold {
  limit: ServiceLimitOf;
  passed: boolean;
  due: number;
  /** When it was told. */
  at: number;
}

/** People are being called, since nobody at the desk answers for the incident. */
export interface CallingOut {
  step: number;
  name: Bilingual;
  people: number;
  reason: EscalationReason;
  at: number;
}

/** Units that the plan told of an incident, and how many of their people were on duty. */
export interface UnitsTold {
  at: number;
  level: number;
  units: readonly string[];
  people: number;
}

export interface OnDuty {
  person: number;
  name: string;
  category: string;
  since: number;
  endsAt: number | null;
}

export function emptyIncident(id: number): Incident {
  return {
    id,
    opened: false,
    code: "",
    kind: "",
    priority: 5,
    place: { lat: 0, lon: 0, accuracyM: 0 },
    openedAt: 0,
    wanted: 0,
    level: 1,
    officersOnly: false,
    state: "received",
    changedAt: 0,
    acknowledgedAt: null,
    acknowledgedBy: null,
    tips: [],
    waves: [],
    assignments: [],
    shortfall: null,
    notes: [],
    closing: null,
    exercise: false,
    proposal: null,
    referral: null,
    merging: null,
    distress: null,
    byHand: { hold: null, over: null, moved: null, more: null, undone: null },
    sayings: [],
    reveals: [],
    released: null,
    command: null,
    owner: null,
    limits: [],
    escalation: null,
    unitsTold: [],
  };
}

/** The hold that stands; null when there is none. */
export function holdOf(incident: Incident): Hold | null {
  return isEnded(incident) ? null : incident.byHand.hold;
}

/** Nobody acts on it any more; a referral can be taken back. */
export function isEnded(incident: Pick<Incident, "state">): boolean {
  return incident.state === "closed" || incident.state === "referred" || incident.state === "merged";
}
