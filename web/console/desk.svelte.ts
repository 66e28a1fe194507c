import { createContext } from "svelte";

import { clock } from "../shared/clock.svelte.ts";
import { Connection } from "../shared/connection.svelte.ts";
import { KeptHeads } from "../shared/heads.svelte.ts";
import type { CommandType, Commands, LatLon, Moment, SnapshotItem, Welcome } from "../shared/protocol.ts";
import type { SendOptions } from "../shared/socket/client.ts";
import { newId } from "../shared/socket/ids.ts";
import { MapLink } from "./map-link.svelte.ts";
import { Reading } from "./reading.svelte.ts";
import { Player } from "./replay.svelte.ts";
import { Search } from "./search.svelte.ts";
import { alarmsOf, alertOf, type Alarm } from "./stores/alarms.ts";
import { District } from "./stores/district.ts";
import { isEnded, type Incident } from "./stores/model.ts";
import { Moments, type Heard } from "./stores/moments.ts";
import { ordered, QueueOrder, type Tab } from "./stores/queue.ts";
import type { Ringing } from "./stores/sound-plan.ts";
import { undoable, Undo } from "./undo.svelte.ts";

export type Sheet =
  | "call"
  | "assign"
  | "raise"
  | "note"
  | "close"
  | "merge"
  | "split"
  | "reclassify"
  | "refer"
  | "hold"
  | "move"
  | "more"
  | "release"
  | "reveal"
  | "broadcast"
  | "hand-over"
  | "search";

/** Forms that are about no incident. */
export const free: readonly Sheet[] = ["call", "broadcast", "hand-over", "search"];
/** Forms about an incident that may have ended. */
export const afterEnd: readonly Sheet[] = ["reveal"];
/** Forms that a click on the map gives a place to. */
const placing: readonly Sheet[] = ["call", "move", "broadcast"];

/** An action waits so long for a connection, then is refused. */
const giveUpMs = 10_000;
/** What came within this time is shown together. */
const batchMs = 30;
/** Rows may move again so long after the last key. */
const idleMs = 1000;

/** One dispatcher's desk: what is known, what is chosen, what can be done. One for the page. */
export class Desk {
  readonly connection: Connection;
  readonly map: MapLink;
  readonly moments = new Moments();
  readonly heads = new KeptHeads("console");
  readonly reading = new Reading();
  readonly player = new Player();
  readonly search = new Search();
  readonly undo = new Undo((command) => this.act("undo-command", { command }));
  /** True from the first snapshot on. */
  ready = $state(false);
  /** Number of the last notice, and the server's time of the last word. */
  record = $state(0);
  heardAt = $state(0);
  sheet: Sheet | null = $state(null);
  keysShown = $state(false);
  /** Narrow pages show the detail over the map only when asked. */
  detailShown = $state(false);
  tab: Tab = $state("open");
  priority: number | null = $state(null);
  /** Where a call's incident is, or a scene is moved to, while the form is open. */
  callAt: LatLon | null = $state.raw(null);

  rows: readonly Incident[] = $state.raw([]);
  freshRows = $state(0);
  #district = new District();
  readonly #order = new QueueOrder();
  /** Grows with every change of what is known; what shows it reads it. */
  #version = $state(0);
  #chosen: number | null = $state(null);
  #putAside: ReadonlySet<number> = $state.raw(new Set<number>());
  #confirmed: ReadonlySet<string> = $state.raw(new Set<string>());
  #silenced: ReadonlySet<number> = $state.raw(new Set<number>());
  #callPlaced: ((at: LatLon) => void) | null = null;
  #pointed = false;
  #idle: ReturnType<typeof setTimeout> | null = null;
  #batch: ReturnType<typeof setTimeout> | null = null;

