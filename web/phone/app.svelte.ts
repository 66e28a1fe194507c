import { clock, ms } from "../shared/clock.svelte.ts";
import { Calls } from "../shared/calls.svelte.ts";
import { Connection } from "../shared/connection.svelte.ts";
import type {
  AcceptOffer,
  AddToTip,
  AssignmentAnswer,
  BeginDuty,
  CheckInAnswer,
  Notice,
  PanicAnswer,
  RaisePanic,
  ReportTip,
  SnapshotItem,
  TipAnswer,
} from "../shared/protocol.ts";
import type { Refused } from "../shared/socket/refused.ts";
import type { Command } from "../shared/socket/session-types.ts";
import { PhotoStore } from "./photos/photos.svelte.ts";
import { BroadcastStore } from "./stores/broadcasts.svelte.ts";
import { CatalogueStore } from "./stores/catalogue.svelte.ts";
import { DraftStore } from "./stores/draft.svelte.ts";
import { DutyStore } from "./stores/duty.svelte.ts";
import { Cadence } from "./stores/fixes.ts";
import { PlaceStore } from "./stores/place.svelte.ts";
import { hindrances, readiness } from "./stores/readiness.ts";
import { Ringer } from "./stores/ringer.svelte.ts";
import { SafetyStore } from "./stores/safety.svelte.ts";
import { SceneNoticeStore } from "./stores/scene-notices.svelte.ts";
import { ScenesStore } from "./stores/scenes.svelte.ts";
import { TalkStore } from "./stores/talk.svelte.ts";
import { TasksStore } from "./stores/tasks.svelte.ts";
import { TipsStore } from "./stores/tips.svelte.ts";
import { WakeLock } from "./stores/wake.svelte.ts";

/** Refusals of an accept that no second try can mend. */
const over: readonly string[] = ["offer-over", "too-late", "not-found", "wrong-state"];

export type Tab = "home" | "tips" | "me";

/** What a person must be told of a command that was refused long after they gave it. */
export interface LateRefusal {
  command: Command;
  refused: Refused;
}

/** The phone: its one connection, and a store for each subject. */
class Phone {
  readonly catalogue = new CatalogueStore();
  readonly duty = new DutyStore();
  readonly tips = new TipsStore();
  readonly tasks = new TasksStore();
  readonly keepAway = new SceneNoticeStore();
  readonly unitNotices = new SceneNoticeStore();
  /** Incidents about which this account is called. */
  readonly calls = new Calls();
  readonly safety = new SafetyStore();
  readonly talk = new TalkStore();
  readonly scenes = new ScenesStore();
  readonly broadcasts = new BroadcastStore();
  readonly draft = new DraftStore();
  readonly place = new PlaceStore();
  readonly ringer = new Ringer();
  readonly wake = new WakeLock();
  readonly connection = new Connection("phone", {
    snapshot: (items) => this.#snapshot(items),
    notice: (notice) => this.#notice(notice),
    answered: (command, data) => this.#answered(command, data),
    refused: (command, refused) => this.#refused(command, refused),
  });
  readonly photos = new PhotoStore(() => this.connection.token);
  tab: Tab = $state("home");
  /** The state is the server's: before, screens show what the device remembers. */
  known = $state(false);
  refusals: LateRefusal[] = $state.raw([]);
  readonly #cadence = new Cadence();

  async open(): Promise<void> {
    await this.connection.open();
    const { disk } = this.connection;
    await Promise.all([this.catalogue.load(disk), this.draft.load(disk), this.photos.open()]);
    const used = [
      ...(this.draft.now?.photos ?? []),
      ...this.waitingTips.flatMap((c) => c.data.photos ?? []),
    ];
    await this.photos.sweep(new Set(used));
  }

  /** `everywhere`: on all devices of this person; false: it couldn't be done. */
  async signOut(everywhere = false): Promise<boolean> {
    if (this.duty.on) await this.connection.send("end-duty", {}, { give_up_ms: 1 }).catch(() => {});
    if (!(await this.connection.signOut(everywhere))) return false;
    await this.photos.clear();
    this.draft.end();
    this.duty.clear();
    this.tips.clear();
    this.tasks.clear();
    this.keepAway.clear();
    this.calls.clear();
    this.unitNotices.clear();
    this.#clearSaid();
    this.safety.clear();
    this.safety.dismiss();
    this.known = false;
    this.tab = "home";
    return true;
  }

  /** Duty is on, and this phone is the one that rings. */
  get rings(): boolean {
    return this.duty.on && this.duty.device === this.connection.device;
  }

  get hindrances() {
    return hindrances({
      live: this.connection.live,
      thisDevice: this.rings,
      visible: this.wake.visible,
      screenHeld: this.wake.held,
      screenPossible: this.wake.possible,
      sound: this.ringer.allowed,
      placeTrouble: this.place.trouble !== null,
    });
  }

  get readiness() {
    return readiness(this.hindrances);
  }

  /** Reports that the server has yet to take, oldest first. */
  get waitingTips(): (Command & { data: ReportTip })[] {
    return this.connection.waiting.filter(
      (command) => command.type === "report-tip",
    ) as (Command & {
      data: ReportTip;
    })[];
  }

  /** Begins duty here, or takes it over from another device. Rejects with Refused. */
  async beginDuty(): Promise<void> {
    await this.ringer.unlock();
    const data: BeginDuty = {};
    const { fix } = this.place;
    if (fix && Date.now() - fix.at < this.freshMs) {
      data.place = { at: { lat: fix.lat, lon: fix.lon }, accuracy_m: fix.accuracy_m };
    }
    const answer = await this.connection.send("begin-duty", data, { give_up_ms: 10_000 });
    this.duty.answer(answer, this.connection.device);
    this.#cadence.reset();
  }

