import { preferences } from "./preferences.svelte.ts";
import { SoundPlan, type Ringing } from "./stores/sound-plan.ts";
import { Tones } from "./tones.ts";

const stepMs = 100;

/** Rings what the plan says is due. */
export class Sound {
  /** The browser doesn't let it sound yet. */
  blocked = $state(true);
  readonly #plan = new SoundPlan();
  readonly #tones = new Tones();
  #primed = false;

  /** `ringing` is asked ten times a second once there is something known. Returns how to stop. */
  start(ringing: () => Ringing | null): () => void {
    const timer = setInterval(() => this.#step(ringing()), stepMs);
    const touched = (): void => void this.enable();
    addEventListener("pointerdown", touched, { once: true });
    addEventListener("keydown", touched, { once: true });
    return () => {
      clearInterval(timer);
      removeEventListener("pointerdown", touched);
      removeEventListener("keydown", touched);
    };
  }

  async enable(): Promise<void> {
    const before = this.blocked;
    await this.#tones.enable();
    this.blocked = this.#tones.blocked;
    if (before && !this.blocked) this.#tones.play("one");
  }

  #step(ringing: Ringing | null): void {
    if (ringing === null) return;
    if (!this.#primed) {
      this.#plan.prime(ringing);
      this.#primed = true;
    }
    this.blocked = this.#tones.blocked;
    const tone = this.#plan.step(ringing, performance.now());
    if (tone !== null && preferences.sound) this.#tones.play(tone);
  }
}
