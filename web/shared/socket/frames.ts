import type { ErrorCode, Moment, Notice, SnapshotItem } from "../protocol.ts";
import { momentTypes } from "../protocol.ts";

/** Why a command was refused, as the server said it. */
export interface Refusal {
  code: ErrorCode;
  detail: string;
  field: string;
  /** The same may succeed after this; 0 when the server said nothing. */
  retry_after_ms: number;
}

/** What a frame from the server is. */
export type Incoming =
  | { is: "answer"; id: string; data: unknown }
  | { is: "refusal"; id: string | null; refusal: Refusal }
  | { is: "part"; part: number; of: number; items: SnapshotItem[] }
  | { is: "moment"; moment: Moment }
  | { is: "notice"; notice: Notice }
  | { is: "unknown" };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const text = (value: unknown): string => (typeof value === "string" ? value : "");

/**
 * Sorts a frame. Contents of notices are taken on trust: they come from our own server, and a type
 * or field of a newer one is passed on for the page to ignore.
 */
export function sort(frame: string): Incoming {
  let message: unknown;
  try {
    message = JSON.parse(frame);
  } catch {
    return { is: "unknown" };
  }
  if (!isObject(message) || typeof message["type"] !== "string") return { is: "unknown" };
  const { type, id, data } = message;

  if (type === "ok" && typeof id === "string") return { is: "answer", id, data: data ?? {} };
  if (type === "error" && isObject(message["error"])) {
    const { code, detail, field, retry_after_ms } = message["error"];
    const refusal = {
      code: text(code) as ErrorCode,
      detail: text(detail),
      field: text(field),
      retry_after_ms: typeof retry_after_ms === "number" ? retry_after_ms : 0,
    };
    return { is: "refusal", id: typeof id === "string" ? id : null, refusal };
  }
  if (type === "snapshot" && Array.isArray(message["items"])) {
    const { part, of, items } = message;
    return { is: "part", part: Number(part), of: Number(of), items: items as SnapshotItem[] };
  }
  if (momentTypes.has(type)) return { is: "moment", moment: { type, data } as Moment };
  if (typeof message["n"] === "number") {
    const late = message["late"] === true;
    const prev = typeof message["prev"] === "number" ? message["prev"] : 0;
    return { is: "notice", notice: { type, n: message["n"], prev, late, data } as Notice };
  }
  return { is: "unknown" };
}
