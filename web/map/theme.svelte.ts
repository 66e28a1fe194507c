/** Dark by default; what was chosen is kept on the device. */
const kept = "dageng.map.theme";
type Name = "dark" | "light";

function remembered(): Name {
  try {
    return localStorage.getItem(kept) === "light" ? "light" : "dark";
  } catch {
    return "dark";
  }
}

class Theme {
  #now: Name = $state(remembered());

  get now(): Name {
    return this.#now;
  }

  toggle(): void {
    this.#now = this.#now === "dark" ? "light" : "dark";
    try {
      localStorage.setItem(kept, this.#now);
    } catch {
      // Kept for this page only.
    }
    this.mark();
  }

  /** Shows it. Call once at start. */
  mark(): void {
    document.documentElement.dataset["theme"] = this.#now;
  }
}

export const theme = new Theme();
