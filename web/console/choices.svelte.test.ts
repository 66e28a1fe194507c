import { describe, expect, it, vi } from "vitest";

import { ChoicesReader } from "./choices.svelte.ts";

const explained = (incident: number): Response =>
  Response.json({ incident, code: "CY-1124-0001", kind: "gas", exercise: false, cut: false, decisions: [] });

describe("ChoicesReader", () => {
  it("reads with the token in a header and not in the address", async () => {
    const asked: [string, RequestInit | undefined][] = [];
    const reader = new ChoicesReader(async (address, options) => {
      asked.push([String(address), options]);
      return explained(7);
    }, 0);
    reader.read(7, "secret");
    expect(reader.loading).toBe(true);
    await vi.waitFor(() => expect(reader.choices?.incident).toBe(7));
    expect(reader.loading).toBe(false);
    expect(asked[0]?.[0]).toBe("/api/v1/incidents/7/choices");
    expect(asked[0]?.[1]?.headers).toEqual({ authorization: "Bearer secret" });
  });

  it("says that it failed, keeps nothing of another incident, and reads again when asked", async () => {
    let broken = false;
    const reader = new ChoicesReader(async () => (broken ? new Response("", { status: 503 }) : explained(7)), 0);
    reader.read(7, "secret");
    await vi.waitFor(() => expect(reader.choices?.incident).toBe(7));
    broken = true;
    reader.read(8, "secret");
    expect(reader.choices).toBeNull();
    await vi.waitFor(() => expect(reader.failed).toBe(true));
    broken = false;
    reader.read(8, "secret");
    await vi.waitFor(() => expect(reader.choices).not.toBeNull());
    expect(reader.failed).toBe(false);
  });

  it("drops an answer that was given up", async () => {
    let answer: (response: Response) => void = () => {};
    const reader = new ChoicesReader(() => new Promise((resolve) => (answer = resolve)), 0);
    const giveUp = reader.read(7, "secret");
    await vi.waitFor(() => expect(reader.loading).toBe(true));
    giveUp();
    answer(explained(7));
    await Promise.resolve();
    expect(reader.choices).toBeNull();
  });
});
