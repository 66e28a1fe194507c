import type { Catalogue, Plan } from "../../shared/protocol.ts";
import type { Disk } from "../../shared/socket/disk.ts";

const key = "catalogue";

/**
 * What the district configures: kinds, categories, dispositions. Kept on the device, so that a
 * report can be begun with no network at all.
 */
export class CatalogueStore {
  now: Catalogue | null = $state.raw(null);
  #disk: Disk | null = null;

  async load(disk: Disk): Promise<void> {
    this.#disk = disk;
    const kept = await disk.get<Catalogue>(key);
    if (!this.now && kept) this.now = kept;
  }

  take(catalogue: Catalogue): void {
    this.now = catalogue;
    this.#disk?.put(key, catalogue).catch(() => {});
  }

  /** Minutes that the district's wall clock is ahead of UTC. */
  get offset(): number {
    return this.now?.utc_offset_min ?? -new Date().getTimezoneOffset();
  }

  plan(kind: string): Plan | undefined {
    return this.now?.plans.find((plan) => plan.kind === kind);
  }

  category(slug: string | null | undefined) {
    return this.now?.categories.find((category) => category.category === slug);
  }

  /** Whom a tip was passed on to. */
  referral(slug: string | null | undefined) {
    return this.now?.referrals?.targets.find((target) => target.target === slug);
  }

  disposition(slug: string | null | undefined) {
    return this.now?.dispositions.find((disposition) => disposition.disposition === slug);
  }
}
