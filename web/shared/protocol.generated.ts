// Generated from protocol/. Do not edit.
export type ClientId = string;
export type Slug = string;
export type TimeMs = string;
export type PersonId = number;
export type TipId = number;
export type IncidentId = number;
export type AssignmentId = number;
export type IncidentCode = string;
export type Words = string | null;
export type PlaceWords = string | null;
export type PersonName = string | null;
export type Photos = ClientId[];
export interface LatLon {
  lat: number;
  lon: number;
}
export type Mark = [id: number, lat: number, lon: number, category: number, state: number];
export type CellCount = [lat: number, lon: number, people: number, engaged: number];
export type Role = "resident" | "volunteer" | "officer" | "dispatcher" | "coordinator" | "supervisor" | "administrator";
export type AssignmentState = "offered" | "seen" | "unreached" | "accepted" | "en-route" | "on-scene" | "cleared" | "declined" | "expired" | "stood-down" | "failed";
export type IncidentState = "received" | "triaged" | "dispatching" | "responding" | "on-scene" | "clearing" | "closed";
export type TipState = "received" | "responding" | "closed" | "withdrawn";
export type Channel = "app" | "telephone" | "radio";
export type AlertChannel = "socket";
export type Cause = "person" | "dispatcher" | "time" | "geofence" | "enough" | "closed" | "recovered" | "off-duty";
export type Language = "zh" | "en";
export interface Place {
  at: LatLon;
  accuracy_m: number;
}
export interface Bilingual {
  zh: string;
  en: string;
}
export interface Wave {
  radius_m: number;
  ask: number;
  seconds: number;
}
export interface Plan {
  kind: Slug;
  name: Bilingual;
  icon: Slug;
  priority: number;
  eligible: Slug[];
  wanted: number;
  waves: Wave[];
  offer_s: number;
  reach_s: number;
  arrival_m: number;
  max_age_s: number;
  brief: Bilingual;
  bring: Bilingual;
  caution: Bilingual;
}
export interface CategoryInfo {
  category: Slug;
  name: Bilingual;
  shape: Slug;
}
export interface Disposition {
  disposition: Slug;
  name: Bilingual;
  outcome: Bilingual;
}
export interface Catalogue {
  version: number;
  district: string;
  code: string;
  utc_offset_min: number;
  place_age_s: number;
  duty_s: number;
  categories: CategoryInfo[];
  plans: Plan[];
  dispositions: Disposition[];
}
export interface Hello {
  token: string;
  device: ClientId;
  device_time: TimeMs;
  client: string;
  language: Language;
  log?: string | null;
  last_n?: number | null;
}
export interface Seen {
  n: number;
}
export interface Position {
  at: LatLon;
  accuracy_m: number;
  made_at: TimeMs;
}
export interface WatchMap {
  south_west: LatLon;
  north_east: LatLon;
  metres_per_pixel: number;
}
export interface Welcome {
  log: string;
  n: number;
  resumed: boolean;
  parts: number;
  person: PersonId;
  role: Role;
  category?: Slug | null;
  name: PersonName;
  rights: string[];
  server_time: TimeMs;
}
export interface Tile {
  x: number;
  y: number;
  at: TimeMs;
  marks: Mark[];
  more: number;
}
export interface Counts {
  at: TimeMs;
  cells: CellCount[];
}
export interface CategoryTotal {
  category: Slug;
  on_duty: number;
  reachable: number;
  engaged: number;
}
export interface Totals {
  at: TimeMs;
  categories: CategoryTotal[];
  open_incidents: number;
}
export interface ResponderPlace {
  person: PersonId;
  at: LatLon;
  heard_at: TimeMs;
}
export interface ResponderPlaces {
  places: ResponderPlace[];
}
export interface ReportTip {
  kind: Slug;
  place: Place;
  place_words: PlaceWords;
  words: Words;
  photos: Photos;
  silent: boolean;
}
export interface AddToTip {
  tip: TipId;
  words: Words;
  photos: Photos;
}
export interface WithdrawTip {
  tip: TipId;
}
export interface TipAnswer {
  tip: TipId;
}
export interface TipChanged {
  tips: TipId[];
  state: TipState;
  at: TimeMs;
  disposition?: Slug | null;
  outcome?: string | null;
}
export interface TipReceived {
  tip: TipId;
  incident: IncidentId;
  kind: Slug;
  place: Place;
  channel: Channel;
  made_at: TimeMs;
  received_at: TimeMs;
  place_words: PlaceWords;
  words: Words;
  photos: Photos;
  withdrawn: boolean;
}
export interface TipAdded {
  tip: TipId;
  incident: IncidentId;
  at: TimeMs;
  words: Words;
  photos: Photos;
}
export interface TipWithdrawn {
  tip: TipId;
  incident: IncidentId;
  at: TimeMs;
}
export interface PhotoStored {
  photo: ClientId;
  at: TimeMs;
}
export interface MyTip {
  tip: TipId;
  id: ClientId;
  kind: Slug;
  place: Place;
  received_at: TimeMs;
  state: TipState;
  changed_at: TimeMs;
  place_words: PlaceWords;
  words: Words;
  photos: Photos;
  responding_at?: TimeMs | null;
  disposition?: Slug | null;
  outcome?: string | null;
}
export interface BeginDuty {
  place?: Place | null;
}
export type EndDuty = Record<string, never>;
export interface DutyAnswer {
  on: boolean;
  since: TimeMs;
  ends_at: TimeMs;
}
export interface DutyChanged {
  person: PersonId;
  on: boolean;
  at: TimeMs;
  ends_at?: TimeMs | null;
  device?: ClientId | null;
  category: Slug;
  name: PersonName;
  cause: Cause;
}
export type Progress = "en-route" | "on-scene" | "cleared" | "failed";
export interface AcceptOffer {
  assignment: AssignmentId;
}
export interface DeclineOffer {
  assignment: AssignmentId;
}
export interface SetStatus {
  assignment: AssignmentId;
  status: Progress;
}
export interface AssignResponder {
  incident: IncidentId;
  person: PersonId;
}
export interface StandDownResponder {
  assignment: AssignmentId;
}
export interface AssignmentAnswer {
  assignment: AssignmentId;
  state: AssignmentState;
}
export interface Offer {
  assignment: AssignmentId;
  incident: IncidentId;
  code: IncidentCode;
  kind: Slug;
  priority: number;
  place: Place;
  distance_m: number;
  wanted: number;
  brief: Bilingual;
  bring: Bilingual;
  offered_at: TimeMs;
  expires_at: TimeMs;
  state: AssignmentState;
  by_dispatcher: boolean;
}
export interface OfferMade {
  assignment: AssignmentId;
  incident: IncidentId;
  person: PersonId;
  name: PersonName;
  category: Slug;
  wave: number;
  distance_m: number;
  channel: AlertChannel;
  offered_at: TimeMs;
  reach_by: TimeMs;
  expires_at: TimeMs;
  state: AssignmentState;
  seen_at?: TimeMs | null;
  answered_at?: TimeMs | null;
  on_scene_at?: TimeMs | null;
  ended_at?: TimeMs | null;
}
export interface AssignmentChanged {
  assignment: AssignmentId;
  incident: IncidentId;
  person: PersonId;
  state: AssignmentState;
  at: TimeMs;
  cause: Cause;
}
export type ShortfallReason = "nobody-on-duty" | "nobody-eligible" | "all-engaged" | "nobody-in-reach" | "nobody-accepted" | "tip-too-old";
export interface TakeCall {
  kind: Slug;
  place: Place;
  place_words: PlaceWords;
  words: Words;
  contact: string | null;
  channel: Channel;
}
export interface AcknowledgeIncident {
  incident: IncidentId;
}
export interface AddNote {
  incident: IncidentId;
  words: Words;
}
export interface CloseIncident {
  incident: IncidentId;
  disposition: Slug;
  words: Words;
  outcome: string;
}
export interface ReadIncident {
  incident: IncidentId;
}
export interface Said {
  at: TimeMs;
  place_words: PlaceWords;
  words: Words;
  photos: Photos;
}
export interface IncidentWords {
  incident: IncidentId;
  said: Said[];
}
export interface CallAnswer {
  tip: TipId;
  incident: IncidentId;
}
export interface IncidentAnswer {
  incident: IncidentId;
}
export interface IncidentOpened {
  incident: IncidentId;
  code: IncidentCode;
  kind: Slug;
  priority: number;
  place: Place;
  opened_at: TimeMs;
  wanted: number;
  officers_only: boolean;
  plan_version: number;
  state: IncidentState;
  changed_at: TimeMs;
  acknowledged_at?: TimeMs | null;
  acknowledged_by?: PersonId | null;
}
export interface IncidentChanged {
  incident: IncidentId;
  state: IncidentState;
  at: TimeMs;
}
export interface IncidentAcknowledged {
  incident: IncidentId;
  by: PersonId;
  at: TimeMs;
}
export interface WaveOpened {
  incident: IncidentId;
  wave: number;
  radius_m: number;
  on_duty: number;
  eligible: number;
  free: number;
  in_reach: number;
  at: TimeMs;
  until: TimeMs;
}
export interface Shortfall {
  incident: IncidentId;
  reason: ShortfallReason;
  missing: number;
  at: TimeMs;
}
export interface NoteAdded {
  incident: IncidentId;
  by: PersonId;
  at: TimeMs;
  words: Words;
}
export interface IncidentClosed {
  incident: IncidentId;
  disposition: Slug;
  by: PersonId;
  at: TimeMs;
  words?: Words | null;
  outcome: string;
}
export type ErrorCode = "bad-json" | "bad-field" | "unknown-type" | "not-signed-in" | "not-allowed" | "not-found" | "id-reused" | "too-late" | "not-on-duty" | "other-device" | "offer-over" | "wrong-state" | "busy-elsewhere" | "outside-district" | "limit-reached" | "bad-photo" | "too-large" | "too-many" | "busy";
