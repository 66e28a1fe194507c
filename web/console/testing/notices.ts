/** Notices as a server sends them, with defaults, for tests. */
import type { IncidentOpened, Notices, OfferMade, SnapshotItems, TipReceived } from "../../shared/protocol.ts";

type Items = Notices & SnapshotItems;
export type Told = { [T in keyof Items]: { type: T; data: Items[T] } }[keyof Items];

const start = Date.UTC(2025, 10, 24, 10, 39, 0);

/** The moment `seconds` after the tests' story begins, as the wire writes it. */
export function at(seconds: number): string {
  return new Date(start + seconds * 1000).toISOString();
}

export function told<T extends keyof Items>(type: T, data: Items[T]): Told {
  return { type, data } as Told;
}

const place = { at: { lat: 39.9335, lon: 116.4545 }, accuracy_m: 12 };

export function opened(incident: number, seconds: number, more: Partial<IncidentOpened> = {}): Told {
  return told("incident-opened", {
    incident,
    code: `CY-1124-${String(incident).padStart(4, "0")}`,
    kind: "tailing",
    priority: 2,
    place,
    opened_at: at(seconds),
    wanted: 2,
    level: 1,
    officers_only: false,
    plan_version: 1,
    state: "triaged",
    changed_at: at(seconds),
    ...more,
  });
}

export function tip(id: number, incident: number, seconds: number, more: Partial<TipReceived> = {}): Told {
  return told("tip-received", {
    tip: id,
    incident,
    kind: "tailing",
    place,
    channel: "app",
    made_at: at(seconds),
    received_at: at(seconds),
    place_words: "工体东路，地铁口南侧",
    words: "三个人跟着一名女子",
    photos: [],
    withdrawn: false,
    ...more,
  });
}

export function offered(
  assignment: number,
  incident: number,
  seconds: number,
  more: Partial<OfferMade> = {},
): Told {
  return told("offer-made", {
    assignment,
    incident,
    person: assignment + 1000,
    name: `人员${assignment}`,
    category: "community-volunteer",
    wave: 1,
    distance_m: 100 * assignment,
    eta_s: 90 * assignment,
    channel: "socket",
    offered_at: at(seconds),
    reach_by: at(seconds + 3),
    expires_at: at(seconds + 60),
    state: "offered",
    ...more,
  });
}

/** How an assignment goes on. */
export function goes(
  assignment: number,
  incident: number,
  seconds: number,
  state: OfferMade["state"],
): Told {
  return told("assignment-changed", {
    assignment,
    incident,
    person: assignment + 1000,
    state,
    at: at(seconds),
    cause: "person",
  });
}

export function wave(incident: number, number: number, seconds: number): Told {
  return told("wave-opened", {
    incident,
    wave: number,
    radius_m: 600 * number,
    on_duty: 63,
    eligible: 21,
    free: 14,
    in_reach: 7,
    at: at(seconds),
    until: at(seconds + 60),
    officers: false,
    needs: [{ need: 0, count: 2, missing: 2 }],
    likelihoods: [{ category: "community-volunteer", per_mille: 300 }],
    left_out: { place_too_old: 1, resting: 2, budget_spent: 0 },
  });
}

export function duty(person: number, on: boolean, seconds: number): Told {
  return told("duty-changed", {
    person,
    on,
    at: at(seconds),
    ...(on ? { ends_at: at(seconds + 14_400) } : {}),
    category: "community-volunteer",
    name: on ? `人员${person}` : null,
    cause: "person",
  });
}
