/** People in distress, and the check-in clocks of those on scene, as consoles fold them. */
import { ms } from "../../shared/clock.svelte.ts";
import type * as Wire from "../../shared/protocol.ts";
import type { Scene } from "./model.ts";

/** Who called for help, or was missed; never hidden from a dispatcher. */
export interface Distress {
  kind: Wire.DistressKind;
  person: number;
  name: string;
  role: Wire.Role;
  category: string | null;
  /** Null: not known; the incident's place is no place to go to. */
  place: Scene | null;
  silent: boolean;
  madeAt: number;
  raisedAt: number;
  /** The incident where the check-in was missed. */
  about: number | null;
  assignment: number | null;
  againAt: number | null;
  /** A wrong safe word was given: the person's phone shows that it is over. */
  duress: boolean;
  clearedAt: number | null;
  end: Wire.DistressEnd | null;
}

export interface CheckIn {
  state: Wire.CheckInState;
  warnAt: number;
  dueAt: number;
}

export function sceneOf(place: Wire.Place | undefined): Scene | null {
  return place === undefined
    ? null
    : { lat: place.at.lat, lon: place.at.lon, accuracyM: place.accuracy_m };
}

export function distressOf(data: Wire.DistressRaised): Distress {
  return {
    kind: data.kind,
    person: data.person,
    name: data.name ?? "",
    role: data.role,
    category: data.category ?? null,
    place: sceneOf(data.place),
    silent: data.silent,
    madeAt: ms(data.made_at),
    raisedAt: ms(data.raised_at),
    about: data.about ?? null,
    assignment: data.assignment ?? null,
    againAt: data.again_at === undefined ? null : ms(data.again_at),
    duress: data.duress,
    clearedAt: data.cleared_at === undefined ? null : ms(data.cleared_at),
    end: data.end ?? null,
  };
}

/** The distress after a change. */
export function changed(before: Distress, data: Wire.DistressChanged): Distress {
  switch (data.change) {
    case "again":
      return { ...before, againAt: ms(data.at), place: sceneOf(data.place) ?? before.place };
    case "duress":
      return { ...before, duress: true };
    case "cleared":
      return { ...before, clearedAt: ms(data.at), end: data.end ?? null };
  }
}

export function checkInOf(data: Wire.CheckInChanged): CheckIn {
  return { state: data.state, warnAt: ms(data.warn_at), dueAt: ms(data.due_at) };
}

/** Open ones come before all else. */
export function inDistress(incident: { distress: Distress | null; state: string }): boolean {
  return incident.distress !== null && incident.distress.clearedAt === null && incident.state !== "closed";
}
