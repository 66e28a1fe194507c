/**
 * The server's time on this device. Deadlines on the wire are the server's; a device's clock may be
 * minutes off.
 */
export class Clock {
  #offset_ms = $state(0);
  #best_ms = Infinity;
  /** Server time in ms, stepping once a second: for what a page shows. Runs after `start`. */
  tick = $state(Date.now());

  /** What to add to the device's clock. */
  get offset_ms(): number {
    return this.#offset_ms;
  }

  /** Server time now, in ms. */
  now(): number {
    return Date.now() + this.#offset_ms;
  }

  /**
   * A time that the server stated, asked for at `sent` and heard at `heard` by this device's clock.
   * The quicker the answer, the better it is known; `anew` forgets what was known before.
   */
  observe(server_ms: number, sent: number, heard: number, anew = false): void {
    const trip = Math.max(0, heard - sent);
    if (!Number.isFinite(server_ms) || (!anew && trip > this.#best_ms)) return;
    this.#best_ms = trip;
    this.#offset_ms = Math.round(server_ms + trip / 2 - heard);
    this.tick = this.now();
  }

  /** Steps `tick` on each full second of server time. Returns how to stop. */
  start(): () => void {
    let timer: ReturnType<typeof setTimeout>;
    const step = (): void => {
      this.tick = this.now();
      timer = setTimeout(step, 1000 - (this.tick % 1000) + 1);
    };
    step();
    return () => clearTimeout(timer);
  }
}

export const clock = new Clock();

/** An RFC 3339 time of the wire, in ms; NaN for nothing. */
export function ms(time: string | null | undefined): number {
  return time ? Date.parse(time) : NaN;
}
