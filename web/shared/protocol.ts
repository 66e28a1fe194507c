/**
 * The messages of `protocol.generated.ts`, sorted by the way that they travel. Pages import from
 * here.
 */
import type {
  Answers,
  ClientMessages,
  Moments,
  Notices,
  SnapshotItems,
} from "./protocol.generated.ts";

export * from "./protocol.generated.ts";

/** Messages that are answered and carry an id, by type. */
export type CommandType = Exclude<keyof Answers, "hello">;
export type Commands = {
  [T in CommandType]: { data: ClientMessages[T]; answer: Answers[T] };
};

/** A union over a map of types, so that `switch (x.type)` narrows `x.data`. */
type Tagged<Map, Extra = unknown> = {
  [T in keyof Map]: { type: T; data: Map[T] } & Extra;
}[keyof Map];

/** `n`: of the notice that the item tells again, where it is known. */
export type SnapshotItem = Tagged<SnapshotItems & Notices, { n?: number }>;
export type Notice = Tagged<Notices, { n: number; prev: number; late: boolean }>;
export type Moment = Tagged<Moments>;

/** One that is missing here doesn't compile. */
const moments: Record<keyof Moments, true> = {
  tile: true,
  counts: true,
  totals: true,
  "responder-places": true,
  viewers: true,
  "signed-head": true,
  "incidents-found": true,
};

/** The types that carry no number; everything else that comes unasked does. */
export const momentTypes: ReadonlySet<string> = new Set(Object.keys(moments));
