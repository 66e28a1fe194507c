/**
 * The messages of `protocol.generated.ts`, sorted by the way that they travel. Pages import from
 * here.
 */
import type * as wire from "./protocol.generated.ts";

export type * from "./protocol.generated.ts";

/** Commands by type, with the data of their answers. */
export interface Commands {
  "report-tip": { data: wire.ReportTip; answer: wire.TipAnswer };
  "add-to-tip": { data: wire.AddToTip; answer: wire.TipAnswer };
  "withdraw-tip": { data: wire.WithdrawTip; answer: wire.TipAnswer };
  "begin-duty": { data: wire.BeginDuty; answer: wire.DutyAnswer };
  "end-duty": { data: wire.EndDuty; answer: wire.DutyAnswer };
  "accept-offer": { data: wire.AcceptOffer; answer: wire.AssignmentAnswer };
  "decline-offer": { data: wire.DeclineOffer; answer: wire.AssignmentAnswer };
  "set-status": { data: wire.SetStatus; answer: wire.AssignmentAnswer };
  "assign-responder": { data: wire.AssignResponder; answer: wire.AssignmentAnswer };
  "stand-down-responder": { data: wire.StandDownResponder; answer: wire.AssignmentAnswer };
  "take-call": { data: wire.TakeCall; answer: wire.CallAnswer };
  "acknowledge-incident": { data: wire.AcknowledgeIncident; answer: wire.IncidentAnswer };
  "add-note": { data: wire.AddNote; answer: wire.IncidentAnswer };
  "close-incident": { data: wire.CloseIncident; answer: wire.IncidentAnswer };
  "read-incident": { data: wire.ReadIncident; answer: wire.IncidentWords };
  "watch-map": { data: wire.WatchMap; answer: Record<string, never> };
}
export type CommandType = keyof Commands;

/** Numbered notices by type. */
export interface Notices {
  "tip-changed": wire.TipChanged;
  "tip-received": wire.TipReceived;
  "tip-added": wire.TipAdded;
  "tip-withdrawn": wire.TipWithdrawn;
  "photo-stored": wire.PhotoStored;
  "duty-changed": wire.DutyChanged;
  offer: wire.Offer;
  "offer-made": wire.OfferMade;
  "assignment-changed": wire.AssignmentChanged;
  "incident-opened": wire.IncidentOpened;
  "incident-changed": wire.IncidentChanged;
  "incident-acknowledged": wire.IncidentAcknowledged;
  "wave-opened": wire.WaveOpened;
  shortfall: wire.Shortfall;
  "note-added": wire.NoteAdded;
  "incident-closed": wire.IncidentClosed;
}

/** Items of snapshots by type. */
export interface SnapshotItems extends Notices {
  catalogue: wire.Catalogue;
  "my-tip": wire.MyTip;
}

/** Of the moment: without a number, never repeated. */
export interface Moments {
  tile: wire.Tile;
  counts: wire.Counts;
  totals: wire.Totals;
  "responder-places": wire.ResponderPlaces;
}

/** A union over a map of types, so that `switch (x.type)` narrows `x.data`. */
type Tagged<Map, Extra = unknown> = { [T in keyof Map]: { type: T; data: Map[T] } & Extra }[keyof Map];

export type SnapshotItem = Tagged<SnapshotItems, { n?: number }>;
export type Notice = Tagged<Notices, { n: number; prev: number; late: boolean }>;
export type Moment = Tagged<Moments>;

/** The types that carry no number; everything else that comes unasked does. */
export const momentTypes: ReadonlySet<string> = new Set<keyof Moments>([
  "tile",
  "counts",
  "totals",
  "responder-places",
]);
