import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { Refused } from "../shared/socket/refused.ts";
import { Undo, undoMs } from "./undo.svelte.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("undoing", () => {
  it("takes back the last thing that was done, by its command's id", async () => {
    const sent: string[] = [];
    const undo = new Undo((command) => Promise.resolve(sent.push(command)));
    undo.offer("first-0001", 7, "held");
    undo.offer("second-002", 8, "closed");
    await undo.take();
    expect(sent).toEqual(["second-002"]);
    expect(undo.last).toBe(null);
    expect(undo.take()).toBe(null);
  });

  it("offers it for 10 s only", () => {
    const undo = new Undo(() => Promise.resolve());
    undo.offer("first-0001", 7, "held");
    vi.advanceTimersByTime(undoMs - 1);
    expect(undo.last).not.toBe(null);
    vi.advanceTimersByTime(1);
    expect(undo.last).toBe(null);
  });

  it("says why it can't be undone, and is not pressed twice", async () => {
    const undo = new Undo(() => Promise.reject(new Refused("wrong-state")));
    undo.offer("first-0001", 7, "held");
    await undo.take();
    expect(undo.refused).not.toBe(null);
    expect(undo.take()).toBe(null);
    vi.advanceTimersByTime(6_000);
    expect(undo.last).toBe(null);
  });
});
