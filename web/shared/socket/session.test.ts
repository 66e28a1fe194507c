import { describe, expect, test } from "vitest";

import { lag_ms } from "./outbox.ts";
import { Session, probe_ms, silence_ms, welcome_ms } from "./session.ts";
import type { Action, Command, Cursor, Input } from "./session-types.ts";

const log = "0123456789abcdef0123456789abcdef";

/** A session with a clock that the test moves, and the last actions at hand. */
class Script {
  now = 1_000_000;
  last: Action[] = [];
  readonly session: Session;
  #ids = 0;

  constructor(
    options: { cursor?: Cursor | null; commands?: Command[]; person?: number | null } = {},
  ) {
    this.session = new Session({
      token: () => "t".repeat(20),
      device: "device-0001",
      client: "test 1",
      language: "zh",
      cursor: options.cursor ?? null,
      person: options.person ?? null,
      commands: options.commands ?? [],
      random: () => 0.5,
      newId: () => `made-${(this.#ids += 1)}`,
    });
  }

  step(input: Input): Action[] {
    this.last = this.session.step(input, this.now);
    return this.last;
  }

  frame(frame: object): Action[] {
    return this.step({ in: "text", text: JSON.stringify(frame) });
  }

  /** Frames that the last step sent. */
  get sent(): { type: string; id?: string; made_at?: string; data: Record<string, unknown> }[] {
    return this.last.flatMap((a) => (a.do === "transmit" ? [JSON.parse(a.text)] : []));
  }

  of<D extends Action["do"]>(what: D): Extract<Action, { do: D }>[] {
    return this.last.filter((a): a is Extract<Action, { do: D }> => a.do === what);
  }

  hello(): { id: string; data: Record<string, unknown> } {
    this.step({ in: "opened" });
    const hello = this.sent[0]!;
    return { id: hello.id!, data: hello.data };
  }

  welcome(more: object = {}): Action[] {
    const { id } = this.hello();
    const data = { log, n: 100, resumed: false, parts: 0, person: 7, role: "volunteer", ...more };
    return this.frame({ type: "ok", id, data });
  }

  live(more: object = {}): this {
    this.step({ in: "start" });
    this.welcome(more);
    return this;
  }

  notice(n: number, prev: number, late = false): Action[] {
    return this.frame({ type: "note-added", n, prev, late, data: {} });
  }
}

const command = (id: string, more: Partial<Command> = {}): Command => ({
  id,
  type: "report-tip",
  data: { kind: "fire" },
  made_at: "2026-01-01T00:00:00.000Z",
  kept: true,
  ...more,
});

describe("the first connection", () => {
  test("says hello with token, device and time, and no number when it holds no state", () => {
    const script = new Script();
    expect(script.step({ in: "start" })).toContainEqual({ do: "connect" });
    const { data } = script.hello();
    expect(data).toMatchObject({ token: "t".repeat(20), device: "device-0001", client: "test 1" });
    expect(data["device_time"]).toBe(new Date(script.now).toISOString());
    expect(data).not.toHaveProperty("last_n");
    expect(data).not.toHaveProperty("log");
  });

  test("is given up when there is no welcome in time", () => {
    const script = new Script();
    script.step({ in: "start" });
    expect(script.last).toContainEqual({ do: "timer", name: "welcome", ms: welcome_ms });
    script.now += welcome_ms;
    script.step({ in: "timer", name: "welcome" });
    expect(script.of("close")).toHaveLength(1);
    expect(script.of("timer").map((t) => t.name)).toContain("retry");
  });

  test("is live after the welcome, and the parts of the snapshot come as one", () => {
    const script = new Script();
    script.step({ in: "start" });
    script.welcome({ parts: 2 });
    expect(script.session.status).toEqual({ phase: "live", lag_ms: 0 });
    expect(script.of("snapshot")).toEqual([]);
    script.frame({ type: "snapshot", part: 0, of: 2, items: [{ type: "my-tip", data: 1 }] });
    expect(script.of("snapshot")).toEqual([]);
    expect(script.of("keep-cursor")).toEqual([]);
    script.frame({ type: "snapshot", part: 1, of: 2, items: [{ type: "my-tip", data: 2 }] });
    expect(script.of("snapshot")[0]!.items.map((item) => item.data)).toEqual([1, 2]);
    expect(script.of("keep-cursor")).toEqual([{ do: "keep-cursor", cursor: { log, n: 100 } }]);
  });

  test("an empty snapshot replaces all state too", () => {
    const script = new Script().live();
    expect(script.of("snapshot")[0]!.items).toEqual([]);
  });
});

