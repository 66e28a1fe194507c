import type { CommandType, Commands, ErrorCode, Language } from "../protocol.ts";
import type { Moment, Notice, SnapshotItem, Welcome } from "../protocol.ts";
import { cursorKey, personKey, type Disk } from "./disk.ts";
import { newId } from "./ids.ts";
import { Refused } from "./refused.ts";
import { Session } from "./session.ts";
import type { Action, Command, Input, Status, TimerName } from "./session-types.ts";

/** What a page does with what comes. Called in the order of the wire. */
export interface Handlers {
  /** Replaces all state. */
  snapshot(items: SnapshotItem[], welcome: Welcome): void;
  notice(notice: Notice): void;
  moment?(moment: Moment): void;
  status?(status: Status): void;
  /** Each connection's; before its snapshot. `sent` and `heard` are by the device's clock. */
  welcome?(welcome: Welcome, sent: number, heard: number): void;
  /** Every answer, also to commands of before a reload, which have no promise any more. */
  answered?(command: Command, data: unknown): void;
  refused?(command: Command, refused: Refused): void;
  /** What waits for an answer is another set than before. */
  waiting?(commands: readonly Command[]): void;
}

export interface SendOptions {
  /** The id to use, when it must be known before. Made otherwise. */
  id?: string;
  /** False: not kept on disk, for what only reads. */
  keep?: boolean;
  /** Refused with `no-connection` when it could not be sent in this time. Otherwise it waits. */
  give_up_ms?: number;
}

export interface ClientOptions {
  url: string;
  /** Asked at each hello: it may have been renewed. */
  token: () => string;
  device: string;
  /** Name and version, 1 to 40 characters. */
  client: string;
  language: Language;
  disk: Disk;
  handlers: Handlers;
  /** For tests. */
  makeSocket?: (url: string) => WebSocket;
}

/** More waiting commands than this are refused with `outbox-full`, but for a panic. */
export const max_waiting = 200;

type Promised = { resolve: (data: never) => void; reject: (reason: Refused) => void };

/**
 * One signed-in client of a page: drives a `Session` with a WebSocket, timers, the disk and the
 * browser's own events. Belongs to the page's one thread.
 */
export class Client {
  readonly #options: ClientOptions;
  readonly #promised = new Map<string, Promised>();
  readonly #timers = new Map<TimerName, ReturnType<typeof setTimeout>>();
  readonly #session: Session;
  #socket: WebSocket | null = null;
  #stopListening: () => void = () => {};

