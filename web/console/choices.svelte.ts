/** Why people were asked for an incident and others not, as the server reads it from its record. */
import type { Choices } from "../shared/protocol.ts";
import { readRecord } from "./record.ts";

/** What came after the first reading is read again no sooner, so that a rush asks once. */
const settleMs = 1000;

/** One incident's explanation at a time, read when it is looked at. */
export class ChoicesReader {
  /** The last that was read, of the incident that was asked for last. */
  choices: Choices | null = $state.raw(null);
  failed = $state(false);
  loading = $state(false);
  readonly #get: typeof fetch;
  readonly #settleMs: number;
  #incident: number | null = null;

  constructor(get: typeof fetch = (...request) => fetch(...request), settle = settleMs) {
    this.#get = get;
    this.#settleMs = settle;
  }

  /** Reads, at once for another incident than before. Returns how to give it up. */
  read(incident: number, token: string): () => void {
    const other = this.#incident !== incident;
    if (other) this.choices = null;
    this.#incident = incident;
    const given = new AbortController();
    const wait = other || this.choices === null ? 0 : this.#settleMs;
    const timer = setTimeout(() => void this.#load(incident, token, given.signal), wait);
    if (this.choices === null) this.loading = true;
    return () => {
      clearTimeout(timer);
      given.abort();
    };
  }

  async #load(incident: number, token: string, signal: AbortSignal): Promise<void> {
    this.loading = true;
    this.failed = false;
    try {
      const choices = await readRecord<Choices>(this.#get, incident, "choices", token, signal);
      if (!signal.aborted) this.choices = choices;
    } catch {
      if (!signal.aborted) this.failed = true;
    }
    if (!signal.aborted) this.loading = false;
  }
}
