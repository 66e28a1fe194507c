/** The snapshot that a server would send of a district: the fold, read backwards. For tests. */
import type { Assignment, Incident, Tip } from "../stores/model.ts";
import type { District } from "../stores/district.ts";
import { told, type Told } from "./notices.ts";

const wire = (at: number): string => new Date(at).toISOString();
/** What isn't there is left out, as the server does. */
const known = (at: number | null): string | undefined => (at === null ? undefined : wire(at));

export function snapshotOf(district: District): Told[] {
  const items: Told[] = [];
  for (const incident of district.known()) {
    items.push(...itemsOf(incident));
  }
  district.storedPhotos.forEach((photo) => items.push(told("photo-stored", { photo, at: wire(0) })));
  for (const person of district.onDuty.values()) {
    items.push(
      told("duty-changed", {
        person: person.person,
        on: true,
        at: wire(person.since),
        ends_at: known(person.endsAt),
        category: person.category,
        name: person.name,
        cause: "person",
      }),
    );
  }
  return items;
}

function itemsOf(incident: Incident): Told[] {
  const { id } = incident;
  const items: Told[] = [
    told("incident-opened", {
      incident: id,
      code: incident.code,
      kind: incident.kind,
      priority: incident.priority,
      place: place(incident.place),
      opened_at: wire(incident.openedAt),
      wanted: incident.wanted,
      level: incident.level,
      officers_only: incident.officersOnly,
      plan_version: 1,
      state: incident.state,
      changed_at: wire(incident.changedAt),
      acknowledged_at: known(incident.acknowledgedAt),
      acknowledged_by: incident.acknowledgedBy ?? undefined,
      exercise: incident.exercise || undefined,
    }),
  ];
  incident.tips.forEach((tip) => items.push(...tipItems(tip)));
  for (const { wave, radiusM, onDuty, eligible, free, inReach, at, until, ...more } of incident.waves) {
    items.push(
      told("wave-opened", {
        incident: id,
        wave,
        radius_m: radiusM,
        on_duty: onDuty,
        eligible,
        free,
        in_reach: inReach,
        at: wire(at),
        until: wire(until),
        officers: more.officers,
        needs: [],
        likelihoods: [...more.likelihoods],
        left_out: more.leftOut ?? undefined,
      }),
    );
  }
  incident.assignments.forEach((assignment) => items.push(offerOf(assignment)));
  items.push(...byHandItems(incident), ...talkItems(incident));
  if (incident.shortfall !== null) {
    const { reason, missing, at, leftOut } = incident.shortfall;
    const left_out = leftOut ?? undefined;
    items.push(told("shortfall", { incident: id, reason, missing, at: wire(at), left_out }));
  }
  for (const { by, at, words } of incident.notes) {
    items.push(told("note-added", { incident: id, by, at: wire(at), words }));
  }
  if (incident.proposal !== null) {
    const { like, score, at } = incident.proposal;
    items.push(told("duplicate-proposed", { incident: id, like, score, at: wire(at) }));
  }
  if (incident.referral !== null) {
    const { to, by, at, words } = incident.referral;
    items.push(told("incident-referred", { incident: id, to, by: by ?? undefined, at: wire(at), words }));
  }
  if (incident.merging !== null) {
    const { into, by, at } = incident.merging;
    items.push(told("incident-merged", { incident: id, into, by, at: wire(at) }));
  }
  if (incident.closing !== null) {
    const { disposition, by, at, words, outcome } = incident.closing;
    items.push(
      told("incident-closed", { incident: id, disposition, by, at: wire(at), words, outcome }),
    );
  }
  return items;
}

function byHandItems({ id, byHand, place: scene, wanted }: Incident): Told[] {
  const items: Told[] = [];
  const { hold, over, moved, more, undone } = byHand;
  if (hold !== null) {
    const { by, at, until, words } = hold;
    items.push(told("incident-held", { incident: id, by, at: wire(at), until: wire(until), words }));
  }
  if (over !== null) {
    const { by, at, cause } = over;
    items.push(told("incident-released", { incident: id, by: by ?? undefined, at: wire(at), cause }));
  }
  if (moved !== null) {
    const { by, at, placeWords } = moved;
    const where = { place: place(scene), place_words: placeWords };
    items.push(told("scene-moved", { incident: id, by, at: wire(at), ...where }));
  }
  if (more !== null) {
    const { by, at, count } = more;
    items.push(told("more-wanted", { incident: id, need: 0, count, wanted, by, at: wire(at) }));
  }
  if (undone !== null) {
    items.push(told("command-undone", { incident: id, what: undone.what, by: undone.by, at: wire(undone.at) }));
  }
  return items;
}

function talkItems({ id, sayings, released }: Incident): Told[] {
  const items = sayings.map(({ message, from, to, by, assignment, tips, at, words }) =>
    told("message", {
      ...{ message, incident: id, from, to, tips: [...tips], own: false, at: wire(at), words },
      by: by ?? undefined,
      assignment: assignment ?? undefined,
    }),
  );
  if (released !== null) {
    const { tips, photos, by, at } = released;
    items.push(told("details-released", { incident: id, tips: [...tips], photos: [...photos], by, at: wire(at) }));
  }
  return items;
}

function tipItems(tip: Tip): Told[] {
  return [
    told("tip-received", {
      tip: tip.id,
      incident: tip.incident,
      kind: tip.kind,
      place: place(tip.place),
      channel: tip.channel,
      made_at: wire(tip.madeAt),
      received_at: wire(tip.receivedAt),
      place_words: tip.placeWords,
      words: tip.words,
      photos: [...tip.photos],
      withdrawn: tip.withdrawn,
    }),
    ...tip.additions.map(({ at, words, photos }) =>
      told("tip-added", { tip: tip.id, incident: tip.incident, at: wire(at), words, photos: [...photos] }),
    ),
  ];
}

function offerOf(assignment: Assignment): Told {
  return told("offer-made", {
    assignment: assignment.id,
    incident: assignment.incident,
    person: assignment.person,
    name: assignment.name,
    category: assignment.category,
    wave: assignment.wave,
    distance_m: assignment.distanceM,
    ...(assignment.etaS === null ? {} : { eta_s: assignment.etaS }),
    channel: "socket",
    offered_at: wire(assignment.offeredAt),
    reach_by: wire(assignment.reachBy),
    expires_at: wire(assignment.expiresAt),
    state: assignment.state,
    seen_at: known(assignment.seenAt),
    answered_at: known(assignment.answeredAt),
    on_scene_at: known(assignment.onSceneAt),
    ended_at: known(assignment.endedAt),
  });
}

function place(scene: Incident["place"]) {
  return { at: { lat: scene.lat, lon: scene.lon }, accuracy_m: scene.accuracyM };
}
