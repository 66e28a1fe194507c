/** The district as consoles see it: one fold for the items of a snapshot and for live notices. */
import { ms } from "../../shared/clock.svelte.ts";
import type * as Wire from "../../shared/protocol.ts";
import type { Broadcast } from "./broadcasts.ts";
import { Catalogue } from "./catalogue.ts";
import { commanderFolds, type CommanderFolded } from "./commander-folds.ts";
import { deskFolds, type DeskFolded } from "./desk-folds.ts";
import { changed, checkInOf, distressOf, inDistress } from "./distress.ts";
import { handsFolds, type HandsFolded } from "./hands-folds.ts";
import { emptyIncident, isEnded } from "./model.ts";
import type { Addition, Assignment, Incident, Note, OnDuty, Tip } from "./model.ts";
import { revealFolds, type RevealFolded } from "./reveal-folds.ts";
import { talkFolds, type TalkFolded } from "./talk-folds.ts";
import { triageFolds, type TriageFolded } from "./triage-folds.ts";

/** Closed incidents beyond this many leave, the longest closed first. */
export const maxClosedKept = 200;

/** Item types and what each carries, as far as a console folds them. */
interface Folded extends TriageFolded, HandsFolded, TalkFolded, CommanderFolded, DeskFolded, RevealFolded {
  catalogue: Wire.Catalogue;
  "incident-opened": Wire.IncidentOpened;
  "incident-changed": Wire.IncidentChanged;
  "incident-acknowledged": Wire.IncidentAcknowledged;
  "incident-closed": Wire.IncidentClosed;
  "alarm-raised": Wire.AlarmRaised;
  "units-notified": Wire.UnitsNotified;
  "tip-received": Wire.TipReceived;
  "tip-added": Wire.TipAdded;
  "tip-withdrawn": Wire.TipWithdrawn;
  "photo-stored": Wire.PhotoStored;
  "wave-opened": Wire.WaveOpened;
  "offer-made": Wire.OfferMade;
  "assignment-changed": Wire.AssignmentChanged;
  shortfall: Wire.Shortfall;
  "note-added": Wire.NoteAdded;
  "duty-changed": Wire.DutyChanged;
  "check-in-changed": Wire.CheckInChanged;
  "distress-raised": Wire.DistressRaised;
  "distress-changed": Wire.DistressChanged;
}

type Fold = { [Type in keyof Folded]: (district: District, data: Folded[Type]) => void };

export class District {
  catalogue = new Catalogue(null);
  /** An incident is replaced by a new one when something of it changes, never written to. */
  readonly incidents = new Map<number, Incident>();
  readonly onDuty = new Map<number, OnDuty>();
  readonly broadcasts = new Map<number, Broadcast>();
  /** Dispatchers, and others who answer for something, with a live session, and since when. */
  readonly desks = new Map<number, number>();
  readonly storedPhotos = new Set<string>();
  readonly #ofAssignment = new Map<number, number>();
  readonly #ofTip = new Map<number, number>();

  /** Takes an item or a notice; one heard twice changes nothing. False: of no interest here. */
  apply(type: string, data: unknown): boolean {
    if (!Object.hasOwn(folds, type)) return false;
    (folds[type as keyof Folded] as (district: District, data: unknown) => void)(this, data);
    return true;
  }

  /** Those that have been opened, in no order. */
  known(): Incident[] {
    return [...this.incidents.values()].filter((incident) => incident.opened);
  }

  /** The incident of this number; an empty one when only its number is known. */
  incidentOf(id: number): Incident {
    return this.incidents.get(id) ?? emptyIncident(id);
  }

  change(id: number, change: Partial<Incident>): void {
    this.incidents.set(id, { ...this.incidentOf(id), ...change });
  }

  tip(id: number): Tip | undefined {
    return this.#incidentWith(this.#ofTip, id)?.tips.find((tip) => tip.id === id);
  }

  putTip(tip: Tip): void {
    this.#ofTip.set(tip.id, tip.incident);
    const tips = this.incidentOf(tip.incident).tips.filter((one) => one.id !== tip.id);
    tips.push(tip);
    tips.sort((a, b) => a.receivedAt - b.receivedAt || a.id - b.id);
    this.change(tip.incident, { tips });
  }

  assignment(id: number): Assignment | undefined {
    return this.#incidentWith(this.#ofAssignment, id)?.assignments.find((one) => one.id === id);
  }

  putAssignment(assignment: Assignment): void {
    this.#ofAssignment.set(assignment.id, assignment.incident);
    const { assignments } = this.incidentOf(assignment.incident);
    const others = assignments.filter((one) => one.id !== assignment.id);
    others.push(assignment);
    others.sort((a, b) => a.id - b.id);
    this.change(assignment.incident, { assignments: others });
  }

