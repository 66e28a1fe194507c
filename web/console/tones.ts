/** The tones of the sound plan, made by WebAudio. */
import type { Tone } from "./stores/sound-plan.ts";

interface Note {
  hz: number;
  from: number;
  seconds: number;
  gain: number;
}

const note = (hz: number, from: number, seconds: number, gain: number): Note => ({ hz, from, seconds, gain });

const notes: Record<Tone, readonly Note[]> = {
  siren: [
    note(880, 0, 0.3, 0.8),
    note(660, 0.3, 0.3, 0.8),
    note(880, 0.6, 0.3, 0.8),
    note(660, 0.9, 0.3, 0.8),
  ],
  rising: [note(523, 0, 0.25, 0.6), note(659, 0.28, 0.25, 0.6), note(784, 0.56, 0.3, 0.6)],
  two: [note(587, 0, 0.22, 0.4), note(587, 0.3, 0.25, 0.4)],
  one: [note(523, 0, 0.35, 0.25)],
  overdue: [note(294, 0, 0.28, 0.4), note(294, 0.36, 0.3, 0.4)],
  lost: [note(523, 0, 0.35, 0.4), note(349, 0.35, 0.4, 0.4)],
};

/** Fades of this length keep a tone from clicking. */
const fade = 0.015;

export class Tones {
  #context: AudioContext | null = null;

  /** Whether a tone would be heard. A browser lets none sound before somebody has touched the page. */
  get blocked(): boolean {
    return this.#context?.state !== "running";
  }

  /** To be called from a click or key, which is what browsers wait for. */
  async enable(): Promise<void> {
    try {
      this.#context ??= new AudioContext();
      await this.#context.resume();
    } catch {
      // No sound device: stays blocked, which the foot says.
    }
  }

  play(tone: Tone): void {
    const context = this.#context;
    if (context === null || this.blocked) return;
    for (const { hz, from, seconds, gain } of notes[tone]) {
      const start = context.currentTime + 0.02 + from;
      const oscillator = context.createOscillator();
      const volume = context.createGain();
      oscillator.frequency.value = hz;
      oscillator.type = "triangle";
      volume.gain.setValueAtTime(0, start);
      volume.gain.linearRampToValueAtTime(gain, start + fade);
      volume.gain.setValueAtTime(gain, start + seconds - fade);
      volume.gain.linearRampToValueAtTime(0, start + seconds);
      oscillator.connect(volume).connect(context.destination);
      oscillator.start(start);
      oscillator.stop(start + seconds);
    }
  }
}
