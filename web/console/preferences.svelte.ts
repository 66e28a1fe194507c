/** What a desk chose, kept on its device. */
const kept = "dageng.console";

interface Chosen {
  theme: "dark" | "light";
  /** Single-letter keys. */
  letters: boolean;
  dock: boolean;
  legend: boolean;
  sound: boolean;
}

const usual: Chosen = { theme: "dark", letters: true, dock: true, legend: true, sound: true };

function remembered(): Chosen {
  try {
    const text = localStorage.getItem(kept);
    return { ...usual, ...(text === null ? {} : (JSON.parse(text) as Partial<Chosen>)) };
  } catch {
    return { ...usual };
  }
}

class Preferences {
  #now: Chosen = $state(remembered());

  get theme(): Chosen["theme"] {
    return this.#now.theme;
  }

  get letters(): boolean {
    return this.#now.letters;
  }

  get dock(): boolean {
    return this.#now.dock;
  }

  get legend(): boolean {
    return this.#now.legend;
  }

  get sound(): boolean {
    return this.#now.sound;
  }

  set(change: Partial<Chosen>): void {
    Object.assign(this.#now, change);
    try {
      localStorage.setItem(kept, JSON.stringify(this.#now));
    } catch {
      // Kept for this page only.
    }
    this.mark();
  }

  /** Shows the theme. Call once at start. */
  mark(): void {
    document.documentElement.dataset["theme"] = this.theme;
  }
}

export const preferences = new Preferences();
