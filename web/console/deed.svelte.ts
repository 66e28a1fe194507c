import type { Bilingual } from "../shared/protocol.ts";
import { Refused } from "../shared/socket/refused.ts";

/** One control's action: while it runs the control waits, and a refusal is said beside it. */
export class Deed {
  busy = $state(false);
  refused: Bilingual | null = $state.raw(null);

  /** True when it was done. A second call while it runs does nothing. */
  async run(work: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.refused = null;
    try {
      await work();
      return true;
    } catch (reason) {
      if (!(reason instanceof Refused)) throw reason;
      this.refused = reason.text;
      return false;
    } finally {
      this.busy = false;
    }
  }
}
