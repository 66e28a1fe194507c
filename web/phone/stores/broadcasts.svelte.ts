import type { BroadcastRetracted, Broadcast as Told } from "../../shared/protocol.ts";

/** A word to everybody around, or what took it back. */
export interface Heard {
  broadcast: number;
  at: string;
  words: string | null;
  exercise: boolean;
  /** It doesn't hold any more: `words` say why. */
  retracted: boolean;
}

export class BroadcastStore {
  #all: readonly Heard[] = $state.raw([]);
  /** Put aside by the person; a retraction is shown all the same. */
  #dismissed: ReadonlySet<string> = $state.raw(new Set<string>());

  clear(): void {
    this.#all = [];
  }

  tell({ broadcast, at, words, exercise }: Told): void {
    const known = this.#all.find((one) => one.broadcast === broadcast);
    if (known?.retracted === true) return;
    this.#put({ broadcast, at, words: words ?? null, exercise: exercise ?? false, retracted: false });
  }

  retract({ broadcast, at, words }: BroadcastRetracted): void {
    const exercise = this.#all.find((one) => one.broadcast === broadcast)?.exercise ?? false;
    this.#put({ broadcast, at, words: words ?? null, exercise, retracted: true });
  }

  dismiss(heard: Heard): void {
    this.#dismissed = new Set([...this.#dismissed, keyOf(heard)]);
  }

  /** Those not put aside, the newest first. */
  get shown(): Heard[] {
    return this.#all
      .filter((one) => !this.#dismissed.has(keyOf(one)))
      .sort((a, b) => b.broadcast - a.broadcast);
  }

  #put(heard: Heard): void {
    this.#all = [...this.#all.filter((one) => one.broadcast !== heard.broadcast), heard];
  }
}

const keyOf = ({ broadcast, retracted }: Heard): string => `${broadcast} ${retracted}`;
