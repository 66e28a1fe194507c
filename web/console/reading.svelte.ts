import type { Incident } from "./stores/model.ts";

/** What of what was said this desk has had on its screen. */
export class Reading {
  /** The last message seen, by incident. */
  #seen: ReadonlyMap<number, number> = $state.raw(new Map<number, number>());

  see({ id, sayings }: Incident): void {
    const last = sayings.at(-1)?.message ?? 0;
    if (last > (this.#seen.get(id) ?? 0)) this.#seen = new Map([...this.#seen, [id, last]]);
  }

  /** How many messages of responders and reporters nobody has looked at here. */
  unread({ id, sayings }: Incident): number {
    const seen = this.#seen.get(id) ?? 0;
    return sayings.filter((one) => one.from !== "desk" && one.message > seen).length;
  }
}
