/** What triage tells: which incidents are one, of what kind, and whose business. */
import { ms } from "../../shared/clock.svelte.ts";
import type * as Wire from "../../shared/protocol.ts";
import type { District } from "./district.ts";

/** Item types of triage and what each carries, as far as a console folds them. */
export interface TriageFolded {
  "incident-merged": Wire.IncidentMerged;
  "tip-split": Wire.TipSplit;
  "assignment-moved": Wire.AssignmentMoved;
  "incident-reclassified": Wire.IncidentReclassified;
  "incident-referred": Wire.IncidentReferred;
  "incident-reopened": Wire.IncidentReopened;
  "duplicate-proposed": Wire.DuplicateProposed;
  "duplicate-dismissed": Wire.DuplicateDismissed;
}

type TriageFold = { [Type in keyof TriageFolded]: (district: District, data: TriageFolded[Type]) => void };

function moveTip(district: District, id: number, to: number): void {
  const tip = district.tip(id);
  if (tip === undefined || tip.incident === to) return;
  const tips = district.incidentOf(tip.incident).tips.filter((one) => one.id !== id);
  district.change(tip.incident, { tips });
  district.putTip({ ...tip, incident: to });
}

export const triageFolds: TriageFold = {
  "incident-merged"(district, data) {
    const { incident, into, by } = data;
    for (const tip of district.incidentOf(incident).tips) moveTip(district, tip.id, into);
    const at = ms(data.at);
    district.change(incident, { state: "merged", changedAt: at, merging: { into, by, at }, proposal: null });
    if (district.incidents.get(into)?.proposal?.like === incident) district.change(into, { proposal: null });
    district.forgetOldest();
  },

  "tip-split"(district, data) {
    moveTip(district, data.tip, data.incident);
  },

  "assignment-moved"(district, data) {
    const moved = district.assignment(data.assignment);
    if (moved === undefined || moved.incident === data.incident) return;
    const assignments = district.incidentOf(moved.incident).assignments.filter((one) => one.id !== moved.id);
    district.change(moved.incident, { assignments });
    district.putAssignment({ ...moved, incident: data.incident });
    district.endCheckIns(data.incident);
  },

  "incident-reclassified"(district, data) {
    district.change(data.incident, {
      kind: data.kind,
      priority: data.priority,
      wanted: data.wanted,
      level: 1,
      officersOnly: data.officers_only,
      shortfall: null,
    });
    district.endCheckIns(data.incident);
  },

  "incident-referred"(district, data) {
    const at = ms(data.at);
    const referral = { to: data.to, by: data.by ?? null, at, words: data.words ?? "" };
    district.change(data.incident, { state: "referred", changedAt: at, referral });
    district.forgetOldest();
  },

  "incident-reopened"(district, data) {
    district.change(data.incident, { state: data.state, changedAt: ms(data.at), referral: null, closing: null });
  },

  "duplicate-proposed"(district, data) {
    const { like, score } = data;
    district.change(data.incident, { proposal: { like, score, at: ms(data.at) } });
  },

  "duplicate-dismissed"(district, data) {
    district.change(data.incident, { proposal: null });
  },
};