  changeAssignment(id: number | null, change: Partial<Assignment>): void {
    const before = id === null ? undefined : this.assignment(id);
    if (before !== undefined) this.putAssignment({ ...before, ...change });
  }

  /** An incident has another plan now: where it asks for no check-ins, clocks end unless missed. */
  endCheckIns(id: number): void {
    const incident = this.incidentOf(id);
    if (this.catalogue.asksCheckIns(incident.kind)) return;
    for (const one of incident.assignments) {
      if (one.checkIn !== null && one.checkIn.state !== "missed") this.putAssignment({ ...one, checkIn: null });
    }
  }

  forgetOldest(): void {
    const closed = this.known().filter(isEnded);
    closed.sort((a, b) => a.changedAt - b.changedAt);
    for (const incident of closed.slice(0, Math.max(0, closed.length - maxClosedKept))) {
      incident.assignments.forEach((assignment) => this.#ofAssignment.delete(assignment.id));
      for (const tip of incident.tips) {
        tip.photos.forEach((photo) => this.storedPhotos.delete(photo));
        this.#ofTip.delete(tip.id);
      }
      this.incidents.delete(incident.id);
    }
  }

  #incidentWith(index: ReadonlyMap<number, number>, part: number): Incident | undefined {
    const id = index.get(part);
    return id === undefined ? undefined : this.incidents.get(id);
  }
}

function msOrNull(time: string | null | undefined): number | null {
  return time === null || time === undefined ? null : ms(time);
}

function scene(place: Wire.Place): Tip["place"] {
  return { lat: place.at.lat, lon: place.at.lon, accuracyM: place.accuracy_m };
}

/** The state, and the time that belongs to it. */
function advanced(before: Assignment, state: Wire.AssignmentState, at: number): Assignment {
  const after = { ...before, state, checkIn: state === "on-scene" ? before.checkIn : null };
  switch (state) {
    case "seen":
      after.seenAt ??= at;
      break;
    case "accepted":
    case "en-route":
      after.answeredAt ??= at;
      break;
    case "on-scene":
      after.answeredAt ??= at;
      after.onSceneAt ??= at;
      break;
    case "declined":
      after.answeredAt ??= at;
      after.endedAt ??= at;
      break;
    case "cleared":
    case "expired":
    case "stood-down":
    case "failed":
      after.endedAt ??= at;
      break;
    default:
      break;
  }
  return after;
}

