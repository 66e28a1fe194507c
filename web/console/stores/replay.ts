/** An incident's minutes: what was where at a moment of them. Times are milliseconds since 1970. */
import { ms } from "../../shared/clock.svelte.ts";
import type { AssignmentState, LatLon, Place, Replay } from "../../shared/protocol.ts";

/** Two places further apart in time than this tell nothing of the way between them. */
const gapMs = 60_000;

export interface Span {
  from: number;
  to: number;
}

/** Something as of a moment. */
type Timed<T> = T & { at: number };

/** Somebody who was asked: what they did, and the way they went as far as it is on record. */
export interface Asked {
  assignment: number;
  name: string;
  category: string;
  steps: readonly Timed<{ state: AssignmentState }>[];
  track: readonly Timed<{ place: LatLon }>[];
}

/** The record with its times as numbers: the map reads them many times a second. */
export interface Minutes {
  span: Span;
  /** When something happened, in order, each moment once. */
  moments: readonly number[];
  places: readonly Timed<{ place: Place }>[];
  waves: readonly Timed<{ wave: number; radiusM: number }>[];
  asked: readonly Asked[];
  isOpen: boolean;
  isCut: boolean;
  /** Somebody went whose way can't be shown: its key is gone. */
  hasErasedWays: boolean;
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

function timed<T extends { at: string }>(all: readonly T[]): Timed<Omit<T, "at">>[] {
  return all.map((one) => ({ ...one, at: ms(one.at) }));
}

export function minutesOf(replay: Replay): Minutes {
  const from = ms(replay.from);
  const ended = replay.ended === undefined ? [] : [ms(replay.ended)];
  const places = timed(replay.places);
  const waves = timed(replay.waves).map(({ at, wave, radius_m }) => ({ at, wave, radiusM: radius_m }));
  const asked = replay.assignments.map(({ assignment, name, category, steps, track }): Asked => ({
    ...{ assignment, name: name ?? "", category, steps: timed(steps), track: timed(track) },
  }));
  const happened = [...places, ...timed(replay.states), ...waves, ...asked.flatMap((one) => one.steps)];
  const moments = [...new Set([...happened.map((one) => one.at), ...ended])].sort((a, b) => a - b);
  // Of an open one, to what is known last.
  const last = ended[0] ?? moments.at(-1) ?? from;
  return {
    span: { from, to: Math.max(last, from + 1000) },
    ...{ moments, places, waves, asked, isOpen: ended.length === 0, isCut: replay.cut },
    hasErasedWays: replay.assignments.some((one) => one.tracked === "erased"),
  };
}

/** The moment before or after one, of those. */
export function neighbour(moments: readonly number[], at: number, by: 1 | -1): number | null {
  const found = by === 1 ? moments.find((one) => one > at) : moments.findLast((one) => one < at);
  return found ?? null;
}

/** The last of those that had happened by then. */
function lastBy<T>(all: readonly Timed<T>[], at: number): Timed<T> | undefined {
  return all.findLast((one) => one.at <= at);
}

/** Where the scene was taken to be. */
export function sceneAt({ places }: Minutes, at: number): LatLon | null {
  return (lastBy(places, at) ?? places[0])?.place.at ?? null;
}

export function wavesAt({ waves }: Minutes, at: number): Minutes["waves"] {
  return waves.filter((one) => one.at <= at);
}

function piecesOf({ steps }: Asked, end: number): Piece[] {
  const pieces: Piece[] = [];
  for (const [index, step] of steps.entries()) {
    const part = parts[step.state];
    const from = step.at;
    const to = steps[index + 1]?.at ?? end;
    const before = pieces.at(-1);
    if (part === undefined || to <= from) continue;
    if (before?.part === part && before.to === from) before.to = to;
    else pieces.push({ part, from, to });
  }
  return pieces;
}

/** Of each who was asked what they did when, in the order of asking. */
export function lanesOf({ asked, span }: Minutes): Lane[] {
  return asked.map((one) => ({
    ...{ assignment: one.assignment, name: one.name, category: one.category },
    pieces: piecesOf(one, span.to),
  }));
}

/** Where somebody was, and by which way; null where the record doesn't say. */
function wayAt({ track }: Asked, at: number): Pick<Stood, "at" | "trail"> | null {
  const before = track.filter((point) => point.at <= at);
  const last = before.at(-1);
  if (last === undefined) return null;
  const next = track[before.length];
  const trail = before.map((point) => point.place);
  if (next === undefined || next.at - last.at > gapMs) return { at: last.place, trail };
  const share = (at - last.at) / (next.at - last.at);
  const between = (from: number, to: number): number => from + (to - from) * share;
  const place = {
    lat: between(last.place.lat, next.place.lat),
    lon: between(last.place.lon, next.place.lon),
  };
  return { at: place, trail: [...trail, place] };
}

/** Those who were going or there, as far as their ways are on record. */
export function peopleAt({ asked }: Minutes, at: number): Stood[] {
  return asked.flatMap((one): Stood[] => {
    const step = lastBy(one.steps, at);
    const part = step === undefined ? undefined : parts[step.state];
    const way = part === "going" || part === "there" ? wayAt(one, at) : null;
    if (way === null || (part !== "going" && part !== "there")) return [];
    const { assignment, name, category } = one;
    return [{ assignment, name, category, part, ...way }];
  });
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
