/** What an offer of a priority sounds like and how often, as the sound table of the design says. */
export interface Alert {
  /** Notes as [hertz, seconds], played one after the other. */
  notes: readonly (readonly [number, number])[];
  /** 0 to 1. */
  loudness: number;
  vibration: readonly number[];
  /** Again after so many ms; 0: only at half time of the offer. */
  every_ms: number;
  /** How often in all; 0: until it is answered. */
  times: number;
}

const siren = [880, 660, 880, 660].map((hertz) => [hertz, 0.3] as const);

const alerts: readonly Alert[] = [
  { notes: siren, loudness: 0.8, vibration: [500, 200, 500, 200, 500], every_ms: 5_000, times: 0 },
  {
    notes: [
      [523, 0.18],
      [659, 0.18],
      [784, 0.3],
    ],
    loudness: 0.6,
    vibration: [400, 200, 400],
    every_ms: 15_000,
    times: 3,
  },
  {
    notes: [
      [587, 0.2],
      [784, 0.3],
    ],
    loudness: 0.4,
    vibration: [300, 200, 300],
    every_ms: 0,
    times: 2,
  },
  { notes: [[523, 0.4]], loudness: 0.25, vibration: [200], every_ms: 0, times: 1 },
];

/** Null: without sound or vibration. */
export function alertOf(priority: number): Alert | null {
  return alerts[priority - 1] ?? null;
}

/** When, in ms after the first, an alert is given in an offer that stands for `stands_ms`. */
export function repeats(alert: Alert, stands_ms: number): number[] {
  if (alert.every_ms === 0) return alert.times > 1 ? [Math.round(stands_ms / 2)] : [];
  const most = Math.floor(stands_ms / alert.every_ms);
  const count = alert.times === 0 ? most : Math.min(most, alert.times - 1);
  return Array.from({ length: Math.max(0, count) }, (_, i) => (i + 1) * alert.every_ms);
}
