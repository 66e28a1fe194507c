/** A word to everybody on duty in an area, as consoles know it. */
import type { BroadcastArea, BroadcastAudience, BroadcastEnd } from "../../shared/protocol.ts";

export interface Broadcast {
  number: number;
  area: BroadcastArea;
  audience: BroadcastAudience;
  words: string;
  identifiesPerson: boolean;
  about: number | null;
  exercise: boolean;
  by: number;
  at: number;
  /** Null: needed no approval. */
  approveBy: number | null;
  sent: { approvedBy: number | null; people: number; at: number } | null;
  ended: { end: BroadcastEnd; by: number | null; at: number } | null;
  retracted: { words: string; by: number | null; at: number } | null;
}

export function waits({ sent, ended }: Broadcast): boolean {
  return sent === null && ended === null;
}

/** Those that wait first, then the newest. */
export function inOrder(broadcasts: Iterable<Broadcast>): Broadcast[] {
  return [...broadcasts].sort((a, b) => Number(waits(b)) - Number(waits(a)) || b.number - a.number);
}