describe("numbered notices", () => {
  test("are handed on in order and move the cursor", () => {
    const script = new Script().live();
    script.notice(111, 90);
    expect(script.of("notice").map((a) => a.notice.n)).toEqual([111]);
    expect(script.of("keep-cursor")[0]!.cursor).toEqual({ log, n: 111 });
  });

  test("of before the snapshot or twice are ignored", () => {
    const script = new Script().live();
    expect(script.notice(100, 90)).toEqual([]);
    script.notice(111, 90);
    expect(script.notice(111, 90)).toEqual([]);
  });

  test("a gap reconnects and resumes from the last number held", () => {
    const script = new Script().live();
    script.notice(111, 100);
    script.notice(130, 120);
    expect(script.of("notice")).toEqual([]);
    expect(script.of("close")).toHaveLength(1);
    script.step({ in: "timer", name: "retry" });
    expect(script.hello().data).toMatchObject({ log, last_n: 111 });
  });

  test("missed ones follow a resumed welcome as late", () => {
    const script = new Script({ cursor: { log, n: 50 } }).live({ resumed: true });
    expect(script.of("snapshot")).toEqual([]);
    script.notice(60, 50, true);
    expect(script.of("notice")[0]!.notice.late).toBe(true);
  });

  test("a gap that resuming doesn't close asks for a snapshot", () => {
    const script = new Script({ cursor: { log, n: 50 } }).live({ resumed: true });
    script.notice(130, 120);
    expect(script.of("keep-cursor")).toEqual([{ do: "keep-cursor", cursor: null }]);
    script.step({ in: "timer", name: "retry" });
    expect(script.hello().data).not.toHaveProperty("last_n");
  });

  test("of the moment have no number and don't come before the snapshot", () => {
    const script = new Script();
    script.step({ in: "start" });
    script.welcome({ parts: 1 });
    expect(script.frame({ type: "totals", data: {} })).toEqual([]);
    script.frame({ type: "snapshot", part: 0, of: 1, items: [] });
    script.frame({ type: "totals", data: { open_incidents: 3 } });
    expect(script.of("moment")[0]!.moment.data).toEqual({ open_incidents: 3 });
    expect(script.of("keep-cursor")).toEqual([]);
  });
});

