import type { Notice, SnapshotItem, Welcome } from "../protocol.ts";
import { backoffMs, stopReason } from "./close-codes.ts";
import { sort, type Refusal } from "./frames.ts";
import { Outbox, lag_ms } from "./outbox.ts";
import type {
  Action,
  Command,
  Cursor,
  Input,
  SessionOptions,
  Status,
  TimerName,
} from "./session-types.ts";

/** A connection that isn't open and welcomed by then is given up. */
export const welcome_ms = 12_000;
/** No frame at all for this long while an answer is due: the line is dead. */
export const silence_ms = 12_000;
/** How often a page that must know that the line lives asks the server for a word. */
export const probe_ms = 20_000;

/**
 * The life of one signed-in client over many connections, without I/O: `step(input, now)` says what
 * to do. One instance is one sign-in. `now` is the device's clock in ms.
 */
export class Session {
  readonly #options: SessionOptions;
  readonly #outbox: Outbox;
  #cursor: Cursor | null;
  #status: Status = { phase: "signed-out" };
  #line: "none" | "opening" | "greeting" | "welcomed" = "none";
  #running = false;
  #online = true;
  #probing = false;
  #attempt = 0;
  #hello = { id: "", sent: 0 };
  #welcome: Welcome | null = null;
  #parts: SnapshotItem[][] = [];
  #whole = false;
  #progress = false;
  #person: number | null;
  #heard = 0;
  #out: Action[] = [];

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#cursor = options.cursor;
    this.#person = options.person;
    this.#outbox = new Outbox(options.commands);
  }

  get status(): Status {
    return this.#status;
  }

  /** Commands without an answer, oldest first. */
  get waiting(): readonly Command[] {
    return this.#outbox.waiting;
  }

  step(input: Input, now: number): Action[] {
    this.#out = [];
    switch (input.in) {
      case "start":
        this.#running = true;
        this.#connect(now);
        break;
      case "stop":
        this.#end({ phase: "signed-out" });
        break;
      case "opened":
        if (this.#line === "opening") this.#greet(now);
        break;
      case "text":
        this.#heard = now;
        this.#take(input.text, now);
        break;
      case "closed":
        this.#closed(input.code, now);
        break;
      case "timer":
        this.#fired(input.name, now);
        break;
      case "network":
        this.#network(input.online, now);
        break;
      case "wake":
        this.#wake(now);
        break;
      case "probe":
        this.#probe(input.on, now);
        break;
      case "command":
        this.#outbox.add(input.command);
        if (this.#line === "welcomed") this.#push(this.#outbox.send(input.command, now));
        else this.#push(this.#outbox.watchLimits(now));
        break;
      case "drop":
        this.#push(this.#outbox.drop(input.id));
        break;
      case "pass":
        if (this.#line === "welcomed") this.#send({ type: input.type, data: input.data });
        break;
    }
    return this.#out;
  }

  // -- the line ------------------------------------------------------------------------------

  #connect(now: number): void {
    this.#line = "opening";
    this.#welcome = null;
    this.#out.push({ do: "cancel", name: "retry" }, { do: "connect" });
    this.#out.push({ do: "timer", name: "welcome", ms: welcome_ms });
    if (this.#status.phase === "signed-out" || this.#status.phase === "stopped") {
      this.#show({ phase: "connecting", since: now });
    } else if (this.#status.phase === "offline") {
      const { since } = this.#status;
      this.#show({ phase: "reconnecting", since, retry_at: now, attempt: this.#attempt });
    }
  }

  #greet(now: number): void {
    const { token, device, client, language, newId } = this.#options;
    this.#line = "greeting";
    this.#hello = { id: newId(), sent: now };
    const resume = this.#cursor ? { log: this.#cursor.log, last_n: this.#cursor.n } : {};
    const device_time = new Date(now).toISOString();
    const data = { token: token(), device, device_time, client, language, ...resume };
    this.#send({ type: "hello", id: this.#hello.id, data });
  }

  #closed(code: number, now: number): void {
    if (this.#line === "none") return;
    this.#hangUp();
    if (!this.#running) return;
    const reason = stopReason(code);
    if (reason) {
      this.#end({ phase: "stopped", reason });
      return;
    }
    const wait = backoffMs(code, this.#attempt, this.#options.random());
    this.#attempt += 1;
    const since = "since" in this.#status ? this.#status.since : now;
    if (!this.#online) this.#show({ phase: "offline", since });
    else if (this.#status.phase === "connecting" && this.#attempt < 2) this.#show(this.#status);
    else this.#show({ phase: "reconnecting", since, retry_at: now + wait, attempt: this.#attempt });
    this.#out.push({ do: "timer", name: "retry", ms: wait });
    this.#push(this.#outbox.watchLimits(now));
  }

  /** Gives this connection up without waiting for its close. */
  #abandon(now: number): void {
    this.#out.push({ do: "close" });
    this.#closed(1006, now);
  }

  #hangUp(): void {
    this.#line = "none";
    this.#outbox.hangUp();
    this.#parts = [];
    for (const name of ["welcome", "answer", "probe"] as const)
      this.#out.push({ do: "cancel", name });
  }

  #end(status: Status): void {
    this.#running = false;
    if (this.#line !== "none") this.#out.push({ do: "close" });
    this.#hangUp();
    this.#out.push({ do: "cancel", name: "retry" }, { do: "cancel", name: "sweep" });
    this.#show(status);
  }

  #network(online: boolean, now: number): void {
    this.#online = online;
    if (!this.#running) return;
    if (!online) {
      if (this.#line !== "none") this.#abandon(now);
      else
        this.#show({ phase: "offline", since: "since" in this.#status ? this.#status.since : now });
      return;
    }
    this.#wake(now);
  }

  /** The page is looked at again, or the network is back: no waiting, and a look at the line. */
  #wake(now: number): void {
    if (!this.#running) return;
    if (this.#line === "none") {
      this.#attempt = 0;
      this.#connect(now);
    } else if (this.#line === "welcomed") {
      this.#ask(now);
    }
  }

  // -- what comes ----------------------------------------------------------------------------

  #take(text: string, now: number): void {
    const frame = sort(text);
    switch (frame.is) {
      case "answer":
        if (frame.id === this.#hello.id && this.#line === "greeting") {
          this.#welcomed(frame.data as Welcome, now);
        } else {
          this.#answered(frame.id, frame.data, now);
        }
        break;
      case "refusal":
        this.#refused(frame.id, frame.refusal, now);
        break;
      case "part":
        this.#part(frame.of, frame.items);
        break;
      case "moment":
        if (this.#whole) this.#out.push({ do: "moment", moment: frame.moment });
        break;
      case "notice":
        this.#notice(frame.notice, now);
        break;
    }
  }

  #welcomed(welcome: Welcome, now: number): void {
    this.#line = "welcomed";
    this.#welcome = welcome;
    this.#attempt = 0;
    this.#progress = false;
    this.#parts = [];
    this.#out.push({ do: "cancel", name: "welcome" }, { do: "cancel", name: "sweep" });
    this.#out.push({ do: "welcome", welcome, sent: this.#hello.sent, heard: now });
    this.#show({ phase: "live", lag_ms: 0 });
    this.#whole = welcome.resumed;
    if (!welcome.resumed && welcome.parts === 0) this.#snapshot([], welcome);
    if (this.#person !== null && this.#person !== welcome.person)
      this.#push(this.#outbox.refuseAll());
    this.#person = welcome.person;
    this.#push(this.#outbox.sendAll(now));
    if (this.#probing) this.#out.push({ do: "timer", name: "probe", ms: probe_ms });
  }

  #part(of: number, items: SnapshotItem[]): void {
    const welcome = this.#welcome;
    if (!welcome || this.#whole) return;
    this.#parts.push(items);
    if (this.#parts.length < Math.max(of, welcome.parts)) return;
    const all = this.#parts.flat();
    this.#parts = [];
    this.#snapshot(all, welcome);
  }

  #snapshot(items: SnapshotItem[], welcome: Welcome): void {
    this.#whole = true;
    this.#progress = true;
    this.#out.push({ do: "snapshot", items, welcome });
    this.#move({ log: welcome.log, n: welcome.n });
  }

  #notice(notice: Notice, now: number): void {
    const cursor = this.#cursor;
    if (!cursor || !this.#whole) return;
    if (notice.n <= cursor.n) return;
    // `prev` below our n is no gap: a snapshot may be true to beyond this person's last notice.
    if (notice.prev > cursor.n) {
      // Resuming brought nothing that fits: only a snapshot can help.
      if (!this.#progress) this.#move(null);
      this.#abandon(now);
      return;
    }
    this.#progress = true;
    this.#out.push({ do: "notice", notice });
    this.#move({ log: cursor.log, n: notice.n });
  }

  #move(cursor: Cursor | null): void {
    this.#cursor = cursor;
    this.#out.push({ do: "keep-cursor", cursor });
  }

  // -- commands and their answers --------------------------------------------------------------

  #refused(id: string | null, refusal: Refusal, now: number): void {
    if (id !== null && id === this.#hello.id && this.#line === "greeting") {
      const signedOut = refusal.code === "not-signed-in";
      if (signedOut) this.#end({ phase: "stopped", reason: "not-signed-in" });
      else if (refusal.code === "not-allowed")
        this.#end({ phase: "stopped", reason: "not-allowed" });
      else this.#abandon(now);
      return;
    }
    if (id === null) return;
    this.#arrived(id, now);
    const again = refusal.code === "busy" || refusal.code === "too-many";
    if (again && this.#outbox.postpone(id)) {
      const ms = Math.max(lag_ms, refusal.retry_after_ms);
      this.#out.push({ do: "timer", name: "sweep", ms });
    } else {
      this.#push(this.#outbox.settle(id, (command) => ({ do: "refused", command, refusal })));
    }
  }

  #answered(id: string, data: unknown, now: number): void {
    this.#arrived(id, now);
    this.#push(this.#outbox.settle(id, (command) => ({ do: "answered", command, data })));
  }

  #arrived(id: string, now: number): void {
    const trip = this.#outbox.trip(id, now);
    if (trip !== null) this.#lag(trip);
    if (this.#outbox.oldest === null) this.#out.push({ do: "cancel", name: "answer" });
  }

  #send(frame: object): void {
    this.#out.push({ do: "transmit", text: JSON.stringify(frame) });
  }

  // -- is it alive -----------------------------------------------------------------------------

  #probe(on: boolean, now: number): void {
    if (on === this.#probing) return;
    this.#probing = on;
    if (!on) this.#out.push({ do: "cancel", name: "probe" });
    else if (this.#line === "welcomed") this.#ask(now);
  }

  /** Any answer will do: it shows that the whole way to the district and back works. */
  #ask(now: number): void {
    const id = this.#options.newId();
    this.#send({ type: "ping", id, data: {} });
    this.#push(this.#outbox.expect(id, now));
    if (this.#probing) this.#out.push({ do: "timer", name: "probe", ms: probe_ms });
  }

  #fired(name: TimerName, now: number): void {
    switch (name) {
      case "retry":
        if (this.#running && this.#line === "none") this.#connect(now);
        break;
      case "welcome":
        if (this.#line === "opening" || this.#line === "greeting") this.#abandon(now);
        break;
      case "probe":
        if (this.#line === "welcomed" && this.#probing) this.#ask(now);
        break;
      case "answer":
        this.#overdue(now);
        break;
      case "sweep":
        this.#sweep(now);
        break;
    }
  }

  #overdue(now: number): void {
    const { oldest } = this.#outbox;
    if (this.#line !== "welcomed" || oldest === null) return;
    if (now - Math.max(oldest, this.#heard) >= silence_ms) {
      this.#abandon(now);
      return;
    }
    this.#lag(now - oldest);
    this.#out.push({ do: "timer", name: "answer", ms: lag_ms });
  }

  #lag(ms: number): void {
    if (this.#status.phase === "live") this.#show({ phase: "live", lag_ms: Math.max(0, ms) });
  }

  #show(status: Status): void {
    this.#status = status;
    this.#out.push({ do: "status", status });
  }

  #sweep(now: number): void {
    if (this.#line === "welcomed") {
      this.#push(this.#outbox.sendAll(now));
      return;
    }
    this.#push(this.#outbox.giveUp(now));
    this.#push(this.#outbox.watchLimits(now));
  }

  #push(actions: readonly Action[]): void {
    this.#out.push(...actions);
  }
}
