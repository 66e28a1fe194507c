/** An incident's minutes, played again from the record. */
import type { Replay } from "../shared/protocol.ts";
import { readRecord } from "./record.ts";
import { minutesOf, neighbour, type Minutes, type Span } from "./stores/replay.ts";

/** So many times faster than it was. */
export const speeds = [1, 8, 60] as const;
export type Speed = (typeof speeds)[number];

/** Reads one incident's minutes and plays them; nothing is played until something is opened. */
export class Player {
  /** The incident that is being looked at again; null: none. */
  incident: number | null = $state(null);
  minutes: Minutes | null = $state.raw(null);
  failed = $state(false);
  playing = $state(false);
  speed: Speed = $state(8);
  at = $state(0);
  readonly span: Span = $derived(this.minutes?.span ?? { from: 0, to: 0 });
  readonly #get: typeof fetch;
  #given: AbortController | null = null;

  constructor(get: typeof fetch = (...request) => fetch(...request)) {
    this.#get = get;
  }

  async open(incident: number, token: string): Promise<void> {
    this.close();
    this.incident = incident;
    const given = new AbortController();
    this.#given = given;
    try {
      const replay = await readRecord<Replay>(this.#get, incident, "replay", token, given.signal);
      if (given.signal.aborted) return;
      this.minutes = minutesOf(replay);
      this.at = this.span.from;
      this.playing = true;
    } catch {
      if (!given.signal.aborted) this.failed = true;
    }
  }

  /** Back to the present. */
  close(): void {
    this.#given?.abort();
    this.#given = null;
    this.incident = null;
    this.minutes = null;
    this.failed = false;
    this.playing = false;
  }

  /** From the end it begins anew. */
  toggle(): void {
    if (this.minutes === null) return;
    if (!this.playing && this.at >= this.span.to) this.at = this.span.from;
    this.playing = !this.playing;
  }

  seek(at: number): void {
    this.at = Math.min(Math.max(at, this.span.from), this.span.to);
  }

  /** To the next thing that happened, or the one before. */
  step(by: 1 | -1): void {
    this.playing = false;
    this.seek(neighbour(this.minutes?.moments ?? [], this.at, by) ?? (by === 1 ? this.span.to : this.span.from));
  }

  /** Real time has passed. */
  pass(spentMs: number): void {
    if (!this.playing) return;
    this.seek(this.at + spentMs * this.speed);
    if (this.at >= this.span.to) this.playing = false;
  }
}
