/**
 * The marks on the map as one array of floats, as the graphics card reads it. A mark has a slot;
 * only what changed is written, and the last slot moves into one that became free.
 */
import { equatorM } from "./geometry.ts";

/** Floats of a slot: from x, from y, to x, to y, begin (s), sprite. */
export const slotFloats = 6;
/** A glide takes so long at most. */
export const glideMs = 1000;
/** Floats tell moments apart to a few milliseconds for so long; then the epoch moves on. */
const epochS = 36_000;
/** When a mark that rests began to. */
const restS = -60;
/** Beyond this a mark jumps. */
const jumpM = 200;

/** Where a mark is drawn at a moment. Places in Mercator's square, less the pool's origin. */
export interface Drawn {
  x: number;
  y: number;
}

export class MarkPool {
  /** `count` slots, then room. */
  data = new Float32Array(64 * slotFloats);
  count = 0;
  /** What must be sent to the card: slots from `first` to before `end`. */
  readonly changed = { first: Infinity, end: 0 };
  /** Moment at which the last glide ends. */
  movingUntil = 0;

  readonly #slots = new Map<number, number>();
  #ids: number[] = [];
  #epoch: number;

  /**
   * Floats hold places to a few millimetres only near an origin, and moments only near an epoch
   * (ms). `still`: no glides.
   */
  constructor(
    readonly origin: { x: number; y: number },
    now: number,
    public still = false,
  ) {
    this.#epoch = now;
  }

  /** The moment in seconds as the slots count it. */
  seconds(now: number): number {
    return (now - this.#epoch) / 1000;
  }

  /** Sets or moves a mark; `x`, `y` in Mercator's square, `sprite` its picture. */
  put(id: number, x: number, y: number, sprite: number, now: number): void {
    const toX = x - this.origin.x;
    const toY = y - this.origin.y;
    this.#renewEpoch(now);
    const slot = this.#slots.get(id);
    if (slot === undefined) {
      this.#write(this.#add(id), toX, toY, toX, toY, restS, sprite);
      return;
    }
    const at = slot * slotFloats;
    const from = this.drawn(slot, now);
    if (this.data[at + 2] === Math.fround(toX) && this.data[at + 3] === Math.fround(toY)) {
      if (this.data[at + 5] !== sprite) {
        this.data[at + 5] = sprite;
        this.#touch(slot);
      }
      return;
    }
    if (this.still || this.#metres(from, { x: toX, y: toY }) > jumpM) {
      this.#write(slot, toX, toY, toX, toY, restS, sprite);
      return;
    }
    this.#write(slot, from.x, from.y, toX, toY, this.seconds(now), sprite);
    this.movingUntil = Math.max(this.movingUntil, now + glideMs);
  }

  remove(id: number): void {
    const slot = this.#slots.get(id);
    if (slot === undefined) {
      return;
    }
    const last = this.count - 1;
    this.#slots.delete(id);
    if (slot !== last) {
      this.data.copyWithin(slot * slotFloats, last * slotFloats, (last + 1) * slotFloats);
      const moved = this.#ids[last]!;
      this.#ids[slot] = moved;
      this.#slots.set(moved, slot);
      this.#touch(slot);
    }
    this.#ids.length = last;
    this.count = last;
  }

  clear(): void {
    this.#slots.clear();
    this.#ids = [];
    this.count = 0;
    this.movingUntil = 0;
  }

  drawn(slot: number, now: number): Drawn {
    const at = slot * slotFloats;
    const part = Math.max(0, Math.min(1, ((this.seconds(now) - this.data[at + 4]!) * 1000) / glideMs));
    const mix = (a: number, b: number): number => a + (b - a) * part;
    return { x: mix(this.data[at]!, this.data[at + 2]!), y: mix(this.data[at + 1]!, this.data[at + 3]!) };
  }

  slotOf(id: number): number | undefined {
    return this.#slots.get(id);
  }

  /** The mark nearest to a place within a distance, both in Mercator's square; null: none. */
  nearest(x: number, y: number, within: number, now: number): { id: number; slot: number } | null {
    let best: number | null = null;
    let least = within;
    for (let slot = 0; slot < this.count; slot += 1) {
      const at = this.drawn(slot, now);
      const far = Math.hypot(at.x + this.origin.x - x, at.y + this.origin.y - y);
      if (far <= least) {
        [best, least] = [slot, far];
      }
    }
    return best === null ? null : { id: this.#ids[best]!, slot: best };
  }

  /** The card has lost what it was sent. */
  touchAll(): void {
    this.changed.first = 0;
    this.changed.end = this.count;
  }

  /** Says that all changes have been sent. */
  sent(): void {
    this.changed.first = Infinity;
    this.changed.end = 0;
  }

  #renewEpoch(now: number): void {
    if (this.seconds(now) < epochS) {
      return;
    }
    const later = this.seconds(now);
    this.#epoch = now;
    for (let at = 4; at < this.count * slotFloats; at += slotFloats) {
      this.data[at] = Math.max(restS, this.data[at]! - later);
    }
    this.touchAll();
  }

  #add(id: number): number {
    const slot = this.count;
    if ((slot + 1) * slotFloats > this.data.length) {
      const wider = new Float32Array(this.data.length * 2);
      wider.set(this.data);
      this.data = wider;
    }
    this.count += 1;
    this.#slots.set(id, slot);
    this.#ids[slot] = id;
    return slot;
  }

  #write(
    slot: number,
    fromX: number,
    fromY: number,
    toX: number,
    toY: number,
    begin: number,
    sprite: number,
  ): void {
    const at = slot * slotFloats;
    this.data[at] = fromX;
    this.data[at + 1] = fromY;
    this.data[at + 2] = toX;
    this.data[at + 3] = toY;
    this.data[at + 4] = begin;
    this.data[at + 5] = sprite;
    this.#touch(slot);
  }

  #touch(slot: number): void {
    this.changed.first = Math.min(this.changed.first, slot);
    this.changed.end = Math.max(this.changed.end, slot + 1);
  }

  /** Mercator stretches by the cosine of the latitude, which is that of its y. */
  #metres(a: Drawn, b: Drawn): number {
    const stretch = Math.cosh(Math.PI * (1 - 2 * (b.y + this.origin.y)));
    return (Math.hypot(b.x - a.x, b.y - a.y) * equatorM) / stretch;
  }
}
