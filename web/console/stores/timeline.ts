/** What happened at an incident, derived from the times that its parts carry, newest first. */
import type { DistressEnd, DistressKind, HoldEnd, RevealReason, ShortfallReason, Undoable } from "../../shared/protocol.ts";
import type { Assignment, ByHand, Incident, WaveFigures } from "./model.ts";

export type Entry = { at: number; key: string } & (
  | { what: "opened" }
  | { what: "tip"; channel: string; words: string; photos: number }
  | { what: "addition"; words: string; photos: number }
  | { what: "acknowledged"; by: number }
  | { what: "wave"; wave: WaveFigures; names: string[] }
  | { what: "asked-by-hand"; name: string }
  | { what: "unreached"; name: string }
  | { what: "accepted"; name: string; distanceM: number }
  | { what: "declined"; name: string }
  | { what: "arrived"; name: string }
  | { what: "cleared" | "failed" | "stood-down" | "expired"; name: string }
  | { what: "shortfall"; reason: ShortfallReason; missing: number }
  | { what: "units-told"; units: readonly string[]; people: number }
  | { what: "distress"; kind: DistressKind; name: string }
  | { what: "distress-over"; end: DistressEnd }
  | { what: "note"; by: number; words: string }
  | { what: "closed"; by: number; disposition: string; words: string }
  | { what: "referred"; by: number | null; to: string; words: string }
  | { what: "merged"; by: number; into: number }
  | { what: "held"; by: number; until: number; words: string }
  | { what: "released"; by: number | null; cause: HoldEnd }
  | { what: "moved"; by: number; placeWords: string }
  | { what: "more"; by: number; count: number }
  | { what: "undone"; by: number; undone: Undoable }
  | { what: "revealed"; by: number; reason: RevealReason; words: string }
);

export function timelineOf(incident: Incident): Entry[] {
  const entries: Entry[] = [{ at: incident.openedAt, key: "opened", what: "opened" }];
  const { distress } = incident;
  if (distress !== null) {
    const { kind, name, raisedAt } = distress;
    entries.push({ at: raisedAt, key: "distress", what: "distress", kind, name });
  }
  incident.tips.forEach((tip, index) => {
    if (index > 0) {
      const { channel, words, photos } = tip;
      entries.push({
        at: tip.receivedAt,
        key: `tip-${tip.id}`,
        what: "tip",
        channel,
        words,
        photos: photos.length,
      });
    }
    tip.additions.forEach(({ at, words, photos }, number) => {
      entries.push({
        at,
        key: `addition-${tip.id}-${number}`,
        what: "addition",
        words,
        photos: photos.length,
      });
    });
  });
  if (incident.acknowledgedAt !== null) {
    const by = incident.acknowledgedBy ?? 0;
    entries.push({ at: incident.acknowledgedAt, key: "acknowledged", what: "acknowledged", by });
  }
  for (const wave of incident.waves) {
    const names = incident.assignments
      .filter((assignment) => assignment.wave === wave.wave)
      .map((assignment) => assignment.name);
    entries.push({ at: wave.at, key: `wave-${wave.wave}`, what: "wave", wave, names });
  }
  incident.assignments.forEach((assignment) => entries.push(...entriesOf(assignment)));
  if (incident.shortfall !== null) {
    const { at, reason, missing } = incident.shortfall;
    entries.push({ at, key: "shortfall", what: "shortfall", reason, missing });
  }
  incident.unitsTold.forEach(({ at, units, people }, index) =>
    entries.push({ at, key: `units-${index}`, what: "units-told", units, people }),
  );
  incident.notes.forEach(({ at, by, words }, index) =>
    entries.push({ at, key: `note-${index}`, what: "note", by, words }),
  );
  incident.reveals.forEach(({ at, by, reason, words }, index) =>
    entries.push({ at, key: `reveal-${index}`, what: "revealed", by, reason, words }),
  );
  if (distress !== null && distress.clearedAt !== null && distress.end !== null) {
    const { clearedAt, end } = distress;
    entries.push({ at: clearedAt, key: "distress-over", what: "distress-over", end });
  }
  if (incident.closing !== null) {
    const { at, by, disposition, words } = incident.closing;
    entries.push({ at, key: "closed", what: "closed", by, disposition, words });
  }
  if (incident.referral !== null) {
    const { at, by, to, words } = incident.referral;
    entries.push({ at, key: "referred", what: "referred", by, to, words });
  }
  if (incident.merging !== null) {
    const { at, by, into } = incident.merging;
    entries.push({ at, key: "merged", what: "merged", by, into });
  }
  return newestFirst([...entries, ...byHandEntries(incident.byHand)]);
}

function byHandEntries({ hold, over, moved, more, undone }: ByHand): Entry[] {
  const entries: Entry[] = [];
  if (hold !== null) entries.push({ key: "held", what: "held", ...hold });
  if (over !== null) entries.push({ key: "released", what: "released", ...over });
  if (moved !== null) entries.push({ key: "moved", what: "moved", ...moved });
  if (more !== null) entries.push({ key: "more", what: "more", ...more });
  if (undone !== null) {
    entries.push({ key: "undone", what: "undone", at: undone.at, by: undone.by, undone: undone.what });
  }
  return entries;
}

/** Of what has one time, what was written later comes first: the cause stands below its effect. */
function newestFirst(entries: readonly Entry[]): Entry[] {
  return entries
    .map((entry, index) => ({ entry, index }))
    .sort((a, b) => b.entry.at - a.entry.at || b.index - a.index)
    .map(({ entry }) => entry);
}

function entriesOf(assignment: Assignment): Entry[] {
  const { id, name, state, distanceM } = assignment;
  const entries: Entry[] = [];
  if (assignment.wave === 0) {
    entries.push({ at: assignment.offeredAt, key: `hand-${id}`, what: "asked-by-hand", name });
  }
  if (state === "unreached") {
    entries.push({ at: assignment.reachBy, key: `unreached-${id}`, what: "unreached", name });
  }
  if (assignment.answeredAt !== null) {
    const declined = state === "declined";
    entries.push(
      declined
        ? { at: assignment.answeredAt, key: `answer-${id}`, what: "declined", name }
        : { at: assignment.answeredAt, key: `answer-${id}`, what: "accepted", name, distanceM },
    );
  }
  if (assignment.onSceneAt !== null) {
    entries.push({ at: assignment.onSceneAt, key: `scene-${id}`, what: "arrived", name });
  }
  if (
    assignment.endedAt !== null &&
    (state === "cleared" || state === "failed" || state === "stood-down" || state === "expired")
  ) {
    entries.push({ at: assignment.endedAt, key: `end-${id}`, what: state, name });
  }
  return entries;
}
