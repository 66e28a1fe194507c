import { clock, ms } from "./clock.svelte.ts";
import { tongue } from "./i18n.svelte.ts";
import type { CommandType, Commands, Welcome } from "./protocol.ts";
import { Client, socketUrl, type Handlers, type SendOptions } from "./socket/client.ts";
import { openDisk, type Disk } from "./socket/disk.ts";
import { deviceId } from "./socket/ids.ts";
import { knock } from "./sign-in/door.ts";
import { Refused } from "./socket/refused.ts";
import type { Command, Status } from "./socket/session-types.ts";

/** What a page gives: everything that `Connection` doesn't do itself. */
export type PageHandlers = Pick<
  Handlers,
  "snapshot" | "notice" | "moment" | "answered" | "refused"
>;

/**
 * The one connection of a page, as reactive state: signed in or not, status, who one is. Made once
 * in the page's main.ts.
 */
export class Connection {
  /** Null while signed out. The token is in localStorage and in no URL. */
  token: string | null = $state(null);
  status: Status = $state.raw({ phase: "signed-out" });
  /** Who is signed in, of the last welcome; after a reload as the device remembers it. */
  me: Welcome | null = $state.raw(null);
  /** Commands without an answer. */
  waiting: readonly Command[] = $state.raw([]);
  /** Set once `open` has resolved. */
  disk!: Disk;

  readonly device: string;
  readonly #name: string;
  readonly #handlers: PageHandlers;
  #client: Client | null = null;

  /** `name` is the kind of page: phone, console, map. */
  constructor(name: string, handlers: PageHandlers) {
    this.#name = name;
    this.#handlers = handlers;
    this.device = deviceId(name);
  }

  /** Opens the disk and, where a token is kept, connects. */
  async open(): Promise<void> {
    this.disk = await openDisk(this.#name);
    const token = readToken(this.#name);
    if (!token) return;
    this.me = (await this.disk.get<Welcome>(meKey)) ?? null;
    await this.#start(token);
  }

  /** Takes a token: of the server's answer, or as `dageng account add` printed it. */
  async signIn(token: string): Promise<void> {
    const clean = token.trim();
    writeToken(this.#name, clean);
    this.#client?.stop();
    await this.#start(clean);
  }

  /**
   * Makes the token worthless where the server can be reached, and forgets it and everything kept
   * for this person on the device. `everywhere`: on all their devices; false: it couldn't be done,
   * and nothing has changed.
   */
  async signOut(everywhere = false): Promise<boolean> {
    const left = knock("sign-out", { everywhere }, this.token);
    if (everywhere && !(await left).ok) return false;
    this.#client?.stop();
    this.#client = null;
    writeToken(this.#name, null);
    this.token = null;
    this.me = null;
    this.status = { phase: "signed-out" };
    this.waiting = [];
    await this.disk.clear();
    return true;
  }

  /** False: show `SignIn`. A token that the server doesn't know any more counts as none. */
  get signedIn(): boolean {
    if (this.token === null) return false;
    return !(this.status.phase === "stopped" && this.status.reason === "not-signed-in");
  }

  get live(): boolean {
    return this.status.phase === "live";
  }

  /** May this account send such a message? False until the first welcome. */
  may(type: CommandType): boolean {
    return this.me?.rights.includes(type) ?? false;
  }

  /** See `Client.send`. Rejects with `Refused` only. */
  async send<T extends CommandType>(
    type: T,
    data: Commands[T]["data"],
    options: SendOptions = {},
  ): Promise<Commands[T]["answer"]> {
    if (!this.#client) throw new Refused("signed-out");
    return this.#client.send(type, $state.snapshot(data) as Commands[T]["data"], options);
  }

  drop(id: string): void {
    this.#client?.drop(id);
  }

  seen(n: number): void {
    this.#client?.seen(n);
  }

  position(lat: number, lon: number, accuracy_m: number, made_at: number): void {
    this.#client?.position(lat, lon, accuracy_m, made_at);
  }

  probe(on: boolean): void {
    this.#client?.probe(on);
  }

  retry(): void {
    this.#client?.retry();
  }

  /** Once a week the token is another, so that one that was copied ends by itself. */
  async #renew(): Promise<void> {
    const { token } = this;
    if (token === null || !isOld(this.#name)) return;
    const entered = await knock("renew-token", {}, token);
    // Who has signed out meanwhile, or in as somebody else, keeps that.
    if (!entered.ok || entered.answer.token === undefined || this.token !== token) return;
    writeToken(this.#name, entered.answer.token);
    this.token = entered.answer.token;
  }

  async #start(token: string): Promise<void> {
    this.token = token;
    this.#client = await Client.open({
      url: socketUrl(location),
      token: () => this.token ?? "",
      device: this.device,
      client: `${this.#name} ${version}`,
      language: tongue.now,
      disk: this.disk,
      handlers: {
        ...this.#handlers,
        status: (status) => {
          this.status = status;
        },
        waiting: (commands) => {
          this.waiting = commands;
        },
        welcome: (welcome, sent, heard) => {
          this.me = welcome;
          this.disk.put(meKey, welcome).catch(() => {});
          clock.observe(ms(welcome.server_time), sent, heard, true);
          void this.#renew();
        },
      },
    });
    this.waiting = this.#client.waiting;
    this.#client.start();
  }
}

const meKey = "me";
const version = "0.1.0";
const tokenKey = (name: string): string => `dageng.token.${name}`;
const sinceKey = (name: string): string => `dageng.token-since.${name}`;
const renew_after_ms = 7 * 24 * 3600 * 1000;

function readToken(name: string): string | null {
  try {
    return localStorage.getItem(tokenKey(name));
  } catch {
    return null;
  }
}

function writeToken(name: string, token: string | null): void {
  try {
    if (token === null) localStorage.removeItem(tokenKey(name));
    else localStorage.setItem(tokenKey(name), token);
    localStorage.setItem(sinceKey(name), String(Date.now()));
  } catch {
    // Kept for this page only.
  }
}

function isOld(name: string): boolean {
  try {
    const since = localStorage.getItem(sinceKey(name));
    return since !== null && Date.now() - Number(since) > renew_after_ms;
  } catch {
    return false;
  }
}