  readonly alert = $derived.by(() => alertOf(this.district.known(), this.#putAside));
  readonly alarms: readonly Alarm[] = $derived.by(() =>
    alarmsOf(this.district.known(), this.#putAside, this.#confirmed),
  );
  readonly chosen: Incident | null = $derived(
    this.#chosen === null ? null : (this.district.incidents.get(this.#chosen) ?? null),
  );
  readonly totals = $derived.by(() => {
    void this.#version;
    return this.moments.figures();
  });

  constructor() {
    this.connection = new Connection("console", {
      snapshot: (items, welcome) => this.#takeSnapshot(items, welcome),
      notice: ({ type, n, data }) => {
        this.#district.apply(type, data);
        this.record = n;
        this.#changed();
      },
      moment: (moment) => this.#takeMoment(moment),
    });
    this.map = new MapLink((view) => {
      if (!this.connection.live) return;
      this.connection.send("watch-map", view, { keep: false }).catch(() => {
        // Refused views leave the people of the view before; the next one is told again.
      });
    });
  }

  /** What is known; reading it follows its changes. */
  get district(): District {
    void this.#version;
    return this.#district;
  }

  /** What the sound plan needs; read outside of effects. */
  ringing(): Ringing {
    const waiting = this.#district.known().filter((one) => one.acknowledgedAt === null && !isEnded(one));
    return {
      incidents: waiting.map(({ id, priority, openedAt }) => ({
        id,
        priority,
        openedAt,
        silenced: this.#silenced.has(id),
      })),
      // One who called for help rings as an incident until it is taken, then anew if pressed again.
      shortfalls: this.alarms
        .filter(({ what, incident, confirmed }) =>
          what === "shortfall" || (what !== "unclaimed" && incident.acknowledgedAt !== null) ? !confirmed : false,
        )
        .map((one) => one.key),
      lost: this.connection.status.phase === "reconnecting" || this.connection.status.phase === "offline",
    };
  }

  /** Where somebody with a running assignment was last heard; null: not told. */
  placeOf(person: number): Heard | null {
    void this.#version;
    return this.moments.places.get(person) ?? null;
  }

  get places(): ReadonlyMap<number, Heard> {
    void this.#version;
    return this.moments.places;
  }

  /** Other dispatchers who have it before them. */
  viewersOf(incident: number): readonly number[] {
    void this.#version;
    const me = this.connection.me?.person;
    return (this.moments.viewers.get(incident) ?? []).filter((person) => person !== me);
  }

  isStored(photo: string): boolean {
    return this.district.storedPhotos.has(photo);
  }

  codeOf(incident: number): string {
    return this.district.incidents.get(incident)?.code.slice(-4) ?? `#${incident}`;
  }

  // -- choosing ------------------------------------------------------------------------------

  choose(id: number | null): void {
    if (this.#chosen !== id && (this.sheet === null || !free.includes(this.sheet))) this.sheet = null;
    if (this.#chosen !== id) this.player.close();
    this.#setChosen(id);
    this.detailShown = id !== null;
  }

  /** Other desks hear of it. */
  #setChosen(id: number | null): void {
    this.#chosen = id;
    this.map.choose(id);
  }

  step(by: 1 | -1): void {
    this.#touch();
    const next = this.#order.neighbour(this.#chosen, by);
    if (next !== null) this.choose(next);
  }

  show(tab: Tab, priority: number | null): void {
    this.tab = tab;
    this.priority = priority;
    this.#settle(false);
  }

  /** The pointer is over the queue, or not any more. */
  point(over: boolean): void {
    this.#pointed = over;
    if (!over) this.#settle();
  }

  /** Rows that wait come in. */
  letIn(): void {
    this.#settle(false);
  }

  /** Shows the chosen incident's minutes again. */
  replay(): void {
    if (this.#chosen === null) return;
    this.closeSheet();
    this.#play(this.#chosen);
  }

  /** What couldn't be read. */
  replayAgain(): void {
    if (this.player.incident !== null) this.#play(this.player.incident);
  }

  /** Opens what a search found: what isn't here any more is played again, and what was found stays in sight. */
  openFound(incident: number): void {
    if (!this.district.incidents.has(incident)) {
      this.#play(incident);
      return;
    }
    this.closeSheet();
    this.choose(incident);
  }

  #play(incident: number): void {
    const { token } = this.connection;
    if (token !== null) void this.player.open(incident, token);
  }

  openSheet(sheet: Sheet): void {
    if (this.player.incident !== null) return;
    const { chosen } = this;
    if (!free.includes(sheet) && (chosen === null || (isEnded(chosen) && !afterEnd.includes(sheet)))) return;
    this.callAt = null;
    this.sheet = sheet;
  }

  /** A click on the map is for the form. */
  get placing(): boolean {
    return this.sheet !== null && placing.includes(this.sheet);
  }

  closeSheet(): void {
    this.sheet = null;
    this.callAt = null;
  }

  /** Where the call's incident is, from the map; the form hears of it. */
  placeCall(at: LatLon): void {
    this.callAt = at;
    this.#callPlaced?.(at);
  }

  /** Returns how to stop listening. */
  onCallPlaced(listener: (at: LatLon) => void): () => void {
    this.#callPlaced = listener;
    return () => {
      this.#callPlaced = null;
    };
  }

  putAside(incident: number): void {
    this.#putAside = new Set([...this.#putAside, incident]);
  }

  confirm(alarm: Alarm): void {
    this.#confirmed = new Set([...this.#confirmed, alarm.key]);
  }

  silence(): void {
    const ringing = this.#district.known().filter((one) => one.acknowledgedAt === null);
    this.#silenced = new Set(ringing.map((one) => one.id));
  }

  isSilenced(incident: number): boolean {
    return this.#silenced.has(incident);
  }

  // -- doing ---------------------------------------------------------------------------------

  /** Sends; without a connection it waits 10 s. Rejects with `Refused` only. */
  act<T extends CommandType>(
    type: T,
    data: Commands[T]["data"],
    options: SendOptions = {},
  ): Promise<Commands[T]["answer"]> {
    const how = { id: newId(), keep: false, give_up_ms: giveUpMs, ...options };
    const answer = this.connection.send(type, data, how);
    const what = undoable[type];
    if (what !== undefined && "incident" in data && data.incident !== undefined) {
      const { incident } = data;
      // A refusal is told where the command was given.
      answer.then(() => this.undo.offer(how.id, incident, what)).catch(() => {});
    }
    return answer;
  }

  acknowledge(incident: number): Promise<unknown> {
    return this.act("acknowledge-incident", { incident });
  }

  takeOver(incident: number): Promise<unknown> {
    return this.act("take-over", { incident });
  }

  /** Whether whoever answers for it is at the desk. */
  isOwned({ owner }: Incident): boolean {
    const mine = owner !== null && owner === this.connection.me?.person;
    return mine || (owner !== null && this.district.desks.has(owner));
  }

  /** Nothing of a person stays on the page when they leave. */
  async signOut(): Promise<void> {
    await this.connection.signOut();
    location.reload();
  }

  // -- hearing -------------------------------------------------------------------------------

  #takeSnapshot(items: readonly SnapshotItem[], welcome: Welcome): void {
    const district = new District();
    for (const { type, data } of items) district.apply(type, data);
    this.#district = district;
    this.record = welcome.n;
    this.heardAt = clock.now();
    this.#changed();
  }

  #takeMoment(moment: Moment): void {
    this.heardAt = clock.now();
    if (moment.type === "signed-head") this.heads.keep(moment.data);
    else if (moment.type === "incidents-found") this.search.take(moment.data);
    else if (this.moments.apply(moment.type, moment.data)) this.#changed();
    else this.map.take(moment);
  }

  #changed(): void {
    this.#batch ??= setTimeout(() => {
      this.#batch = null;
      this.#version += 1;
      this.#settle();
      this.ready = true;
    }, batchMs);
  }

  #settle(held = this.#pointed || this.#idle !== null): void {
    const wanted = ordered(this.#district.known(), this.tab, this.priority);
    this.#order.settle(wanted, held && this.rows.length > 0);
    this.rows = this.#order.shown.flatMap((id) => this.#district.incidents.get(id) ?? []);
    this.freshRows = this.#order.waiting.length;
    if (this.#chosen === null && this.rows[0] !== undefined && !this.ready) {
      this.#setChosen(this.rows[0].id);
    }
  }

  #touch(): void {
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      this.#idle = null;
      this.#settle();
    }, idleMs);
  }
}

export const [getDesk, setDesk] = createContext<Desk>();
