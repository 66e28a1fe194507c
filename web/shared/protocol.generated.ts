// Made by dageng-protocol from the declarations in protocol/. Don't edit: build and run dageng-protocol.

export type ClientId = string;
export type TimeMs = string;
export type Language = "zh" | "en";
export interface Hello {
  token: string;
  device: ClientId;
  device_time: TimeMs;
  client: string;
  language: Language;
  log?: string;
  last_n?: number;
}
export interface Seen {
  n: number;
}
export interface LatLon {
  lat: number;
  lon: number;
}
export interface Position {
  at: LatLon;
  accuracy_m: number;
  made_at: TimeMs;
}
export type IncidentId = number;
export interface WatchMap {
  south_west: LatLon;
  north_east: LatLon;
  metres_per_pixel: number;
  incident?: IncidentId;
}
export type Ping = Record<string, never>;
export type Slug = string;
export interface Place {
  at: LatLon;
  accuracy_m: number;
}
export type Photos = ClientId[];
export interface ReportTip {
  kind: Slug;
  place: Place;
  place_words: string;
  words: string;
  photos: Photos;
  silent: boolean;
  exercise: boolean;
}
export type TipId = number;
export interface AddToTip {
  tip: TipId;
  words: string;
  photos: Photos;
}
export interface WithdrawTip {
  tip: TipId;
}
export type TravelMode = "foot" | "bicycle" | "car";
export interface BeginDuty {
  place?: Place;
  mode?: TravelMode;
}
export type EndDuty = Record<string, never>;
export type AssignmentId = number;
export interface AcceptOffer {
  assignment: AssignmentId;
}
export interface DeclineOffer {
  assignment: AssignmentId;
}
export type Progress = "en-route" | "on-scene" | "cleared" | "failed";
export interface SetStatus {
  assignment: AssignmentId;
  status: Progress;
}
export type PersonId = number;
export interface AssignResponder {
  incident: IncidentId;
  person: PersonId;
}
export interface StandDownResponder {
  assignment: AssignmentId;
}
export type Channel = "app" | "telephone" | "radio";
export interface TakeCall {
  kind: Slug;
  place: Place;
  place_words: string;
  words: string;
  contact: string;
  channel: Channel;
  exercise: boolean;
}
export interface AcknowledgeIncident {
  incident: IncidentId;
}
export interface AddNote {
  incident: IncidentId;
  words: string;
}
export interface CloseIncident {
  incident: IncidentId;
  disposition: Slug;
  words: string;
  outcome: string;
}
export interface ReadIncident {
  incident: IncidentId;
}
export interface RaiseAlarm {
  incident: IncidentId;
  level: number;
}
export interface MergeIncidents {
  from: IncidentId;
  into: IncidentId;
}
export interface SplitTip {
  tip: TipId;
}
export interface ReclassifyIncident {
  incident: IncidentId;
  kind: Slug;
}
export interface ReferIncident {
  incident: IncidentId;
  to: Slug;
  words: string;
}
export interface TakeBackReferral {
  incident: IncidentId;
}
export interface DismissDuplicate {
  incident: IncidentId;
}
export interface CheckIn {
  assignment: AssignmentId;
}
export interface RaisePanic {
  place?: Place;
  silent: boolean;
}
export type WithdrawPanic = Record<string, never>;
export interface EndPanic {
  word: string;
}
export interface SetSafeWord {
  word: string;
}
export interface HoldIncident {
  incident: IncidentId;
  minutes: number;
  words: string;
}
export interface ReleaseIncident {
  incident: IncidentId;
}
export interface UndoCommand {
  command: ClientId;
}
export interface MoveScene {
  incident: IncidentId;
  place: Place;
  place_words: string;
}
export interface AskMore {
  incident: IncidentId;
  need: number;
  count: number;
}
export type TalkTo = "desk" | "responders" | "assignment" | "reporters" | "tip";
export interface SendMessage {
  incident: IncidentId;
  to: TalkTo;
  assignment?: AssignmentId;
  tip?: TipId;
  words: string;
}
export interface AnswerDesk {
  tip: TipId;
  words: string;
}
export interface ReleaseDetails {
  incident: IncidentId;
  tips: TipId[];
  photos: ClientId[];
}
export interface WithdrawDetails {
  incident: IncidentId;
}
export interface BroadcastArea {
  centre: LatLon;
  radius_m: number;
  outline: LatLon[];
}
export type BroadcastAudience = "volunteers" | "responders";
export interface SendBroadcast {
  area: BroadcastArea;
  audience: BroadcastAudience;
  words: string;
  identifies_person: boolean;
  about?: IncidentId;
  exercise: boolean;
}
export interface ApproveBroadcast {
  broadcast: number;
}
export interface RefuseBroadcast {
  broadcast: number;
}
export interface RetractBroadcast {
  broadcast: number;
  words: string;
}
export interface SetCommander {
  incident: IncidentId;
  person?: PersonId;
}
export type SceneGroup = "search" | "cordon" | "traffic" | "medical" | "contact" | "reserve";
export interface SetGroup {
  incident: IncidentId;
  assignment: AssignmentId;
  group?: SceneGroup;
}
export interface TakeOver {
  incident: IncidentId;
}
export interface HandOver {
  to: PersonId;
}
export interface AnswerEscalation {
  incident: IncidentId;
}
export type RevealReason = "call-back" | "danger" | "witness" | "false-report" | "law";
export interface RevealReporter {
  tip: TipId;
  reason: RevealReason;
  words: string;
}
export type Role = "resident" | "volunteer" | "officer" | "dispatcher" | "coordinator" | "supervisor" | "administrator";
export interface EnrolPerson {
  unit: Slug;
  role: Role;
  category: Slug;
  trainings: Slug[];
  name: string;
  phone: string;
}
export interface TransferPerson {
  person: PersonId;
  unit: Slug;
}
export type Service = "serving" | "on-leave" | "ended";
export interface SetService {
  person: PersonId;
  service: Service;
  until?: TimeMs;
}
export interface SetStewards {
  person: PersonId;
  contact?: PersonId;
  trainer?: PersonId;
  manager?: PersonId;
}
export interface Bilingual {
  zh: string;
  en: string;
}
export interface SetUnit {
  unit: Slug;
  above?: Slug;
  name: Bilingual;
  contact?: PersonId;
  trainer?: PersonId;
  manager?: PersonId;
}
export interface Part {
  south_west: LatLon;
  north_east: LatLon;
}
export interface SearchIncidents {
  words: string;
  code: string;
  kind?: Slug;
  part?: Part;
  from?: TimeMs;
  until?: TimeMs;
  unit?: Slug;
  disposition?: Slug;
}
export type TipState = "received" | "responding" | "closed" | "withdrawn" | "referred";
export interface TipChanged {
  tips: TipId[];
  state: TipState;
  at: TimeMs;
  disposition?: Slug;
  outcome?: string;
  referred_to?: Slug;
  attached?: boolean;
  unattended?: boolean;
}
export type PlaceWords = string | null;
export type Words = string | null;
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
  exercise?: boolean;
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
export type PersonName = string | null;
export type Cause = "person" | "dispatcher" | "time" | "geofence" | "enough" | "closed" | "recovered" | "off-duty";
export interface DutyChanged {
  person: PersonId;
  on: boolean;
  at: TimeMs;
  ends_at?: TimeMs;
  device?: ClientId;
  category: Slug;
  name: PersonName;
  cause: Cause;
}
export type IncidentCode = string;
export type AssignmentState = "offered" | "seen" | "unreached" | "accepted" | "en-route" | "on-scene" | "cleared" | "declined" | "expired" | "stood-down" | "failed";
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
  eta_s?: number;
  exercise?: boolean;
}
export type AlertChannel = "socket";
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
  seen_at?: TimeMs;
  answered_at?: TimeMs;
  on_scene_at?: TimeMs;
  ended_at?: TimeMs;
  need?: number;
  eta_s?: number;
}
export interface AssignmentChanged {
  assignment: AssignmentId;
  incident: IncidentId;
  person: PersonId;
  state: AssignmentState;
  at: TimeMs;
  cause: Cause;
}
export type IncidentState = "received" | "triaged" | "dispatching" | "responding" | "on-scene" | "clearing" | "closed" | "referred" | "merged";
export interface IncidentOpened {
  incident: IncidentId;
  code: IncidentCode;
  kind: Slug;
  priority: number;
  place: Place;
  opened_at: TimeMs;
  wanted: number;
  level: number;
  officers_only: boolean;
  plan_version: number;
  state: IncidentState;
  changed_at: TimeMs;
  acknowledged_at?: TimeMs;
  acknowledged_by?: PersonId;
  exercise?: boolean;
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
export interface WaveNeed {
  need: number;
  count: number;
  missing: number;
}
export interface Likelihood {
  category: Slug;
  per_mille: number;
}
export interface LeftOut {
  place_too_old: number;
  resting: number;
  budget_spent: number;
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
  officers: boolean;
  needs: WaveNeed[];
  likelihoods: Likelihood[];
  left_out?: LeftOut;
}
export type ShortfallReason = "nobody-on-duty" | "nobody-eligible" | "all-engaged" | "nobody-in-reach" | "nobody-accepted" | "tip-too-old" | "outside-district" | "places-too-old" | "all-resting" | "budget-spent";
export interface Shortfall {
  incident: IncidentId;
  reason: ShortfallReason;
  missing: number;
  at: TimeMs;
  left_out?: LeftOut;
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
  words?: Words;
  outcome: string;
}
export interface AlarmRaised {
  incident: IncidentId;
  level: number;
  wanted: number;
  by: PersonId;
  at: TimeMs;
}
export interface KeepAway {
  incident: IncidentId;
  kind: Slug;
  place: Place;
  at: TimeMs;
  exercise?: boolean;
}
export interface UnitsNotified {
  incident: IncidentId;
  level: number;
  units: Slug[];
  people: number;
  at: TimeMs;
}
export interface UnitNotice {
  incident: IncidentId;
  kind: Slug;
  place: Place;
  at: TimeMs;
  exercise?: boolean;
}
export type CheckInState = "running" | "warned" | "missed";
export interface CheckInChanged {
  assignment: AssignmentId;
  incident: IncidentId;
  person: PersonId;
  state: CheckInState;
  warn_at: TimeMs;
  due_at: TimeMs;
  at: TimeMs;
  distress?: IncidentId;
}
export type DistressKind = "panic" | "missed-check-in";
export type DistressEnd = "withdrawn" | "safe-word" | "checked-in" | "dispatcher";
export interface DistressRaised {
  incident: IncidentId;
  kind: DistressKind;
  person: PersonId;
  name: PersonName;
  role: Role;
  category?: Slug;
  place?: Place;
  silent: boolean;
  made_at: TimeMs;
  raised_at: TimeMs;
  about?: IncidentId;
  assignment?: AssignmentId;
  again_at?: TimeMs;
  duress: boolean;
  cleared_at?: TimeMs;
  end?: DistressEnd;
}
export type DistressChange = "again" | "duress" | "cleared";
export interface DistressChanged {
  incident: IncidentId;
  change: DistressChange;
  at: TimeMs;
  place?: Place;
  end?: DistressEnd;
}
export type PanicState = "raised" | "acknowledged" | "cleared";
export interface PanicChanged {
  incident: IncidentId;
  state: PanicState;
  silent: boolean;
  at: TimeMs;
  raised_at: TimeMs;
  withdraw_until: TimeMs;
  end?: DistressEnd;
}
export interface SafeWordSet {
  at: TimeMs;
}
export interface TipAttached {
  tip: TipId;
  incident: IncidentId;
  score: number;
  at: TimeMs;
}
export interface DuplicateProposed {
  incident: IncidentId;
  like: IncidentId;
  score: number;
  at: TimeMs;
}
export interface DuplicateDismissed {
  incident: IncidentId;
  by: PersonId;
  at: TimeMs;
}
export interface IncidentMerged {
  incident: IncidentId;
  into: IncidentId;
  by: PersonId;
  at: TimeMs;
}
export interface TipSplit {
  tip: TipId;
  from: IncidentId;
  incident: IncidentId;
  by: PersonId;
  at: TimeMs;
}
export interface AssignmentMoved {
  assignment: AssignmentId;
  from: IncidentId;
  incident: IncidentId;
  at: TimeMs;
}
export interface TaskChanged {
  assignment: AssignmentId;
  incident: IncidentId;
  code: IncidentCode;
  kind: Slug;
  priority: number;
  place: Place;
  wanted: number;
  brief: Bilingual;
  bring: Bilingual;
  at: TimeMs;
}
export interface IncidentReclassified {
  incident: IncidentId;
  was: Slug;
  kind: Slug;
  priority: number;
  wanted: number;
  officers_only: boolean;
  by: PersonId;
  at: TimeMs;
}
export interface IncidentReferred {
  incident: IncidentId;
  to: Slug;
  by?: PersonId;
  at: TimeMs;
  words?: Words;
}
export interface IncidentReopened {
  incident: IncidentId;
  state: IncidentState;
  by: PersonId;
  at: TimeMs;
}
export interface IncidentHeld {
  incident: IncidentId;
  by: PersonId;
  at: TimeMs;
  until: TimeMs;
  words: Words;
}
export type HoldEnd = "dispatcher" | "time" | "recovered" | "raised";
export interface IncidentReleased {
  incident: IncidentId;
  by?: PersonId;
  at: TimeMs;
  cause: HoldEnd;
}
export interface AlarmLowered {
  incident: IncidentId;
  level: number;
  wanted: number;
  by: PersonId;
  at: TimeMs;
}
export type Undoable = "closed" | "referred" | "held" | "released" | "assigned" | "raised";
export interface CommandUndone {
  incident: IncidentId;
  what: Undoable;
  by: PersonId;
  at: TimeMs;
}
export interface SceneMoved {
  incident: IncidentId;
  place: Place;
  by: PersonId;
  at: TimeMs;
  place_words?: PlaceWords;
}
export interface MoreWanted {
  incident: IncidentId;
  need: number;
  count: number;
  wanted: number;
  by: PersonId;
  at: TimeMs;
}
export type TalkFrom = "desk" | "responder" | "reporter";
export interface Message {
  message: number;
  incident?: IncidentId;
  from: TalkFrom;
  to?: TalkTo;
  by?: PersonId;
  assignment?: AssignmentId;
  tips: TipId[];
  own: boolean;
  at: TimeMs;
  words: string | null;
}
export interface DetailsReleased {
  incident: IncidentId;
  tips: TipId[];
  photos: ClientId[];
  by: PersonId;
  at: TimeMs;
}
export interface Said {
  at: TimeMs;
  place_words: PlaceWords;
  words: Words;
  photos: Photos;
}
export interface DetailsShown {
  incident: IncidentId;
  said: Said[];
  at: TimeMs;
}
export interface DetailsWithdrawn {
  incident: IncidentId;
  at: TimeMs;
}
export interface BroadcastMade {
  broadcast: number;
  area: BroadcastArea;
  audience: BroadcastAudience;
  words: string | null;
  identifies_person: boolean;
  about?: IncidentId;
  exercise?: boolean;
  by: PersonId;
  at: TimeMs;
  approve_by?: TimeMs;
}
export interface BroadcastSent {
  broadcast: number;
  approved_by?: PersonId;
  people: number;
  at: TimeMs;
}
export type BroadcastEnd = "refused" | "lapsed";
export interface BroadcastEnded {
  broadcast: number;
  end: BroadcastEnd;
  by?: PersonId;
  at: TimeMs;
}
export interface Broadcast {
  broadcast: number;
  words: string | null;
  at: TimeMs;
  exercise?: boolean;
}
export interface BroadcastRetracted {
  broadcast: number;
  words: string | null;
  by?: PersonId;
  people?: number;
  at: TimeMs;
}
export interface CommanderChanged {
  incident: IncidentId;
  person?: PersonId;
  name?: PersonName;
  left: boolean;
  at: TimeMs;
}
export interface GroupChanged {
  incident: IncidentId;
  assignment: AssignmentId;
  group?: SceneGroup;
  at: TimeMs;
}
export interface DeskChanged {
  person: PersonId;
  there: boolean;
  at: TimeMs;
}
export interface OwnerChanged {
  incident: IncidentId;
  owner: PersonId;
  at: TimeMs;
}
export type ServiceLimitOf = "acknowledge" | "accept" | "arrive" | "close";
export interface ServiceLimitTold {
  incident: IncidentId;
  limit: ServiceLimitOf;
  passed: boolean;
  due: TimeMs;
  at: TimeMs;
}
export type EscalationReason = "nobody-there" | "not-acknowledged" | "owner-left";
export interface EscalationRaised {
  incident: IncidentId;
  step: number;
  name: Bilingual;
  people: number;
  reason: EscalationReason;
  at: TimeMs;
}
export interface EscalationCall {
  incident: IncidentId;
  code: IncidentCode;
  kind: Slug;
  priority: number;
  place: Place;
  step: number;
  reason: EscalationReason;
  at: TimeMs;
  over: boolean;
  exercise?: boolean;
}
export interface TipAttention {
  tips: TipId[];
  taken: boolean;
  at: TimeMs;
}
export interface ReporterRevealed {
  incident: IncidentId;
  tip: TipId;
  by: PersonId;
  reason: RevealReason;
  words: string | null;
  at: TimeMs;
  name?: PersonName;
  contact?: string | null;
}
export interface TipRevealed {
  tip: TipId;
  by: PersonId;
  reason: RevealReason;
  words: string | null;
  at: TimeMs;
}
export interface CategoryInfo {
  category: Slug;
  name: Bilingual;
  shape: Slug;
  mode?: TravelMode;
}
export interface TrainingInfo {
  training: Slug;
  name: Bilingual;
}
export interface UnitInfo {
  unit: Slug;
  name: Bilingual;
}
export interface Need {
  count: number;
  categories: Slug[];
  trainings: Slug[];
  units: Slug[];
}
export interface Wave {
  radius_m: number;
  ask: number;
  seconds: number;
}
export interface AlarmLevel {
  needs: Need[];
  waves: Wave[];
  notify?: Slug[];
}
export interface Prior {
  accepting: number;
  asked: number;
}
export interface Retention {
  words_days: number;
  photos_days: number;
}
export interface Plan {
  kind: Slug;
  name: Bilingual;
  icon: Slug;
  priority: number;
  levels: AlarmLevel[];
  officers?: Wave;
  offer_s: number;
  reach_s: number;
  arrival_m: number;
  max_age_s: number;
  keep_away_m: number;
  prior: Prior;
  confidence: number;
  check_in_s?: number;
  by_rule_only: boolean;
  brief: Bilingual;
  bring: Bilingual;
  caution: Bilingual;
  retention?: Retention;
}
export interface Disposition {
  disposition: Slug;
  name: Bilingual;
  outcome: Bilingual;
}
export interface KindPair {
  kind: Slug;
  with: Slug;
}
export interface DuplicateRule {
  reach_m: number;
  window_s: number;
  compatible: number;
  other: number;
  propose: number;
  attach: number;
  kinds: KindPair[];
}
export interface ReferralTarget {
  target: Slug;
  name: Bilingual;
  outcome: Bilingual;
}
export interface Referrals {
  targets: ReferralTarget[];
  outside?: Slug;
}
export interface ServiceLimits {
  priority: number;
  acknowledge_s?: number;
  accept_s?: number;
  arrive_s?: number;
  close_s?: number;
}
export interface EscalationStep {
  after_s: number;
  name: Bilingual;
  units: Slug[];
  supervisors: boolean;
}
export interface Escalation {
  steps: EscalationStep[];
  again_s: number;
}
export interface Catalogue {
  version: number;
  district: string;
  code: string;
  utc_offset_min: number;
  place_age_s: number;
  duty_s: number;
  rest_s: number;
  alerts_a_day: number;
  near_equal_m: number;
  check_in_warning_s?: number;
  categories: CategoryInfo[];
  trainings: TrainingInfo[];
  units: UnitInfo[];
  plans: Plan[];
  dispositions: Disposition[];
  duplicates?: DuplicateRule;
  referrals?: Referrals;
  limits?: ServiceLimits[];
  escalation?: Escalation;
  retention?: Retention;
  journal_days?: number;
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
  responding_at?: TimeMs;
  disposition?: Slug;
  outcome?: string;
  referred_to?: Slug;
  attached?: boolean;
  exercise?: boolean;
}
export type Mark = [id: number, lat: number, lon: number, category: number, state: number];
export interface Tile {
  x: number;
  y: number;
  at: TimeMs;
  marks: Mark[];
  more: number;
}
export type CellCount = [lat: number, lon: number, people: number, engaged: number];
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
export interface Viewing {
  incident: IncidentId;
  person: PersonId;
}
export interface Viewers {
  viewers: Viewing[];
}
export interface SignedHead {
  log: string;
  last: number;
  at: TimeMs;
  hash: string;
  key: string;
  signature: string;
}
export type FoundBy = "figures" | "tips" | "closing";
export interface FoundIncident {
  incident: IncidentId;
  code: IncidentCode;
  kind: Slug;
  priority: number;
  state: IncidentState;
  opened_at: TimeMs;
  ended_at?: TimeMs;
  disposition?: Slug;
  by: FoundBy;
  exercise?: boolean;
}
export interface IncidentsFound {
  search: ClientId;
  found: FoundIncident[];
  more: boolean;
}
export interface Welcome {
  log: string;
  n: number;
  resumed: boolean;
  parts: number;
  person: PersonId;
  role: Role;
  category?: Slug;
  name: PersonName;
  rights: string[];
  server_time: TimeMs;
}
export interface TipAnswer {
  tip: TipId;
}
export interface DutyAnswer {
  on: boolean;
  since: TimeMs;
  ends_at: TimeMs;
}
export interface AssignmentAnswer {
  assignment: AssignmentId;
  state: AssignmentState;
}
export interface CallAnswer {
  tip: TipId;
  incident: IncidentId;
}
export interface IncidentAnswer {
  incident: IncidentId;
}
export interface IncidentWords {
  incident: IncidentId;
  said: Said[];
}
export interface CheckInAnswer {
  assignment: AssignmentId;
  due_at: TimeMs;
}
export interface PanicAnswer {
  incident: IncidentId;
  withdraw_until: TimeMs;
}
export interface MessageAnswer {
  message: number;
}
export interface BroadcastAnswer {
  broadcast: number;
  sent: boolean;
  people: number;
}
export interface HandOverAnswer {
  incidents: number;
}
export interface RevealAnswer {
  tip: TipId;
}
export interface PersonAnswer {
  person: PersonId;
}
export interface UnitAnswer {
  unit: Slug;
}
export interface SearchAnswer {
  search: ClientId;
}
export type ChoiceKind = "wave-opened" | "asked" | "nobody-found" | "by-hand" | "shortfall";
export interface WaveFunnel {
  on_duty: number;
  eligible: number;
  free: number;
  in_reach: number;
}
export interface NotAsked {
  outside_radius: number;
  not_fitting: number;
  declined: number;
  asked_before: number;
  engaged: number;
  place_too_old: number;
  resting: number;
  budget_spent: number;
  behind: number;
}
export type Unsealed = "open" | "sealed" | "erased" | "expired";
export interface ChoiceFigures {
  person: PersonId;
  rank: number;
  need: number;
  distance_m: number;
  eta_s: number;
  mode: TravelMode;
  by_road: boolean;
  likelihood: number;
  step: number;
  alerts: number;
  tie: number;
}
export interface ExplainedPerson {
  assignment: AssignmentId;
  person: PersonId;
  name: PersonName;
  category: Slug;
  need: number;
  distance_m: number;
  eta_s?: number;
  figures?: ChoiceFigures;
}
export interface NextInLine {
  number: number;
  rank: number;
  distance_m: number;
}
export interface ExplainedChoice {
  n: number;
  at: TimeMs;
  kind: ChoiceKind;
  by?: PersonId;
  wave: number;
  radius_m: number;
  officers: boolean;
  level: number;
  plan_version: number;
  funnel?: WaveFunnel;
  needs: WaveNeed[];
  likelihoods: Likelihood[];
  not_asked?: NotAsked;
  figures?: Unsealed;
  asked: ExplainedPerson[];
  next_in_line?: Unsealed;
  next: NextInLine[];
  reason?: ShortfallReason;
  missing: number;
}
export interface Choices {
  incident: IncidentId;
  code: IncidentCode;
  kind: Slug;
  exercise: boolean;
  cut: boolean;
  decisions: ExplainedChoice[];
}
export interface ReplayPlace {
  at: TimeMs;
  place: Place;
}
export interface ReplayState {
  at: TimeMs;
  state: IncidentState;
}
export interface ReplayWave {
  at: TimeMs;
  wave: number;
  radius_m: number;
}
export interface ReplayStep {
  at: TimeMs;
  state: AssignmentState;
}
export interface TrackPoint {
  at: TimeMs;
  place: LatLon;
}
export interface ReplayAssignment {
  assignment: AssignmentId;
  person: PersonId;
  name: PersonName;
  category: Slug;
  steps: ReplayStep[];
  track: TrackPoint[];
  tracked?: Unsealed;
}
export interface Replay {
  incident: IncidentId;
  code: IncidentCode;
  kind: Slug;
  priority: number;
  exercise: boolean;
  cut: boolean;
  from: TimeMs;
  ended?: TimeMs;
  places: ReplayPlace[];
  states: ReplayState[];
  waves: ReplayWave[];
  assignments: ReplayAssignment[];
}
export interface SignIn {
  device: ClientId;
  code?: string;
  login?: string;
  password?: string;
  one_time?: string;
}
export interface SignUp {
  device: ClientId;
  name: string;
  phone?: string;
}
export interface SignOut {
  everywhere: boolean;
}
export type RenewToken = Record<string, never>;
export type SignInStep = "done" | "choose-login" | "confirm-one-time";
export interface SignedIn {
  step: SignInStep;
  token?: string;
  secret?: string;
}
export type ListUnits = Record<string, never>;
export interface UnitRow {
  unit: Slug;
  above?: Slug;
  name: Bilingual;
  people: number;
  contact?: PersonId;
  trainer?: PersonId;
  manager?: PersonId;
}
export interface UnitList {
  units: UnitRow[];
  own?: Slug;
}
export interface ListPeople {
  unit?: Slug;
  nobody: boolean;
  after?: PersonId;
}
export interface PersonRow {
  person: PersonId;
  role: Role;
  category?: Slug;
  trainings: Slug[];
  unit?: Slug;
  name: PersonName;
  phone?: string | null;
  service: Service;
  until?: TimeMs;
  on_duty: boolean;
  contact?: PersonId;
  trainer?: PersonId;
  manager?: PersonId;
}
export interface PeopleList {
  people: PersonRow[];
  next?: PersonId;
}
export interface IssueCode {
  person: PersonId;
  days: number;
}
export interface IssuedCode {
  code: string;
  until: TimeMs;
}

/** What a client may send, by type. */
export interface ClientMessages {
  "hello": Hello;
  "seen": Seen;
  "position": Position;
  "watch-map": WatchMap;
  "ping": Ping;
  "report-tip": ReportTip;
  "add-to-tip": AddToTip;
  "withdraw-tip": WithdrawTip;
  "begin-duty": BeginDuty;
  "end-duty": EndDuty;
  "accept-offer": AcceptOffer;
  "decline-offer": DeclineOffer;
  "set-status": SetStatus;
  "assign-responder": AssignResponder;
  "stand-down-responder": StandDownResponder;
  "take-call": TakeCall;
  "acknowledge-incident": AcknowledgeIncident;
  "add-note": AddNote;
  "close-incident": CloseIncident;
  "read-incident": ReadIncident;
  "raise-alarm": RaiseAlarm;
  "merge-incidents": MergeIncidents;
  "split-tip": SplitTip;
  "reclassify-incident": ReclassifyIncident;
  "refer-incident": ReferIncident;
  "take-back-referral": TakeBackReferral;
  "dismiss-duplicate": DismissDuplicate;
  "check-in": CheckIn;
  "raise-panic": RaisePanic;
  "withdraw-panic": WithdrawPanic;
  "end-panic": EndPanic;
  "set-safe-word": SetSafeWord;
  "hold-incident": HoldIncident;
  "release-incident": ReleaseIncident;
  "undo-command": UndoCommand;
  "move-scene": MoveScene;
  "ask-more": AskMore;
  "send-message": SendMessage;
  "answer": AnswerDesk;
  "release-details": ReleaseDetails;
  "withdraw-details": WithdrawDetails;
  "broadcast": SendBroadcast;
  "approve-broadcast": ApproveBroadcast;
  "refuse-broadcast": RefuseBroadcast;
  "retract-broadcast": RetractBroadcast;
  "set-commander": SetCommander;
  "set-group": SetGroup;
  "take-over": TakeOver;
  "hand-over": HandOver;
  "answer-escalation": AnswerEscalation;
  "reveal-reporter": RevealReporter;
  "enrol-person": EnrolPerson;
  "transfer-person": TransferPerson;
  "set-service": SetService;
  "set-stewards": SetStewards;
  "set-unit": SetUnit;
  "search-incidents": SearchIncidents;
}

/** Data of the `ok` that answers a message; what isn't here isn't answered and needs no id. */
export interface Answers {
  "hello": Welcome;
  "watch-map": Record<string, never>;
  "ping": Record<string, never>;
  "report-tip": TipAnswer;
  "add-to-tip": TipAnswer;
  "withdraw-tip": TipAnswer;
  "begin-duty": DutyAnswer;
  "end-duty": DutyAnswer;
  "accept-offer": AssignmentAnswer;
  "decline-offer": AssignmentAnswer;
  "set-status": AssignmentAnswer;
  "assign-responder": AssignmentAnswer;
  "stand-down-responder": AssignmentAnswer;
  "take-call": CallAnswer;
  "acknowledge-incident": IncidentAnswer;
  "add-note": IncidentAnswer;
  "close-incident": IncidentAnswer;
  "read-incident": IncidentWords;
  "raise-alarm": IncidentAnswer;
  "merge-incidents": IncidentAnswer;
  "split-tip": IncidentAnswer;
  "reclassify-incident": IncidentAnswer;
  "refer-incident": IncidentAnswer;
  "take-back-referral": IncidentAnswer;
  "dismiss-duplicate": IncidentAnswer;
  "check-in": CheckInAnswer;
  "raise-panic": PanicAnswer;
  "withdraw-panic": PanicAnswer;
  "end-panic": PanicAnswer;
  "set-safe-word": Record<string, never>;
  "hold-incident": IncidentAnswer;
  "release-incident": IncidentAnswer;
  "undo-command": IncidentAnswer;
  "move-scene": IncidentAnswer;
  "ask-more": IncidentAnswer;
  "send-message": MessageAnswer;
  "answer": MessageAnswer;
  "release-details": IncidentAnswer;
  "withdraw-details": IncidentAnswer;
  "broadcast": BroadcastAnswer;
  "approve-broadcast": BroadcastAnswer;
  "refuse-broadcast": BroadcastAnswer;
  "retract-broadcast": BroadcastAnswer;
  "set-commander": IncidentAnswer;
  "set-group": IncidentAnswer;
  "take-over": IncidentAnswer;
  "hand-over": HandOverAnswer;
  "answer-escalation": IncidentAnswer;
  "reveal-reporter": RevealAnswer;
  "enrol-person": PersonAnswer;
  "transfer-person": PersonAnswer;
  "set-service": PersonAnswer;
  "set-stewards": PersonAnswer;
  "set-unit": UnitAnswer;
  "search-incidents": SearchAnswer;
}

/** Who may send a command. */
export const allowed: Readonly<Record<string, readonly Role[]>> = {
  "ping": ["resident", "volunteer", "officer", "dispatcher", "coordinator", "supervisor", "administrator"],
  "report-tip": ["resident", "volunteer", "officer", "dispatcher", "coordinator", "supervisor", "administrator"],
  "add-to-tip": ["resident", "volunteer", "officer", "dispatcher", "coordinator", "supervisor", "administrator"],
  "withdraw-tip": ["resident", "volunteer", "officer", "dispatcher", "coordinator", "supervisor", "administrator"],
  "begin-duty": ["volunteer", "officer"],
  "end-duty": ["volunteer", "officer"],
  "accept-offer": ["volunteer", "officer"],
  "decline-offer": ["volunteer", "officer"],
  "set-status": ["volunteer", "officer", "dispatcher"],
  "assign-responder": ["dispatcher"],
  "stand-down-responder": ["dispatcher"],
  "take-call": ["dispatcher"],
  "acknowledge-incident": ["dispatcher"],
  "add-note": ["dispatcher"],
  "close-incident": ["dispatcher"],
  "read-incident": ["officer", "dispatcher"],
  "raise-alarm": ["dispatcher"],
  "merge-incidents": ["dispatcher"],
  "split-tip": ["dispatcher"],
  "reclassify-incident": ["dispatcher"],
  "refer-incident": ["dispatcher"],
  "take-back-referral": ["dispatcher"],
  "dismiss-duplicate": ["dispatcher"],
  "check-in": ["volunteer", "officer"],
  "raise-panic": ["resident", "volunteer", "officer", "dispatcher", "coordinator", "supervisor", "administrator"],
  "withdraw-panic": ["resident", "volunteer", "officer", "dispatcher", "coordinator", "supervisor", "administrator"],
  "end-panic": ["resident", "volunteer", "officer", "dispatcher", "coordinator", "supervisor", "administrator"],
  "set-safe-word": ["resident", "volunteer", "officer", "dispatcher", "coordinator", "supervisor", "administrator"],
  "hold-incident": ["dispatcher"],
  "release-incident": ["dispatcher"],
  "undo-command": ["dispatcher"],
  "move-scene": ["dispatcher"],
  "ask-more": ["dispatcher"],
  "send-message": ["volunteer", "officer", "dispatcher"],
  "answer": ["resident", "volunteer", "officer", "dispatcher", "coordinator", "supervisor", "administrator"],
  "release-details": ["dispatcher"],
  "withdraw-details": ["dispatcher"],
  "broadcast": ["dispatcher"],
  "approve-broadcast": ["dispatcher"],
  "refuse-broadcast": ["dispatcher"],
  "retract-broadcast": ["dispatcher"],
  "set-commander": ["dispatcher"],
  "set-group": ["dispatcher"],
  "take-over": ["dispatcher"],
  "hand-over": ["dispatcher"],
  "answer-escalation": ["officer", "coordinator", "supervisor"],
  "reveal-reporter": ["dispatcher"],
  "enrol-person": ["coordinator", "administrator"],
  "transfer-person": ["coordinator", "administrator"],
  "set-service": ["coordinator", "administrator"],
  "set-stewards": ["coordinator", "administrator"],
  "set-unit": ["coordinator", "administrator"],
  "search-incidents": ["dispatcher"],
};

/** How long after `made_at` a command is still carried out, in ms; 0: always. */
export const good_for_ms: Readonly<Record<string, number>> = {
  "ping": 0,
  "report-tip": 0,
  "add-to-tip": 0,
  "withdraw-tip": 0,
  "begin-duty": 60000,
  "end-duty": 0,
  "accept-offer": 60000,
  "decline-offer": 60000,
  "set-status": 900000,
  "assign-responder": 60000,
  "stand-down-responder": 60000,
  "take-call": 0,
  "acknowledge-incident": 60000,
  "add-note": 0,
  "close-incident": 60000,
  "read-incident": 60000,
  "raise-alarm": 60000,
  "merge-incidents": 60000,
  "split-tip": 60000,
  "reclassify-incident": 60000,
  "refer-incident": 60000,
  "take-back-referral": 60000,
  "dismiss-duplicate": 60000,
  "check-in": 0,
  "raise-panic": 0,
  "withdraw-panic": 60000,
  "end-panic": 60000,
  "set-safe-word": 60000,
  "hold-incident": 60000,
  "release-incident": 60000,
  "undo-command": 10000,
  "move-scene": 60000,
  "ask-more": 60000,
  "send-message": 900000,
  "answer": 900000,
  "release-details": 60000,
  "withdraw-details": 60000,
  "broadcast": 60000,
  "approve-broadcast": 60000,
  "refuse-broadcast": 60000,
  "retract-broadcast": 60000,
  "set-commander": 60000,
  "set-group": 60000,
  "take-over": 60000,
  "hand-over": 60000,
  "answer-escalation": 300000,
  "reveal-reporter": 60000,
  "enrol-person": 900000,
  "transfer-person": 900000,
  "set-service": 900000,
  "set-stewards": 900000,
  "set-unit": 900000,
  "search-incidents": 60000,
};

/** Numbered notices, by type. */
export interface Notices {
  "tip-changed": TipChanged;
  "tip-received": TipReceived;
  "tip-added": TipAdded;
  "tip-withdrawn": TipWithdrawn;
  "photo-stored": PhotoStored;
  "duty-changed": DutyChanged;
  "offer": Offer;
  "offer-made": OfferMade;
  "assignment-changed": AssignmentChanged;
  "incident-opened": IncidentOpened;
  "incident-changed": IncidentChanged;
  "incident-acknowledged": IncidentAcknowledged;
  "wave-opened": WaveOpened;
  "shortfall": Shortfall;
  "note-added": NoteAdded;
  "incident-closed": IncidentClosed;
  "alarm-raised": AlarmRaised;
  "keep-away": KeepAway;
  "units-notified": UnitsNotified;
  "unit-notice": UnitNotice;
  "check-in-changed": CheckInChanged;
  "distress-raised": DistressRaised;
  "distress-changed": DistressChanged;
  "panic-changed": PanicChanged;
  "safe-word-set": SafeWordSet;
  "tip-attached": TipAttached;
  "duplicate-proposed": DuplicateProposed;
  "duplicate-dismissed": DuplicateDismissed;
  "incident-merged": IncidentMerged;
  "tip-split": TipSplit;
  "assignment-moved": AssignmentMoved;
  "task-changed": TaskChanged;
  "incident-reclassified": IncidentReclassified;
  "incident-referred": IncidentReferred;
  "incident-reopened": IncidentReopened;
  "incident-held": IncidentHeld;
  "incident-released": IncidentReleased;
  "alarm-lowered": AlarmLowered;
  "command-undone": CommandUndone;
  "scene-moved": SceneMoved;
  "more-wanted": MoreWanted;
  "message": Message;
  "details-released": DetailsReleased;
  "details-shown": DetailsShown;
  "details-withdrawn": DetailsWithdrawn;
  "broadcast-made": BroadcastMade;
  "broadcast-sent": BroadcastSent;
  "broadcast-ended": BroadcastEnded;
  "broadcast-told": Broadcast;
  "broadcast-retracted": BroadcastRetracted;
  "commander-changed": CommanderChanged;
  "group-changed": GroupChanged;
  "desk-changed": DeskChanged;
  "owner-changed": OwnerChanged;
  "service-limit": ServiceLimitTold;
  "escalation-raised": EscalationRaised;
  "escalation-call": EscalationCall;
  "tip-attention": TipAttention;
  "reporter-revealed": ReporterRevealed;
  "tip-revealed": TipRevealed;
}

/** Items of snapshots that are no notices, by type. */
export interface SnapshotItems {
  "catalogue": Catalogue;
  "my-tip": MyTip;
}

/** Of the moment, without a number, by type. */
export interface Moments {
  "tile": Tile;
  "counts": Counts;
  "totals": Totals;
  "responder-places": ResponderPlaces;
  "viewers": Viewers;
  "signed-head": SignedHead;
  "incidents-found": IncidentsFound;
}

/** Limits of what a client sends: characters of texts, values of whole numbers, items of lists. */
export const limits = {
  "hello": {
    "token": { min: 20, max: 64 },
    "client": { min: 1, max: 40 },
    "log": { min: 32, max: 32 },
  },
  "position": {
    "accuracy_m": { min: 0, max: 5000 },
  },
  "watch-map": {
    "metres_per_pixel": { min: 0, max: 100000 },
  },
  "report-tip": {
    "place.accuracy_m": { min: 0, max: 5000 },
    "place_words": { min: 0, max: 200 },
    "words": { min: 0, max: 2000 },
    "photos": { min: 0, max: 6 },
  },
  "add-to-tip": {
    "words": { min: 0, max: 2000 },
    "photos": { min: 0, max: 6 },
  },
  "begin-duty": {
    "place.accuracy_m": { min: 0, max: 5000 },
  },
  "take-call": {
    "place.accuracy_m": { min: 0, max: 5000 },
    "place_words": { min: 0, max: 200 },
    "words": { min: 0, max: 2000 },
    "contact": { min: 0, max: 100 },
  },
  "add-note": {
    "words": { min: 0, max: 2000 },
  },
  "close-incident": {
    "words": { min: 0, max: 2000 },
    "outcome": { min: 0, max: 500 },
  },
  "raise-alarm": {
    "level": { min: 2, max: 5 },
  },
  "refer-incident": {
    "words": { min: 0, max: 2000 },
  },
  "raise-panic": {
    "place.accuracy_m": { min: 0, max: 5000 },
  },
  "end-panic": {
    "word": { min: 2, max: 60 },
  },
  "set-safe-word": {
    "word": { min: 2, max: 60 },
  },
  "hold-incident": {
    "minutes": { min: 1, max: 60 },
    "words": { min: 0, max: 2000 },
  },
  "move-scene": {
    "place.accuracy_m": { min: 0, max: 5000 },
    "place_words": { min: 0, max: 200 },
  },
  "ask-more": {
    "need": { min: 0, max: 39 },
    "count": { min: 1, max: 20 },
  },
  "send-message": {
    "words": { min: 1, max: 500 },
  },
  "answer": {
    "words": { min: 1, max: 500 },
  },
  "release-details": {
    "tips": { min: 0, max: 6 },
    "photos": { min: 0, max: 12 },
  },
  "broadcast": {
    "area.radius_m": { min: 0, max: 20000 },
    "area.outline": { min: 0, max: 32 },
    "words": { min: 1, max: 500 },
  },
  "retract-broadcast": {
    "words": { min: 1, max: 500 },
  },
  "reveal-reporter": {
    "words": { min: 4, max: 300 },
  },
  "enrol-person": {
    "trainings": { min: 0, max: 16 },
    "name": { min: 0, max: 60 },
    "phone": { min: 0, max: 100 },
  },
  "set-unit": {
    "name.zh": { min: 1, max: 200 },
    "name.en": { min: 1, max: 200 },
  },
  "search-incidents": {
    "words": { min: 0, max: 100 },
    "code": { min: 0, max: 40 },
  },
} as const;

/** Why a message was refused. */
export type ErrorCode = "bad-json" | "bad-field" | "unknown-type" | "not-signed-in" | "not-allowed" | "not-found" | "id-reused" | "too-late" | "not-on-duty" | "other-device" | "offer-over" | "wrong-state" | "busy-elsewhere" | "limit-reached" | "bad-photo" | "too-large" | "too-many" | "busy";

export const errorCodes: readonly ErrorCode[] = ["bad-json", "bad-field", "unknown-type", "not-signed-in", "not-allowed", "not-found", "id-reused", "too-late", "not-on-duty", "other-device", "offer-over", "wrong-state", "busy-elsewhere", "limit-reached", "bad-photo", "too-large", "too-many", "busy"];

/** Why the server ended a connection. */
export const closeCodes = {
  "going-away": 1001,
  "protocol-error": 1002,
  "not-text": 1003,
  "bad-utf8": 1007,
  "too-big": 1009,
  "restarting": 1012,
  "try-later": 1013,
  "not-signed-in": 4401,
  "not-allowed": 4403,
  "too-slow": 4408,
  "replaced": 4409,
  "too-many": 4429,
} as const;

/** A frame in either direction is at most this long, in bytes of UTF-8. */
export const max_frame_bytes = 65536;

/** A photo is at most this long. */
export const max_photo_bytes = 15728640;