describe("commands", () => {
  test("of before are sent after the welcome, in order, as they were made", () => {
    const script = new Script({ commands: [command("a-a-a-a-a"), command("b-b-b-b-b")] });
    script.step({ in: "start" });
    script.welcome();
    expect(script.sent.map((frame) => frame.id)).toEqual(["a-a-a-a-a", "b-b-b-b-b"]);
    expect(script.sent[0]).toMatchObject({
      type: "report-tip",
      made_at: "2026-01-01T00:00:00.000Z",
    });
  });

  test("of another person are dropped, never sent", () => {
    const script = new Script({ commands: [command("a-a-a-a-a")], person: 8 });
    script.step({ in: "start" });
    script.welcome({ person: 7 });
    expect(script.sent).toEqual([]);
    expect(script.of("forget")).toEqual([{ do: "forget", id: "a-a-a-a-a" }]);
    expect(script.of("refused")[0]!.refusal.code).toBe("signed-out");
  });

  test("are sent again with the same id until they are answered", () => {
    const script = new Script().live();
    script.step({ in: "command", command: command("a-a-a-a-a") });
    expect(script.sent.map((frame) => frame.id)).toEqual(["a-a-a-a-a"]);
    expect(script.of("remember")[0]!.command.sent).toBe(true);
    script.step({ in: "closed", code: 1006 });
    script.step({ in: "timer", name: "retry" });
    script.welcome();
    expect(script.sent.map((frame) => frame.id)).toEqual(["a-a-a-a-a"]);
    script.frame({ type: "ok", id: "a-a-a-a-a", data: { tip: 3 } });
    expect(script.of("answered")[0]!.data).toEqual({ tip: 3 });
    expect(script.of("forget")).toEqual([{ do: "forget", id: "a-a-a-a-a" }]);
    expect(script.session.waiting).toEqual([]);
  });

  test("that are refused are over, with code, detail and field", () => {
    const script = new Script().live();
    script.step({ in: "command", command: command("a-a-a-a-a") });
    const error = { code: "too-late", detail: "made 70 s ago", field: "", retry_after_ms: 0 };
    script.frame({ type: "error", id: "a-a-a-a-a", error });
    expect(script.of("refused")[0]!.refusal).toEqual(error);
    expect(script.of("forget")).toHaveLength(1);
  });

  test("that find the server busy stay and are sent again", () => {
    const script = new Script().live();
    script.step({ in: "command", command: command("a-a-a-a-a") });
    script.frame({ type: "error", id: "a-a-a-a-a", error: { code: "busy" } });
    expect(script.of("refused")).toEqual([]);
    script.step({ in: "timer", name: "sweep" });
    expect(script.sent.map((frame) => frame.id)).toEqual(["a-a-a-a-a"]);
  });

  test("that are to be sent again later wait as long as the server says", () => {
    const script = new Script().live();
    script.step({ in: "command", command: command("a-a-a-a-a") });
    const error = { code: "too-many", retry_after_ms: 9_000 };
    script.frame({ type: "error", id: "a-a-a-a-a", error });
    expect(script.of("timer").at(-1)).toEqual({ do: "timer", name: "sweep", ms: 9_000 });
  });

  test("with a limit are refused when they could not be sent by then", () => {
    const script = new Script();
    script.step({ in: "start" });
    script.step({
      in: "command",
      command: command("a-a-a-a-a", { give_up_at: script.now + 10_000 }),
    });
    expect(script.of("timer")).toEqual([{ do: "timer", name: "sweep", ms: 10_000 }]);
    script.now += 10_000;
    script.step({ in: "timer", name: "sweep" });
    expect(script.of("refused")[0]!.refusal.code).toBe("no-connection");
    expect(script.session.waiting).toEqual([]);
  });

  test("with a limit that were sent are never called unsent", () => {
    const script = new Script().live();
    script.step({ in: "command", command: command("a-a-a-a-a", { give_up_at: script.now + 1 }) });
    script.step({ in: "closed", code: 1006 });
    script.now += 60_000;
    script.step({ in: "timer", name: "sweep" });
    expect(script.session.waiting).toHaveLength(1);
  });

  test("can be taken back", () => {
    const script = new Script();
    script.step({ in: "start" });
    script.step({ in: "command", command: command("a-a-a-a-a") });
    script.step({ in: "drop", id: "a-a-a-a-a" });
    expect(script.of("forget")).toHaveLength(1);
    script.welcome();
    expect(script.sent).toEqual([]);
  });

  test("what is passed on is sent without an id, and dropped without a line", () => {
    const script = new Script().live();
    script.step({ in: "pass", type: "seen", data: { n: 4 } });
    expect(script.sent).toEqual([{ type: "seen", data: { n: 4 } }]);
    script.step({ in: "closed", code: 1006 });
    script.step({ in: "pass", type: "seen", data: { n: 4 } });
    expect(script.sent).toEqual([]);
  });
});

