/** Who was told who made a tip. */
import { ms } from "../../shared/clock.svelte.ts";
import type * as Wire from "../../shared/protocol.ts";
import type { District } from "./district.ts";

/** Item types of this subject and what each carries. */
export interface RevealFolded {
  "reporter-revealed": Wire.ReporterRevealed;
}

type RevealFold = { [Type in keyof RevealFolded]: (district: District, data: RevealFolded[Type]) => void };

export const revealFolds: RevealFold = {
  "reporter-revealed"(district, { incident, tip, by, reason, words, at, name, contact }) {
    const before = district.incidentOf(incident).reveals;
    const known = name !== undefined || contact !== undefined;
    const one = {
      ...{ tip, by, reason, words: words ?? "", at: ms(at) },
      who: known ? { name: name ?? "", contact: contact ?? "" } : null,
    };
    if (before.some((other) => other.tip === tip && other.by === by && other.at === one.at)) return;
    district.change(incident, { reveals: [...before, one].sort((a, b) => a.at - b.at) });
  },
};
