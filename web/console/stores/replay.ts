/** An incident's minutes: what was where at a moment of them. Times are milliseconds since 1970. */
import { ms } from "../../shared/clock.svelte.ts";
import type { AssignmentState, LatLon, Replay, ReplayAssignment } from "../../shared/protocol.ts";

/** Two places further apart in time than this tell nothing of the way between them. */
const gapMs = 60_000;

export interface Span {
  from: number;
  to: number;
}

export type Part = "asked" | "going" | "there";

/** What somebody was doing from then until then. */
export interface Piece extends Span {
  part: Part;
}

export interface Lane {
  assignment: number;
  name: string;
  category: string;
  pieces: readonly Piece[];
}

/** Somebody as of a moment. */
export interface Stood {
  assignment: number;
  name: string;
  category: string;
  part: "going" | "there";
  at: LatLon;
  /** The way gone so far, to where they were. */
  trail: readonly LatLon[];
}

const parts: Partial<Record<AssignmentState, Part>> = {
  offered: "asked",
  seen: "asked",
  accepted: "going",
  "en-route": "going",
  "on-scene": "there",
};

/** From its opening to its end; of an open one to what is known last. */
export function spanOf(replay: Replay): Span {
  const from = ms(replay.from);
  const last = replay.ended === undefined ? (momentsOf(replay).at(-1) ?? from) : ms(replay.ended);
  return { from, to: Math.max(last, from + 1000) };
}

/** When something happened, in order, each moment once. */
export function momentsOf(replay: Replay): number[] {
  const all = [
    ...[...replay.places, ...replay.states, ...replay.waves].map((one) => ms(one.at)),
    ...replay.assignments.flatMap((one) => one.steps.map((step) => ms(step.at))),
    ...(replay.ended === undefined ? [] : [ms(replay.ended)]),
  ];
  return [...new Set(all)].sort((a, b) => a - b);
}

/** The moment before or after one, of those. */
export function neighbour(moments: readonly number[], at: number, by: 1 | -1): number | null {
  const found = by === 1 ? moments.find((one) => one > at) : moments.findLast((one) => one < at);
  return found ?? null;
}

/** The last of those that had happened by then. */
function lastBy<T extends { at: string }>(all: readonly T[], at: number): T | undefined {
  return all.findLast((one) => ms(one.at) <= at);
}

/** Where the scene was taken to be. */
export function sceneAt(replay: Replay, at: number): LatLon | null {
  return (lastBy(replay.places, at) ?? replay.places[0])?.place.at ?? null;
}

export function wavesAt(replay: Replay, at: number): { wave: number; radiusM: number }[] {
  return replay.waves
    .filter((one) => ms(one.at) <= at)
    .map(({ wave, radius_m }) => ({ wave, radiusM: radius_m }));
}

function piecesOf({ steps }: ReplayAssignment, end: number): Piece[] {
  const pieces: Piece[] = [];
  for (const [index, step] of steps.entries()) {
    const part = parts[step.state];
    const from = ms(step.at);
    const next = steps[index + 1];
    const to = next === undefined ? end : ms(next.at);
    const before = pieces.at(-1);
    if (part === undefined || to <= from) continue;
    if (before?.part === part && before.to === from) before.to = to;
    else pieces.push({ part, from, to });
  }
  return pieces;
}

/** Of each who was asked what they did when, in the order of asking. */
export function lanesOf(replay: Replay): Lane[] {
  const { to } = spanOf(replay);
  return replay.assignments.map((one) => ({
    assignment: one.assignment,
    name: one.name ?? "",
    category: one.category,
    pieces: piecesOf(one, to),
  }));
}

/** Where somebody was, and by which way; null where the record doesn't say. */
function wayAt({ track }: ReplayAssignment, at: number): Pick<Stood, "at" | "trail"> | null {
  const before = track.filter((point) => ms(point.at) <= at);
  const last = before.at(-1);
  if (last === undefined) return null;
  const next = track[before.length];
  const trail = before.map((point) => point.place);
  if (next === undefined || ms(next.at) - ms(last.at) > gapMs) return { at: last.place, trail };
  const share = (at - ms(last.at)) / (ms(next.at) - ms(last.at));
  const between = (from: number, to: number): number => from + (to - from) * share;
  const place = {
    lat: between(last.place.lat, next.place.lat),
    lon: between(last.place.lon, next.place.lon),
  };
  return { at: place, trail: [...trail, place] };
}

/** Those who were going or there, as far as their ways are on record. */
export function peopleAt(replay: Replay, at: number): Stood[] {
  return replay.assignments.flatMap((one): Stood[] => {
    const step = lastBy(one.steps, at);
    const part = step === undefined ? undefined : parts[step.state];
    const way = part === "going" || part === "there" ? wayAt(one, at) : null;
    if (way === null || (part !== "going" && part !== "there")) return [];
    const { assignment, name, category } = one;
    return [{ assignment, name: name ?? "", category, part, ...way }];
  });
}

/** Whether somebody went whose way can't be shown: its key is gone. */
export function hasErasedWays(replay: Replay): boolean {
  return replay.assignments.some((one) => one.tracked === "erased");
}

/** So many lanes are shown. */
const mostLanes = 5;

/** Those who went, the first to go first, then those who were only asked, as far as there is room. */
export function shownLanes(lanes: readonly Lane[]): Lane[] {
  const wentAt = (lane: Lane): number => lane.pieces.find((piece) => piece.part !== "asked")?.from ?? Infinity;
  const gone = lanes.filter((lane) => wentAt(lane) < Infinity).sort((a, b) => wentAt(a) - wentAt(b));
  const asked = lanes.filter((lane) => wentAt(lane) === Infinity);
  return [...gone, ...asked].slice(0, Math.max(mostLanes, gone.length));
}

const steps = [1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400];
const mostTicks = 7;

/** Round times of day within a span, few enough to be read; none stands at its very edge. */
export function axisOf({ from, to }: Span): number[] {
  const length = to - from;
  const step = 1000 * (steps.find((one) => length / (one * 1000) <= mostTicks) ?? 86_400);
  const ticks: number[] = [];
  const edge = length / 20;
  for (let at = Math.ceil(from / step) * step; at < to && ticks.length <= mostTicks; at += step) {
    if (at - from > edge && to - at > edge) ticks.push(at);
  }
  return ticks;
}
