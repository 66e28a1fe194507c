import type { Refusal } from "./frames.ts";
import type { Action, Command } from "./session-types.ts";

/** An answer that takes longer than this is shown as lag. */
export const lag_ms = 2_000;
/** So many commands at once, so that what gathered offline stays under the server's rate. */
const batch = 10;

const nothing: Omit<Refusal, "code"> = { detail: "", field: "", retry_after_ms: 0 };

/**
 * Commands without an answer, and when each was put on the present line. Says what to do, and does
 * nothing itself. Times are in ms by the device's clock.
 */
export class Outbox {
  readonly #waiting = new Map<string, Command>();
  readonly #asked = new Map<string, number>();

  constructor(commands: readonly Command[]) {
    for (const command of commands) this.#waiting.set(command.id, command);
  }

  /** Oldest first. */
  get waiting(): readonly Command[] {
    return [...this.#waiting.values()];
  }

  /** When the oldest question without an answer was asked; null when all are answered. */
  get oldest(): number | null {
    return this.#asked.size === 0 ? null : Math.min(...this.#asked.values());
  }

  add(command: Command): void {
    this.#waiting.set(command.id, command);
  }

  drop(id: string): Action[] {
    return this.#waiting.delete(id) ? [{ do: "forget", id }] : [];
  }

  /** The line is gone: what was asked on it will not be answered on it. */
  hangUp(): void {
    this.#asked.clear();
  }

  /** Puts what waits, and isn't asked yet, on the line: a batch now, the rest at the next sweep. */
  sendAll(now: number): Action[] {
    const unasked = this.waiting.filter((command) => !this.#asked.has(command.id));
    // Whatever else has gathered, a call for help goes first.
    unasked.sort((a, b) => Number(b.type === "raise-panic") - Number(a.type === "raise-panic"));
    const out = unasked.slice(0, batch).flatMap((command) => this.send(command, now));
    if (unasked.length > batch) out.push({ do: "timer", name: "sweep", ms: lag_ms });
    return out;
  }

  send(command: Command, now: number): Action[] {
    const out: Action[] = [];
    if (!command.sent) {
      command.sent = true;
      command.give_up_at = undefined;
      if (command.kept) out.push({ do: "remember", command });
    }
    const { id, type, made_at, data } = command;
    out.push({ do: "transmit", text: JSON.stringify({ type, id, made_at, data }) });
    return [...out, ...this.expect(id, now)];
  }

  /** An answer to `id` is due from now on. */
  expect(id: string, now: number): Action[] {
    const first = this.#asked.size === 0;
    this.#asked.set(id, now);
    return first ? [{ do: "timer", name: "answer", ms: lag_ms }] : [];
  }

  /** How long the answer took that has come now; null: nobody asked. */
  trip(id: string, now: number): number | null {
    const sent = this.#asked.get(id);
    this.#asked.delete(id);
    return sent === undefined ? null : now - sent;
  }

  /** It is answered: what follows is up to `result`. */
  settle(id: string, result: (command: Command) => Action): Action[] {
    const command = this.#waiting.get(id);
    if (!command) return [];
    this.#waiting.delete(id);
    return command.kept ? [{ do: "forget", id }, result(command)] : [result(command)];
  }

  /** The server couldn't keep it now: it stays, to be swept up. True if it was such a command. */
  postpone(id: string): boolean {
    return this.#waiting.get(id)?.kept ?? false;
  }

  /** Refuses what could not be sent by its limit. */
  giveUp(now: number): Action[] {
    const over = this.waiting.filter(
      ({ give_up_at }) => give_up_at !== undefined && give_up_at <= now,
    );
    return over.flatMap((command) => this.#refuse(command, "no-connection"));
  }

  /** Refuses everything, as another person's. */
  refuseAll(): Action[] {
    return this.waiting.flatMap((command) => this.#refuse(command, "signed-out"));
  }

  /** When to sweep for limits, if anything has one. */
  watchLimits(now: number): Action[] {
    const limits = this.waiting.flatMap((command) => command.give_up_at ?? []);
    if (limits.length === 0) return [];
    return [{ do: "timer", name: "sweep", ms: Math.max(0, Math.min(...limits) - now) }];
  }

  #refuse(command: Command, code: string): Action[] {
    return this.settle(command.id, () => ({
      do: "refused",
      command,
      refusal: { code, ...nothing },
    }));
  }
}
