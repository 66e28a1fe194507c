/** The one mark that says where an incident stands, in its row of the queue. */
import { holdOf, isEnded, type Incident } from "./model.ts";
import { countPeople, isOpen, stillMissing } from "./people.ts";

export type RowMark =
  | { what: "closed" | "ended" | "closing" | "new" | "no-people" | "state" }
  | { what: "short"; missing: number }
  | { what: "people"; onScene: number; going: number }
  | { what: "asking"; wave: number }
  | { what: "held"; until: number };

export function rowMark(incident: Incident): RowMark {
  const { onScene, going } = countPeople(incident);
  const missing = stillMissing(incident);
  const asking = incident.assignments.some(isOpen);
  const wave = incident.waves.at(-1)?.wave ?? 0;
  if (incident.state === "closed") return { what: "closed" };
  if (isEnded(incident)) return { what: "ended" };
  const hold = holdOf(incident);
  if (hold !== null && onScene + going === 0) return { what: "held", until: hold.until };
  if (incident.shortfall !== null && missing > 0 && !asking) return { what: "short", missing };
  if (onScene + going > 0) return { what: "people", onScene, going };
  if (incident.acknowledgedAt === null) return { what: "new" };
  if (incident.state === "clearing") return { what: "closing" };
  if (asking || (wave > 0 && missing > 0)) return { what: "asking", wave };
  return incident.wanted === 0 ? { what: "no-people" } : { what: "state" };
}
