/** How the figures behind a choice read. */
import { say } from "../shared/i18n.svelte.ts";
import type { LeftOut, Likelihood } from "../shared/protocol.ts";
import type { Catalogue } from "./stores/catalogue.ts";
import { w } from "./words.ts";

/** How likely those asked were taken to accept; one figure where all categories have the same. */
export function likelihoodWords(likelihoods: readonly Likelihood[], catalogue: Catalogue): string {
  const percent = (perMille: number): string => `${Math.round(perMille / 10)}%`;
  const different = new Set(likelihoods.map((one) => percent(one.per_mille)));
  const [only] = different;
  if (only === undefined) return "";
  const figures =
    different.size === 1
      ? only
      : likelihoods
          .map((one) => `${say(catalogue.category(one.category).name)} ${percent(one.per_mille)}`)
          .join(", ");
  return `${w.likely} ${figures}`;
}

/** How many in reach were left in peace, and why; empty when nobody was. */
export function leftOutWords(leftOut: LeftOut | null): string {
  if (leftOut === null) return "";
  const parts = [
    leftOut.place_too_old > 0 ? w.placeTooOld(leftOut.place_too_old) : "",
    leftOut.resting > 0 ? w.resting(leftOut.resting) : "",
    leftOut.budget_spent > 0 ? w.budgetSpent(leftOut.budget_spent) : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? "" : `${w.leftOut}: ${parts.join(", ")}`;
}
