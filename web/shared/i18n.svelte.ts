import type { Bilingual, Language } from "./protocol.ts";

/** Simplified Chinese first; English by a switch, remembered on the device. */
const kept = "dageng.language";

function remembered(): Language {
  try {
    return localStorage.getItem(kept) === "en" ? "en" : "zh";
  } catch {
    return "zh";
  }
}

class Tongue {
  #now: Language = $state(remembered());

  /** Reactive: what reads it in a template or effect follows the switch. */
  get now(): Language {
    return this.#now;
  }

  set(language: Language): void {
    this.#now = language;
    try {
      localStorage.setItem(kept, language);
    } catch {
      // A browser that keeps nothing: the switch holds until the page is left.
    }
    this.mark();
  }

  toggle(): void {
    this.set(this.#now === "zh" ? "en" : "zh");
  }

  /** Tells the document, so that screen readers and line breaking know. Call once at start. */
  mark(): void {
    if (typeof document !== "undefined") {
      document.documentElement.lang = this.#now === "zh" ? "zh-CN" : "en";
    }
  }
}

export const tongue = new Tongue();

/** The sentence in the present language. */
export function say(sentence: Bilingual): string {
  return sentence[tongue.now];
}

/** A word in both languages; with figures in it, two functions of the same parameters. */
type Pair = readonly [zh: unknown, en: unknown];

/**
 * Words of a page: `texts({ go: ["我去", "I will go"], left: [(n: number) => `剩 ${n} 秒`, …] })`.
 * Reading a word from the result gives it in the present language and follows the switch.
 */
export function texts<const T extends Record<string, Pair>>(
  pairs: T,
): { readonly [K in keyof T]: T[K][0] extends string ? string : T[K][0] } {
  const result = {};
  for (const [key, [zh, en]] of Object.entries(pairs)) {
    Object.defineProperty(result, key, {
      enumerable: true,
      get: () => (tongue.now === "zh" ? zh : en),
    });
  }
  return result as { readonly [K in keyof T]: T[K][0] extends string ? string : T[K][0] };
}
