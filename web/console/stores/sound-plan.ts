/** Which tone is due: by priority, never two at once, the more urgent first. Knows no audio and no clock. */
export type Tone = "siren" | "rising" | "two" | "one" | "overdue" | "lost";

export interface Ringing {
  /** Unacknowledged incidents, and when each was opened. */
  incidents: readonly { id: number; priority: number; openedAt: number; silenced: boolean }[];
  /** Keys of shortfalls that nobody has confirmed. */
  shortfalls: readonly string[];
  lost: boolean;
}

/** How often a tone comes again, and how many times in all. */
const repeats: Record<number, { tone: Tone; everyMs: number; times: number }> = {
  1: { tone: "siren", everyMs: 5000, times: Number.MAX_SAFE_INTEGER },
  2: { tone: "rising", everyMs: 15_000, times: 3 },
  3: { tone: "two", everyMs: 60_000, times: 2 },
  4: { tone: "one", everyMs: 0, times: 1 },
};

export const toneMs: Record<Tone, number> = {
  siren: 1200,
  rising: 900,
  two: 600,
  one: 400,
  overdue: 700,
  lost: 800,
};

export class SoundPlan {
  readonly #rung = new Map<number, { at: number; times: number }>();
  readonly #told = new Set<string>();
  #wasLost = false;
  #busyUntil = 0;

  /** What was there before this console: only what must be heard until it is acknowledged rings. */
  prime(ringing: Ringing): void {
    for (const { id, priority } of ringing.incidents) {
      if (priority > 2) {
        this.#rung.set(id, { at: 0, times: repeats[priority]?.times ?? 0 });
      }
    }
    ringing.shortfalls.forEach((key) => this.#told.add(key));
  }

  /** The tone to begin now, or null. `now` in milliseconds, growing. */
  step(ringing: Ringing, now: number): Tone | null {
    this.#forget(ringing);
    if (now < this.#busyUntil) {
      return null;
    }
    const tone = this.#next(ringing, now);
    if (tone !== null) {
      this.#busyUntil = now + toneMs[tone];
    }
    return tone;
  }

  #next(ringing: Ringing, now: number): Tone | null {
    const byUrgency = [...ringing.incidents].sort((a, b) => a.priority - b.priority);
    for (const { id, priority, silenced } of byUrgency) {
      const rule = repeats[priority];
      const before = this.#rung.get(id);
      const due =
        rule !== undefined &&
        !silenced &&
        (before === undefined || (before.times < rule.times && now - before.at >= rule.everyMs));
      if (due) {
        this.#rung.set(id, { at: now, times: (before?.times ?? 0) + 1 });
        return rule.tone;
      }
    }
    const shortfall = ringing.shortfalls.find((key) => !this.#told.has(key));
    if (shortfall !== undefined) {
      this.#told.add(shortfall);
      return "overdue";
    }
    if (ringing.lost && !this.#wasLost) {
      this.#wasLost = true;
      return "lost";
    }
    return null;
  }

  #forget(ringing: Ringing): void {
    const there = new Set(ringing.incidents.map((incident) => incident.id));
    for (const id of this.#rung.keys()) {
      if (!there.has(id)) {
        this.#rung.delete(id);
      }
    }
    this.#wasLost &&= ringing.lost;
  }
}