  async endDuty(): Promise<void> {
    const answer = await this.connection.send("end-duty", {}, { give_up_ms: 10_000 });
    this.duty.answer(answer, this.connection.device);
  }

  /** Calls for help, from where this phone is if that is known. On disk until the server has it. */
  async raisePanic(silent: boolean): Promise<void> {
    const data: RaisePanic = { silent };
    const { fix } = this.place;
    if (fix && Date.now() - fix.at < this.freshMs) {
      data.place = { at: { lat: fix.lat, lon: fix.lon }, accuracy_m: fix.accuracy_m };
    }
    await this.connection.send("raise-panic", data);
  }

  /** Takes a panic back that the server has yet to answer; one that may have arrived is withdrawn. */
  unsendPanic(): void {
    for (const command of this.connection.waiting) {
      if (command.type !== "raise-panic") continue;
      if (command.sent) void this.connection.send("withdraw-panic", {}).catch(() => {});
      else this.connection.drop(command.id);
    }
  }

  get freshMs(): number {
    return (this.catalogue.now?.place_age_s ?? 90) * 1000;
  }

  /** Once a second while on duty: says where this phone is, when it is time to. */
  tellPlace(): void {
    const { fix } = this.place;
    const now = Date.now();
    if (!fix || !this.rings || !this.connection.live) return;
    if (!this.#cadence.due(fix, now, this.freshMs)) return;
    this.connection.position(fix.lat, fix.lon, fix.accuracy_m, fix.at);
    this.#cadence.sent(fix, now);
  }

  dismissRefusal(): void {
    this.refusals = this.refusals.slice(1);
  }

  #snapshot(items: readonly SnapshotItem[]): void {
    this.duty.clear();
    this.tips.clear();
    this.tasks.clear();
    this.keepAway.clear();
    this.calls.clear();
    this.unitNotices.clear();
    this.#clearSaid();
    this.safety.clear();
    for (const item of items) this.#take(item, item.n ?? null);
    this.known = true;
    this.#cadence.reset();
    this.photos.go();
  }

  #clearSaid(): void {
    this.talk.clear();
    this.scenes.clear();
    this.broadcasts.clear();
  }

  #notice(notice: Notice): void {
    this.#take(notice, notice.n);
  }

  #take(item: SnapshotItem | Notice, n: number | null): void {
    switch (item.type) {
      case "catalogue":
        this.catalogue.take(item.data);
        break;
      case "my-tip":
        this.tips.put(item.data);
        break;
      case "tip-added":
        this.tips.added(item.data.tip, item.data.words ?? "", item.data.photos);
        break;
      case "tip-changed":
        this.tips.change(item.data);
        break;
      case "duty-changed":
        this.duty.take(item.data);
        break;
      case "offer":
        this.tasks.offer(item.data, n);
        break;
      case "keep-away":
        this.keepAway.put(item.data);
        break;
      case "escalation-call":
        this.calls.put(item.data);
        break;
      case "tip-revealed":
        this.tips.reveal(item.data);
        break;
      case "tip-attention":
        this.tips.attend(item.data);
        break;
      case "unit-notice":
        this.unitNotices.put(item.data);
        break;
      case "task-changed":
        this.tasks.changeMatter(item.data);
        break;
      case "assignment-changed":
        this.tasks.change(item.data);
        if (!this.tasks.get(item.data.assignment)) {
          this.safety.drop(item.data.assignment);
          this.talk.drop(item.data.assignment, item.data.incident);
        }
        break;
      case "message":
        this.talk.put(item.data);
        break;
      case "details-shown":
        this.talk.show(item.data);
        break;
      case "details-withdrawn":
        this.talk.withdraw(item.data.incident);
        break;
      case "commander-changed":
        this.scenes.command(item.data);
        break;
      case "group-changed":
        this.scenes.group(item.data);
        break;
      case "broadcast-told":
        this.broadcasts.tell(item.data);
        break;
      case "broadcast-retracted":
        this.broadcasts.retract(item.data);
        break;
      case "check-in-changed":
        this.safety.takeClock(item.data);
        break;
      case "panic-changed":
        this.safety.takePanic(item.data);
        break;
      case "safe-word-set":
        this.safety.wordSet = true;
        break;
    }
  }

  /** Answers to commands of before a reload come here too, and only here. */
  #answered(command: Command, data: unknown): void {
    const at = new Date(clock.now()).toISOString();
    switch (command.type) {
      case "report-tip":
        this.tips.reported((data as TipAnswer).tip, command.id, command.data as ReportTip, at);
        break;
      case "add-to-tip": {
        const { tip, words = "", photos = [] } = command.data as AddToTip;
        this.tips.added(tip, words, photos);
        break;
      }
      case "accept-offer":
      case "decline-offer":
      case "set-status": {
        const { assignment, state } = data as AssignmentAnswer;
        this.tasks.answered(assignment, state);
        break;
      }
      case "check-in": {
        const { assignment, due_at } = data as CheckInAnswer;
        this.safety.checkedIn(assignment, due_at);
        break;
      }
      case "raise-panic":
        this.safety.raised(data as PanicAnswer, (command.data as RaisePanic).silent, at);
        break;
    }
  }

  #refused(command: Command, refused: Refused): void {
    if (command.type === "accept-offer" && over.includes(refused.code)) {
      this.tasks.over((command.data as AcceptOffer).assignment, refused.text);
    }
    // What the person waits for says so itself; a report may be refused long after.
    if (command.type === "report-tip" || command.type === "add-to-tip") {
      this.refusals = [...this.refusals, { command, refused }];
    }
  }

  /** Milliseconds that an offer still stands, by server time. */
  leftMs(expires_at: string): number {
    return ms(expires_at) - clock.now();
  }
}

export const phone = new Phone();
