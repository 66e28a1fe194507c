import type { Language, Moment, Notice, SnapshotItem, Welcome } from "../protocol.ts";
import type { StopReason } from "./close-codes.ts";
import type { Refusal } from "./frames.ts";

/** How far the page's state goes: the last notice it holds, and of which journal. */
export interface Cursor {
  log: string;
  n: number;
}

/** A command on its way. `made_at` is by the device's clock; the server corrects it. */
export interface Command {
  id: string;
  type: string;
  data: unknown;
  made_at: string;
  /** Kept on disk until answered. */
  kept: boolean;
  /** Was it ever put on a line? Then the server may have it, and it can't be changed any more. */
  sent?: boolean;
  /** Refused with `no-connection` if it was never sent by then, in ms; otherwise it waits. */
  give_up_at?: number | undefined;
}

/** What a page shows of its connection. Times are in ms by the device's clock. */
export type Status =
  | { phase: "signed-out" }
  | { phase: "connecting"; since: number }
  | { phase: "live"; lag_ms: number }
  | { phase: "reconnecting"; since: number; retry_at: number; attempt: number }
  | { phase: "offline"; since: number }
  | { phase: "stopped"; reason: StopReason };

export type Input =
  | { in: "start" }
  | { in: "opened" }
  | { in: "text"; text: string }
  | { in: "closed"; code: number }
  | { in: "timer"; name: TimerName }
  | { in: "network"; online: boolean }
  | { in: "wake" }
  | { in: "probe"; on: boolean }
  | { in: "command"; command: Command }
  | { in: "drop"; id: string }
  | { in: "pass"; type: string; data: unknown }
  | { in: "stop" };

export type TimerName = "retry" | "welcome" | "answer" | "probe" | "sweep";

export type Action =
  | { do: "connect" }
  | { do: "close" }
  | { do: "transmit"; text: string }
  | { do: "timer"; name: TimerName; ms: number }
  | { do: "cancel"; name: TimerName }
  | { do: "keep-cursor"; cursor: Cursor | null }
  | { do: "remember"; command: Command }
  | { do: "forget"; id: string }
  | { do: "welcome"; welcome: Welcome; sent: number; heard: number }
  | { do: "snapshot"; items: SnapshotItem[]; welcome: Welcome }
  | { do: "notice"; notice: Notice }
  | { do: "moment"; moment: Moment }
  | { do: "answered"; command: Command; data: unknown }
  | { do: "refused"; command: Command; refusal: Omit<Refusal, "code"> & { code: string } }
  | { do: "status"; status: Status };

export interface SessionOptions {
  token: () => string;
  device: string;
  client: string;
  language: Language;
  /** Null when the page holds no state, as after a reload: then a snapshot comes. */
  cursor: Cursor | null;
  /** Whose `commands` are; null when it isn't known. Another person's are dropped, never sent. */
  person: number | null;
  /** Commands of before, in the order in which they were made. */
  commands: readonly Command[];
  random: () => number;
  newId: () => string;
}