  private constructor(options: ClientOptions, commands: Command[], person: number | null) {
    const { token, device, client, language } = options;
    this.#options = options;
    this.#session = new Session({
      token,
      device,
      client,
      language,
      // The page's state isn't kept over a reload, so that a snapshot must come.
      cursor: null,
      person,
      commands,
      random: Math.random,
      newId,
    });
  }

  /** Takes up what the disk kept. Nothing happens before `start`. */
  static async open(options: ClientOptions): Promise<Client> {
    const commands = await options.disk.commands();
    const person = await options.disk.get<number>(personKey);
    return new Client(options, commands, person ?? null);
  }

  start(): void {
    this.#stopListening = this.#listen();
    this.#step({ in: "start" });
    if (!navigator.onLine) this.#step({ in: "network", online: false });
  }

  /** Ends the connection. What waits stays on disk. */
  stop(): void {
    this.#stopListening();
    this.#step({ in: "stop" });
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  get status(): Status {
    return this.#session.status;
  }

  /** Commands without an answer, oldest first. */
  get waiting(): readonly Command[] {
    return this.#session.waiting;
  }

  /**
   * Sends, now or when there is a connection again. Resolves with the answer; rejects with
   * `Refused` only. It is on disk before it is sent, unless `keep` is false.
   */
  async send<T extends CommandType>(
    type: T,
    data: Commands[T]["data"],
    options: SendOptions = {},
  ): Promise<Commands[T]["answer"]> {
    const full = this.#session.waiting.length >= max_waiting;
    if (full && type !== "raise-panic") throw new Refused("outbox-full");
    const { id = newId(), keep = true, give_up_ms } = options;
    const now = Date.now();
    const made_at = new Date(now).toISOString();
    const give_up_at = give_up_ms === undefined ? undefined : now + give_up_ms;
    const command: Command = { id, type, data, made_at, kept: keep, give_up_at };
    const answer = new Promise<Commands[T]["answer"]>((resolve, reject) => {
      this.#promised.set(id, { resolve, reject });
    });
    if (keep) await this.#options.disk.remember(command).catch(() => {});
    this.#step({ in: "command", command });
    return answer;
  }

  /** Takes a waiting command back. One that was `sent` may have arrived all the same. */
  drop(id: string): void {
    this.#promised.delete(id);
    this.#step({ in: "drop", id });
  }

  /** Says that notice `n` was shown; for an offer, that it is on the screen. */
  seen(n: number): void {
    this.#step({ in: "pass", type: "seen", data: { n } });
  }

  /** Says where this phone is. Of the moment: dropped when there is no connection. */
  position(lat: number, lon: number, accuracy_m: number, made_at: number): void {
    const at = { lat, lon };
    const data = { at, accuracy_m, made_at: new Date(made_at).toISOString() };
    this.#step({ in: "pass", type: "position", data });
  }

  /** While on, the connection is asked every 20 s whether it lives. */
  probe(on: boolean): void {
    this.#step({ in: "probe", on });
  }

  /** Comes back after `stopped: replaced`, or at once instead of after the wait. */
  retry(): void {
    this.#step(this.status.phase === "stopped" ? { in: "start" } : { in: "wake" });
  }

  #listen(): () => void {
    const online = (): void => this.#step({ in: "network", online: true });
    const offline = (): void => this.#step({ in: "network", online: false });
    const look = (): void => {
      if (document.visibilityState === "visible") this.#step({ in: "wake" });
    };
    window.addEventListener("online", online);
    window.addEventListener("offline", offline);
    document.addEventListener("visibilitychange", look);
    return () => {
      window.removeEventListener("online", online);
      window.removeEventListener("offline", offline);
      document.removeEventListener("visibilitychange", look);
    };
  }

  #step(input: Input): void {
    const actions = this.#session.step(input, Date.now());
    for (const action of actions) this.#do(action);
    const changes: Action["do"][] = ["answered", "refused", "remember"];
    const settled = actions.some((action) => changes.includes(action.do));
    if (settled || input.in === "command" || input.in === "drop") {
      this.#options.handlers.waiting?.(this.waiting);
    }
  }

  #do(action: Action): void {
    const { handlers, disk } = this.#options;
    switch (action.do) {
      case "connect":
        this.#connect();
        break;
      case "close":
        this.#release()?.close();
        break;
      case "transmit":
        if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(action.text);
        break;
      case "timer":
        this.#arm(action.name, action.ms);
        break;
      case "cancel":
        clearTimeout(this.#timers.get(action.name));
        this.#timers.delete(action.name);
        break;
      case "keep-cursor":
        disk.put(cursorKey, action.cursor).catch(() => {});
        break;
      case "remember":
        disk.remember(action.command).catch(() => {});
        break;
      case "forget":
        disk.forget(action.id).catch(() => {});
        break;
      case "welcome":
        disk.put(personKey, action.welcome.person).catch(() => {});
        handlers.welcome?.(action.welcome, action.sent, action.heard);
        break;
      case "snapshot":
        handlers.snapshot(action.items, action.welcome);
        break;
      case "notice":
        handlers.notice(action.notice);
        break;
      case "moment":
        handlers.moment?.(action.moment);
        break;
      case "answered":
        handlers.answered?.(action.command, action.data);
        this.#take(action.command.id)?.resolve(action.data as never);
        break;
      case "refused": {
        const { code, detail, field } = action.refusal;
        const refused = new Refused(code as ErrorCode, detail, field);
        handlers.refused?.(action.command, refused);
        this.#take(action.command.id)?.reject(refused);
        break;
      }
      case "status":
        handlers.status?.(action.status);
        break;
    }
  }

  #take(id: string): Promised | undefined {
    const promised = this.#promised.get(id);
    this.#promised.delete(id);
    return promised;
  }

  #arm(name: TimerName, ms: number): void {
    clearTimeout(this.#timers.get(name));
    this.#timers.set(
      name,
      setTimeout(() => this.#step({ in: "timer", name }), ms),
    );
  }

  #connect(): void {
    this.#release()?.close();
    const make = this.#options.makeSocket ?? ((url: string) => new WebSocket(url, "dageng.v1"));
    const socket = make(this.#options.url);
    this.#socket = socket;
    socket.onopen = () => this.#step({ in: "opened" });
    socket.onmessage = (event: MessageEvent) =>
      this.#step({ in: "text", text: String(event.data) });
    socket.onclose = (event: CloseEvent) => {
      this.#release();
      this.#step({ in: "closed", code: event.code });
    };
  }

  /** From here on, this socket's events are nobody's. */
  #release(): WebSocket | null {
    const socket = this.#socket;
    if (socket) socket.onopen = socket.onmessage = socket.onclose = null;
    this.#socket = null;
    return socket;
  }
}

/** Where the page's own server takes sockets. */
export function socketUrl(page: Location): string {
  return `${page.protocol === "https:" ? "wss" : "ws"}://${page.host}/ws`;
}
