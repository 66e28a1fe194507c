import { clock } from "../shared/clock.svelte.ts";
import type { Bilingual, CommandType, Undoable } from "../shared/protocol.ts";
import { Refused } from "../shared/socket/refused.ts";

/** So long the server takes a command back. */
export const undoMs = 10_000;
/** A refusal stays in sight. */
const refusedMs = 6_000;

/** The commands that can be undone, and what each is then called. */
export const undoable: Partial<Record<CommandType, Undoable>> = {
  "close-incident": "closed",
  "refer-incident": "referred",
  "hold-incident": "held",
  "release-incident": "released",
  "assign-responder": "assigned",
  "raise-alarm": "raised",
};

export interface Regrettable {
  command: string;
  incident: number;
  what: Undoable;
  until: number;
}

/** The last thing done at this desk that can be taken back, for as long as it can. */
export class Undo {
  last: Regrettable | null = $state.raw(null);
  busy = $state(false);
  refused: Bilingual | null = $state.raw(null);
  readonly #send: (command: string) => Promise<unknown>;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(send: (command: string) => Promise<unknown>) {
    this.#send = send;
  }

  offer(command: string, incident: number, what: Undoable): void {
    this.refused = null;
    this.last = { command, incident, what, until: clock.now() + undoMs };
    this.#endIn(undoMs);
  }

  dismiss(): void {
    this.last = null;
    this.refused = null;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Takes it back; null when there is nothing to take back. */
  take(): Promise<void> | null {
    if (this.last === null || this.busy || this.refused !== null) return null;
    return this.#take(this.last);
  }

  async #take(what: Regrettable): Promise<void> {
    this.busy = true;
    try {
      await this.#send(what.command);
      if (this.last === what) this.dismiss();
    } catch (reason) {
      if (!(reason instanceof Refused)) throw reason;
      if (this.last === what) {
        this.refused = reason.text;
        this.#endIn(refusedMs);
      }
    } finally {
      this.busy = false;
    }
  }

  #endIn(ms: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.dismiss(), ms);
  }
}
