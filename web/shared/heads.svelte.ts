import type { SignedHead } from "./protocol.ts";

/** Of hourly ones: about six weeks. The oldest leave. */
export const most_heads = 1000;

const heads_key = (page: string): string => `dageng.heads.${page}`;

/**
 * The signed heads of the journal that this device has seen. Kept over sign-out and over whoever
 * sits here: they say nothing about anybody, and are worth the more the longer they lie here.
 */
export class KeptHeads {
  #heads: SignedHead[] = $state.raw([]);
  readonly #page: string;

  /** `page`: console or map. */
  constructor(page: string) {
    this.#page = page;
    this.#heads = read(page);
  }

  get count(): number {
    return this.#heads.length;
  }

  keep(head: SignedHead): void {
    const known = this.#heads.some((one) => one.log === head.log && one.last === head.last);
    if (known) return;
    this.#heads = [...this.#heads, head].slice(-most_heads);
    try {
      localStorage.setItem(heads_key(this.#page), JSON.stringify(this.#heads));
    } catch {
      // Kept for this page only.
    }
  }

  /** As `dageng audit verify --heads` reads them: one a line. */
  lines(): string {
    return this.#heads.map((head) => JSON.stringify(head) + "\n").join("");
  }
}

function read(page: string): SignedHead[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(heads_key(page)) ?? "[]");
    return Array.isArray(kept) ? (kept as SignedHead[]) : [];
  } catch {
    return [];
  }
}
