/** Who is at the desk, who answers for what, limits, and those called when nobody does. */
import { ms } from "../../shared/clock.svelte.ts";
import type * as Wire from "../../shared/protocol.ts";
import type { District } from "./district.ts";
import type { LimitTold } from "./model.ts";

/** Item types of this subject and what each carries, as far as a console folds them. */
export interface DeskFolded {
  "desk-changed": Wire.DeskChanged;
  "owner-changed": Wire.OwnerChanged;
  "service-limit": Wire.ServiceLimitTold;
  "escalation-raised": Wire.EscalationRaised;
}

type DeskFold = { [Type in keyof DeskFolded]: (district: District, data: DeskFolded[Type]) => void };

export const deskFolds: DeskFold = {
  "desk-changed"(district, { person, there, at }) {
    if (there) district.desks.set(person, ms(at));
    else district.desks.delete(person);
  },

  "owner-changed"(district, { incident, owner, at }) {
    const { acknowledgedAt, acknowledgedBy } = district.incidentOf(incident);
    district.change(incident, {
      owner,
      escalation: null,
      acknowledgedAt: acknowledgedAt ?? ms(at),
      acknowledgedBy: acknowledgedBy ?? owner,
    });
  },

  "service-limit"(district, { incident, limit, passed, due, at }) {
    const told: LimitTold = { limit, passed, due: ms(due), at: ms(at) };
    const others = district.incidentOf(incident).limits.filter((one) => one.limit !== limit);
    district.change(incident, { limits: [...others, told] });
  },

  "escalation-raised"(district, { incident, step, name, people, reason, at }) {
    district.change(incident, { escalation: { step, name, people, reason, at: ms(at) } });
  },
};