describe("the end of a connection", () => {
  test.each([
    [4401, "not-signed-in"],
    [4403, "not-allowed"],
    [4409, "replaced"],
  ])("by %i stops and says why", (code, reason) => {
    const script = new Script().live();
    script.step({ in: "closed", code });
    expect(script.session.status).toEqual({ phase: "stopped", reason });
    expect(script.of("timer")).toEqual([]);
    script.step({ in: "timer", name: "retry" });
    expect(script.of("connect")).toEqual([]);
  });

  test("a hello that isn't good asks to sign in again", () => {
    const script = new Script();
    script.step({ in: "start" });
    const { id } = script.hello();
    script.frame({ type: "error", id, error: { code: "not-signed-in", detail: "", field: "" } });
    expect(script.session.status).toEqual({ phase: "stopped", reason: "not-signed-in" });
  });

  test("a restart is come back from within two seconds", () => {
    const script = new Script().live();
    script.step({ in: "closed", code: 1012 });
    expect(script.of("timer")).toContainEqual({ do: "timer", name: "retry", ms: 1050 });
    expect(script.session.status).toMatchObject({ phase: "reconnecting", since: script.now });
  });

  test("the time since when it is broken stays over many tries", () => {
    const script = new Script().live();
    const since = script.now;
    for (let i = 0; i < 3; i += 1) {
      script.step({ in: "closed", code: 1006 });
      script.now += 5_000;
      script.step({ in: "timer", name: "retry" });
    }
    expect(script.session.status).toMatchObject({ phase: "reconnecting", since, attempt: 3 });
  });

  test("without a network it says offline and comes back at once with it", () => {
    const script = new Script().live();
    script.step({ in: "network", online: false });
    expect(script.of("close")).toHaveLength(1);
    expect(script.session.status.phase).toBe("offline");
    script.step({ in: "network", online: true });
    expect(script.of("connect")).toHaveLength(1);
    expect(script.session.status.phase).toBe("reconnecting");
  });

  test("looking at the page again ends the wait", () => {
    const script = new Script().live();
    script.step({ in: "closed", code: 1006 });
    script.step({ in: "wake" });
    expect(script.of("connect")).toHaveLength(1);
  });

  test("signing out ends it for good", () => {
    const script = new Script().live();
    script.step({ in: "stop" });
    expect(script.of("close")).toHaveLength(1);
    expect(script.session.status).toEqual({ phase: "signed-out" });
    script.step({ in: "closed", code: 1000 });
    expect(script.of("timer")).toEqual([]);
  });
});

describe("is the line alive", () => {
  test("an answer that takes long shows as lag, and its coming ends it", () => {
    const script = new Script().live();
    script.step({ in: "command", command: command("a-a-a-a-a") });
    expect(script.of("timer")).toContainEqual({ do: "timer", name: "answer", ms: lag_ms });
    script.now += 3_000;
    script.step({ in: "timer", name: "answer" });
    expect(script.session.status).toEqual({ phase: "live", lag_ms: 3_000 });
    script.step({ in: "command", command: command("b-b-b-b-b") });
    script.now += 40;
    script.frame({ type: "ok", id: "b-b-b-b-b", data: {} });
    expect(script.session.status).toEqual({ phase: "live", lag_ms: 40 });
  });

  test("silence while an answer is due gives the line up", () => {
    const script = new Script().live();
    script.step({ in: "command", command: command("a-a-a-a-a") });
    script.now += silence_ms;
    script.step({ in: "timer", name: "answer" });
    expect(script.of("close")).toHaveLength(1);
    expect(script.session.status.phase).toBe("reconnecting");
  });

  test("other frames show that the line lives", () => {
    const script = new Script().live();
    script.step({ in: "command", command: command("a-a-a-a-a") });
    script.now += silence_ms - 1_000;
    script.notice(111, 100);
    script.now += 1_000;
    script.step({ in: "timer", name: "answer" });
    expect(script.of("close")).toEqual([]);
  });

  test("probing asks at once and then every so often; a refusal is answer enough", () => {
    const script = new Script().live();
    script.step({ in: "probe", on: true });
    const [ping] = script.sent;
    expect(ping!.type).toBe("ping");
    expect(script.of("timer")).toContainEqual({ do: "timer", name: "probe", ms: probe_ms });
    script.now += 30;
    script.frame({ type: "error", id: ping!.id, error: { code: "unknown-type" } });
    expect(script.of("refused")).toEqual([]);
    expect(script.session.status).toEqual({ phase: "live", lag_ms: 30 });
    script.step({ in: "probe", on: false });
    expect(script.of("cancel")).toContainEqual({ do: "cancel", name: "probe" });
  });
});
