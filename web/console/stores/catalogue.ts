/** The district's configuration, looked up by name. Before it is known, names stand for themselves. */
import type * as Wire from "../../shared/protocol.ts";

const nothing: Wire.Bilingual = { zh: "", en: "" };

export class Catalogue {
  readonly known: boolean;
  readonly district: string;
  readonly code: string;
  readonly utcOffsetMin: number;
  readonly placeAgeMs: number;
  readonly plans: readonly Wire.Plan[];
  readonly categories: readonly Wire.CategoryInfo[];
  readonly dispositions: readonly Wire.Disposition[];
  readonly trainings: readonly Wire.TrainingInfo[];
  readonly units: readonly Wire.UnitInfo[];
  /** Whose business an incident can be instead. */
  readonly referrals: readonly Wire.ReferralTarget[];

  constructor(data: Wire.Catalogue | null) {
    this.known = data !== null;
    this.district = data?.district ?? "";
    this.code = data?.code ?? "";
    this.utcOffsetMin = data?.utc_offset_min ?? 480;
    this.placeAgeMs = (data?.place_age_s ?? 120) * 1000;
    this.plans = data?.plans ?? [];
    this.categories = data?.categories ?? [];
    this.dispositions = data?.dispositions ?? [];
    this.trainings = data?.trainings ?? [];
    this.units = data?.units ?? [];
    this.referrals = data?.referrals?.targets ?? [];
  }

  plan(kind: string): Wire.Plan | undefined {
    return this.plans.find((plan) => plan.kind === kind);
  }

  /** The categories that a plan's levels up to this one may ask. */
  asks(kind: string, level: number): string[] {
    const plan = this.plan(kind);
    const needs = (plan?.levels ?? []).slice(0, level).flatMap((one) => one.needs);
    const officers = plan?.officers === undefined || plan.officers === null ? [] : ["officer"];
    return [...new Set([...needs.flatMap((need) => need.categories), ...officers])];
  }

  /** The needs of a plan's levels up to this one: their place is their number. */
  needs(kind: string, level: number): Wire.Need[] {
    return (this.plan(kind)?.levels ?? []).slice(0, level).flatMap((one) => one.needs);
  }

  /** How many a plan wants at a level. */
  wanted(kind: string, level: number): number {
    const levels = (this.plan(kind)?.levels ?? []).slice(0, level);
    return levels.flatMap((one) => one.needs).reduce((sum, need) => sum + need.count, 0);
  }

  asksCheckIns(kind: string): boolean {
    return (this.plan(kind)?.check_in_s ?? 0) > 0;
  }

  kindName(kind: string): Wire.Bilingual {
    return this.plan(kind)?.name ?? { zh: kind, en: kind };
  }

  icon(kind: string): string {
    return this.plan(kind)?.icon ?? "other";
  }

  category(category: string): Wire.CategoryInfo {
    return (
      this.categories.find((info) => info.category === category) ?? {
        category,
        name: { zh: category, en: category },
        shape: "circle",
      }
    );
  }

  unitName(unit: string): Wire.Bilingual {
    return this.units.find((info) => info.unit === unit)?.name ?? { zh: unit, en: unit };
  }

  referral(target: string): Wire.ReferralTarget {
    return (
      this.referrals.find((one) => one.target === target) ?? {
        target,
        name: { zh: target, en: target },
        outcome: nothing,
      }
    );
  }

  disposition(disposition: string): Wire.Disposition {
    return (
      this.dispositions.find((one) => one.disposition === disposition) ?? {
        disposition,
        name: { zh: disposition, en: disposition },
        outcome: nothing,
      }
    );
  }
}
