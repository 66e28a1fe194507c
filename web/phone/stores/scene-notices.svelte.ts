import { ms } from "../../shared/clock.svelte.ts";
import type { KeepAway, UnitNotice } from "../../shared/protocol.ts";

/** Told longer ago than this it is of no use any more; the server doesn't say when it is over. */
export const shownMs = 2 * 3_600_000;

/** What is said of an incident to somebody who isn't asked to go: its kind and place. */
type SceneNotice = KeepAway | UnitNotice;

/** Incidents that this person was told of in one way: to keep away, or as one of a unit. */
export class SceneNoticeStore {
  #all: readonly SceneNotice[] = $state.raw([]);
  /** Those that the person has put aside; a snapshot tells them again. */
  readonly #dismissed = new Set<number>();

  clear(): void {
    this.#all = [];
  }

  put(one: SceneNotice): void {
    if (this.#dismissed.has(one.incident)) return;
    this.#all = [...this.#all.filter((other) => other.incident !== one.incident), one];
  }

  dismiss(incident: number): void {
    this.#dismissed.add(incident);
    this.#all = this.#all.filter((one) => one.incident !== incident);
  }

  /** Those to be shown at this server time, the newest first. */
  shown(now: number): SceneNotice[] {
    return this.#all
      .filter((one) => now - ms(one.at) < shownMs)
      .sort((a, b) => ms(b.at) - ms(a.at));
  }
}
