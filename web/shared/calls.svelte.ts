/** Incidents about which this person is called, since nobody at the desk answers for them. */
import type { EscalationCall } from "./protocol.ts";

export class Calls {
  #all: readonly EscalationCall[] = $state.raw([]);

  /** The most urgent first, then the oldest. */
  get all(): readonly EscalationCall[] {
    return this.#all;
  }

  clear(): void {
    this.#all = [];
  }

  put(call: EscalationCall): void {
    const others = this.#all.filter((one) => one.incident !== call.incident);
    const next = call.over ? others : [...others, call];
    this.#all = next.sort((a, b) => a.priority - b.priority || a.at.localeCompare(b.at));
  }

  /** Somebody answers for it, or it has ended. */
  end(incident: number): void {
    this.#all = this.#all.filter((one) => one.incident !== incident);
  }
}
