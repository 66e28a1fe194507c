/** So long the button is held before it sends. */
export const hold_ms = 2000;
/** A short buzz each time so much of it has passed. */
const buzz_ms = 500;
const step_ms = 50;

/** A button that must be held: the share that has passed, and what to do at its end. */
export class Hold {
  /** 0 to 1; 0 while nobody holds it. */
  share = $state(0);
  readonly #done: () => void;
  readonly #buzz: () => void;
  #began = 0;
  #buzzes = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(done: () => void, buzz: () => void) {
    this.#done = done;
    this.#buzz = buzz;
  }

  get held(): boolean {
    return this.#timer !== undefined;
  }

  begin(): void {
    if (this.held) return;
    this.#began = performance.now();
    this.#buzzes = 0;
    this.share = Number.EPSILON;
    this.#timer = setInterval(() => this.#step(), step_ms);
  }

  /** Letting go cancels. */
  release(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.share = 0;
  }

  #step(): void {
    const passed = performance.now() - this.#began;
    this.share = Math.min(1, passed / hold_ms);
    if (Math.floor(passed / buzz_ms) > this.#buzzes) {
      this.#buzzes += 1;
      this.#buzz();
    }
    if (passed >= hold_ms) {
      this.release();
      this.#done();
    }
  }
}
