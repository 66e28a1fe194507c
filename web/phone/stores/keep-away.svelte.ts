import { ms } from "../../shared/clock.svelte.ts";
import type { KeepAway } from "../../shared/protocol.ts";

/** Told longer ago than this it is of no use any more; the server doesn't say when it is over. */
export const shownMs = 2 * 3_600_000;

/** Incidents nearby that this person is to keep away from. */
export class KeepAwayStore {
  #all: readonly KeepAway[] = $state.raw([]);
  /** Those that the person has put aside; a snapshot tells them again. */
  readonly #dismissed = new Set<number>();

  clear(): void {
    this.#all = [];
  }

  put(one: KeepAway): void {
    if (this.#dismissed.has(one.incident)) return;
    this.#all = [...this.#all.filter((other) => other.incident !== one.incident), one];
  }

  dismiss(incident: number): void {
    this.#dismissed.add(incident);
    this.#all = this.#all.filter((one) => one.incident !== incident);
  }

  /** Those to be shown at this server time, the newest first. */
  shown(now: number): KeepAway[] {
    return this.#all
      .filter((one) => now - ms(one.at) < shownMs)
      .sort((a, b) => ms(b.at) - ms(a.at));
  }
}
