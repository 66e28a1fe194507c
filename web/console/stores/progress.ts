/** What a dispatcher can set for a person, by what the engine allows from where they stand. */
import type { AssignmentState, Progress } from "../../shared/protocol.ts";

export function stepsFrom(state: AssignmentState): readonly Progress[] {
  switch (state) {
    case "accepted":
      return ["en-route", "on-scene", "failed"];
    case "en-route":
      return ["on-scene", "failed"];
    case "on-scene":
      return ["cleared", "failed"];
    default:
      return [];
  }
}
