/** Who commands at a scene, and who works together there. */
import { ms } from "../../shared/clock.svelte.ts";
import type * as Wire from "../../shared/protocol.ts";
import type { District } from "./district.ts";

/** Item types of this subject and what each carries, as far as a console folds them. */
export interface CommanderFolded {
  "commander-changed": Wire.CommanderChanged;
  "group-changed": Wire.GroupChanged;
}

type CommanderFold = {
  [Type in keyof CommanderFolded]: (district: District, data: CommanderFolded[Type]) => void;
};

export const commanderFolds: CommanderFold = {
  "commander-changed"(district, { incident, person, name, left, at }) {
    district.change(incident, {
      command: { person: person ?? null, name: name ?? "", left, at: ms(at) },
    });
  },

  "group-changed"(district, { assignment, group }) {
    district.changeAssignment(assignment, { group: group ?? null });
  },
};