const folds: Fold = {
  ...triageFolds,
  ...handsFolds,
  ...talkFolds,
  ...commanderFolds,
  ...deskFolds,
  ...revealFolds,

  catalogue(district, data) {
    district.catalogue = new Catalogue(data);
  },

  "incident-opened"(district, data) {
    district.change(data.incident, {
      opened: true,
      code: data.code,
      kind: data.kind,
      priority: data.priority,
      place: scene(data.place),
      openedAt: ms(data.opened_at),
      wanted: data.wanted,
      level: data.level,
      officersOnly: data.officers_only,
      state: data.state,
      changedAt: ms(data.changed_at),
      acknowledgedAt: msOrNull(data.acknowledged_at),
      acknowledgedBy: data.acknowledged_by ?? null,
      owner: data.acknowledged_by ?? null,
      exercise: data.exercise ?? false,
    });
  },

  "incident-changed"(district, data) {
    district.change(data.incident, { state: data.state, changedAt: ms(data.at) });
  },

  "incident-acknowledged"(district, data) {
    if (district.incidentOf(data.incident).acknowledgedAt !== null) return;
    const { by } = data;
    district.change(data.incident, { acknowledgedAt: ms(data.at), acknowledgedBy: by, owner: by, escalation: null });
  },

  "alarm-raised"(district, data) {
    // What was short before is asked for anew.
    const { level, wanted } = data;
    if (district.incidentOf(data.incident).level >= level) return;
    district.change(data.incident, { level, wanted, shortfall: null });
  },

  "units-notified"(district, { incident, at, level, units, people }) {
    const told = { at: ms(at), level, units: [...units], people };
    const before = district.incidentOf(incident).unitsTold;
    if (before.some((one) => one.at === told.at && one.level === level)) return;
    district.change(incident, { unitsTold: [...before, told] });
  },

  "incident-closed"(district, data) {
    const { disposition, by, outcome } = data;
    const at = ms(data.at);
    const closing = { disposition, by, at, words: data.words ?? "", outcome };
    district.change(data.incident, { state: "closed", changedAt: at, closing });
    district.forgetOldest();
  },

  "tip-received"(district, data) {
    if (district.tip(data.tip) !== undefined) return;
    district.putTip({
      id: data.tip,
      incident: data.incident,
      kind: data.kind,
      place: scene(data.place),
      channel: data.channel,
      madeAt: ms(data.made_at),
      receivedAt: ms(data.received_at),
      placeWords: data.place_words ?? "",
      words: data.words ?? "",
      photos: [...data.photos],
      withdrawn: data.withdrawn,
      additions: [],
    });
  },

  "tip-added"(district, data) {
    const tip = district.tip(data.tip);
    const added = { at: ms(data.at), words: data.words ?? "", photos: [...data.photos] };
    const same = (one: Addition): boolean =>
      one.at === added.at && one.words === added.words && one.photos.join() === added.photos.join();
    if (tip === undefined || tip.additions.some(same)) return;
    const additions = [...tip.additions, added].sort((a, b) => a.at - b.at);
    district.putTip({ ...tip, additions });
  },

  "tip-withdrawn"(district, data) {
    const tip = district.tip(data.tip);
    if (tip !== undefined) district.putTip({ ...tip, withdrawn: true });
  },

  "photo-stored"(district, data) {
    district.storedPhotos.add(data.photo);
  },

  "wave-opened"(district, data) {
    const before = district.incidentOf(data.incident).waves;
    const wave = {
      wave: data.wave,
      radiusM: data.radius_m,
      onDuty: data.on_duty,
      eligible: data.eligible,
      free: data.free,
      inReach: data.in_reach,
      at: ms(data.at),
      until: ms(data.until),
      officers: data.officers,
      likelihoods: data.likelihoods,
      leftOut: data.left_out ?? null,
    };
    const others = before.filter((one) => one.wave !== wave.wave);
    const waves = [...others, wave].sort((a, b) => a.wave - b.wave);
    district.change(data.incident, { waves });
  },

  "offer-made"(district, data) {
    if (district.assignment(data.assignment) !== undefined) return;
    district.putAssignment({
      id: data.assignment,
      incident: data.incident,
      person: data.person,
      name: data.name ?? "",
      category: data.category,
      wave: data.wave,
      distanceM: data.distance_m,
      etaS: data.eta_s ?? null,
      offeredAt: ms(data.offered_at),
      reachBy: ms(data.reach_by),
      expiresAt: ms(data.expires_at),
      state: data.state,
      seenAt: msOrNull(data.seen_at),
      answeredAt: msOrNull(data.answered_at),
      onSceneAt: msOrNull(data.on_scene_at),
      endedAt: msOrNull(data.ended_at),
      checkIn: null,
      group: null,
    });
  },

  "assignment-changed"(district, data) {
    const before = district.assignment(data.assignment);
    if (before !== undefined) district.putAssignment(advanced(before, data.state, ms(data.at)));
  },

  shortfall(district, data) {
    const { reason, missing } = data;
    const leftOut = data.left_out ?? null;
    district.change(data.incident, { shortfall: { reason, missing, at: ms(data.at), leftOut } });
  },

  "note-added"(district, data) {
    const note = { by: data.by, at: ms(data.at), words: data.words ?? "" };
    const before = district.incidentOf(data.incident).notes;
    const same = (one: Note): boolean =>
      one.at === note.at && one.by === note.by && one.words === note.words;
    if (before.some(same)) return;
    const notes = [...before, note].sort((a, b) => a.at - b.at);
    district.change(data.incident, { notes });
  },

  "check-in-changed"(district, data) {
    district.changeAssignment(data.assignment, { checkIn: checkInOf(data) });
  },

  "distress-raised"(district, data) {
    const distress = distressOf(data);
    district.change(data.incident, { distress });
    const before = distress.assignment === null ? undefined : district.assignment(distress.assignment);
    // In a snapshot the clock says so itself, where it still runs.
    if (before?.checkIn && inDistress(district.incidentOf(data.incident))) {
      district.putAssignment({ ...before, checkIn: { ...before.checkIn, state: "missed" } });
    }
  },

  "distress-changed"(district, data) {
    const before = district.incidentOf(data.incident).distress;
    if (before !== null) district.change(data.incident, { distress: changed(before, data) });
  },

  "duty-changed"(district, data) {
    if (!data.on) {
      district.onDuty.delete(data.person);
      return;
    }
    district.onDuty.set(data.person, {
      person: data.person,
      name: data.name ?? "",
      category: data.category,
      since: ms(data.at),
      endsAt: msOrNull(data.ends_at),
    });
  },
};
