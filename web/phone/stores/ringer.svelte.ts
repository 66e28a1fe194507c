import { alertOf, repeats, type Alert } from "./alerting.ts";

/** The phone's voice. Browsers let a page sound only after the person has touched it once. */
export class Ringer {
  /** May this page make a sound? */
  allowed = $state(false);
  #context: AudioContext | null = null;
  #timers: ReturnType<typeof setTimeout>[] = [];

  /** Call from a touch: only then may a browser allow it. */
  async unlock(): Promise<void> {
    if (typeof AudioContext === "undefined") return;
    if (!this.#context) {
      this.#context = new AudioContext();
      this.#context.onstatechange = () => this.#look();
    }
    await this.#context.resume().catch(() => {});
    this.#look();
  }

  #look(): void {
    this.allowed = this.#context?.state === "running";
  }

  /** Sounds and shakes for an offer that stands for `stands_ms`, until `stop`. */
  ring(priority: number, stands_ms: number): void {
    this.stop();
    const alert = alertOf(priority);
    if (!alert) return;
    this.#give(alert);
    for (const after of repeats(alert, stands_ms)) {
      this.#timers.push(setTimeout(() => this.#give(alert), after));
    }
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
    // Browsers refuse, with a warning, before the first touch.
    if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(0);
  }

  /** One soft note, to hear that it works. */
  try(): void {
    this.#give(alertOf(4)!);
  }

  #give(alert: Alert): void {
    if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.([...alert.vibration]);
    const context = this.#context;
    if (!context || context.state !== "running") return;
    let at = context.currentTime;
    for (const [hertz, seconds] of alert.notes) {
      const tone = context.createOscillator();
      const gain = context.createGain();
      tone.frequency.value = hertz;
      gain.gain.setValueAtTime(0, at);
      gain.gain.linearRampToValueAtTime(alert.loudness, at + 0.02);
      gain.gain.setValueAtTime(alert.loudness, at + seconds - 0.04);
      gain.gain.linearRampToValueAtTime(0, at + seconds);
      tone.connect(gain).connect(context.destination);
      tone.start(at);
      tone.stop(at + seconds);
      at += seconds;
    }
  }
}
