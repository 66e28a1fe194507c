import { ms } from "../../shared/clock.svelte.ts";
import type { DutyAnswer, DutyChanged } from "../../shared/protocol.ts";

/** One's own duty. */
export class DutyStore {
  on = $state(false);
  /** When it began; server time in ms. */
  since: number | null = $state(null);
  /** When it ends by itself. */
  ends_at: number | null = $state(null);
  /** The device whose places count, and which rings. */
  device: string | null = $state(null);
  /** Duty ended without the person's doing: said once, until they go on. */
  ended_by: DutyChanged["cause"] | null = $state(null);

  clear(): void {
    this.on = false;
    this.since = this.ends_at = this.device = null;
  }

  take(change: DutyChanged): void {
    this.on = change.on;
    this.since = change.on ? ms(change.at) : null;
    this.ends_at = change.ends_at ? ms(change.ends_at) : null;
    this.device = change.on ? (change.device ?? null) : null;
    this.ended_by = !change.on && change.cause !== "person" ? change.cause : null;
  }

  /** The answer to one's own begin or end, on this device. */
  answer(answer: DutyAnswer, device: string): void {
    this.on = answer.on;
    this.since = answer.on ? ms(answer.since) : null;
    this.ends_at = answer.on ? ms(answer.ends_at) : null;
    this.device = answer.on ? device : null;
    this.ended_by = null;
  }
}
