/** A search over the district's incidents, and what it found. */
import type { FoundIncident, IncidentsFound, SearchIncidents } from "../shared/protocol.ts";
import { newId } from "../shared/socket/ids.ts";

/** How far back; null: as far as the record goes. */
export const periodsDays = [null, 1, 7, 30, 365] as const;
export type PeriodDays = (typeof periodsDays)[number];

/** What comes is shown at once; what hasn't come by then is said to be missing. */
const patienceMs = 15_000;
const dayMs = 86_400_000;

/** What was put into the form; empty: not asked for. */
export interface Wanted {
  words: string;
  code: string;
  kind: string;
  disposition: string;
  unit: string;
  days: PeriodDays;
  part: SearchIncidents["part"] | null;
}

/** The command for what is wanted; null: nothing is. */
export function queryOf(wanted: Wanted, now: number): SearchIncidents | null {
  const query: SearchIncidents = {
    words: wanted.words.trim(),
    code: wanted.code.trim(),
    ...(wanted.kind === "" ? {} : { kind: wanted.kind }),
    ...(wanted.disposition === "" ? {} : { disposition: wanted.disposition }),
    ...(wanted.unit === "" ? {} : { unit: wanted.unit }),
    ...(wanted.days === null ? {} : { from: new Date(now - wanted.days * dayMs).toISOString() }),
    ...(wanted.part === null ? {} : { part: wanted.part }),
  };
  const filled = Object.values(query).some((value) => value !== "");
  return filled ? query : null;
}

/** The desk's search: of several only the last counts. */
export class Search {
  /** Null: none yet, or one is under way. */
  found: readonly FoundIncident[] | null = $state.raw(null);
  more = $state(false);
  /** It is on record, and nothing has come. */
  late = $state(false);
  looking = $state(false);
  #id: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Returns the id that the command must have. */
  begin(): string {
    this.stop();
    this.looking = true;
    this.#id = newId();
    this.#timer = setTimeout(() => (this.late = true), patienceMs);
    return this.#id;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#id = null;
    this.found = null;
    this.more = false;
    this.late = false;
    this.looking = false;
  }

  /** What another page of this account looked for is left alone. */
  take({ search, found, more }: IncidentsFound): void {
    if (search !== this.#id) return;
    clearTimeout(this.#timer);
    this.found = found;
    this.more = more;
    this.late = false;
  }
}
