import { describe, expect, it, vi } from "vitest";

import { ms } from "../shared/clock.svelte.ts";
import { Player } from "./replay.svelte.ts";

const from = "2025-11-24T10:00:00.000Z";
const ended = "2025-11-24T10:01:00.000Z";
const told = (incident: number): Response =>
  Response.json({
    ...{ incident, code: "CY-1124-0001", kind: "gas", priority: 2, exercise: false, cut: false, from, ended },
    ...{ places: [], states: [{ at: from, state: "triaged" }], waves: [], assignments: [] },
  });

async function opened(): Promise<Player> {
  const player = new Player(async () => told(7));
  await player.open(7, "secret");
  return player;
}

describe("Player", () => {
  it("reads with the token in a header, then plays from the beginning", async () => {
    const asked: [string, RequestInit | undefined][] = [];
    const player = new Player(async (address, options) => {
      asked.push([String(address), options]);
      return told(7);
    });
    await player.open(7, "secret");
    expect(asked[0]?.[0]).toBe("/api/v1/incidents/7/replay");
    expect(asked[0]?.[1]?.headers).toEqual({ authorization: "Bearer secret" });
    expect(player.at).toBe(ms(from));
    expect(player.playing).toBe(true);
  });

  it("goes on at its speed and stops at the end, from which it begins anew", async () => {
    const player = await opened();
    player.pass(1000);
    expect(player.at).toBe(ms(from) + 8000);
    player.speed = 60;
    player.pass(1000);
    expect(player.at).toBe(ms(ended));
    expect(player.playing).toBe(false);
    player.pass(1000);
    expect(player.at).toBe(ms(ended));
    player.toggle();
    expect(player.at).toBe(ms(from));
    expect(player.playing).toBe(true);
  });

  it("stops when stepped, and stays within the incident's minutes", async () => {
    const player = await opened();
    player.step(1);
    expect(player.playing).toBe(false);
    expect(player.at).toBe(ms(ended));
    player.step(-1);
    player.step(-1);
    expect(player.at).toBe(ms(from));
    player.seek(0);
    expect(player.at).toBe(ms(from));
  });

  it("says that it failed, and is over when closed, whatever comes then", async () => {
    const broken = new Player(async () => new Response("", { status: 503 }));
    await broken.open(7, "secret");
    expect(broken.failed).toBe(true);
    expect(broken.minutes).toBeNull();
    broken.close();
    expect(broken.failed).toBe(false);
    expect(broken.incident).toBeNull();

    let answer: (response: Response) => void = () => {};
    const slow = new Player(() => new Promise((resolve) => (answer = resolve)));
    const opening = slow.open(8, "secret");
    await vi.waitFor(() => expect(slow.incident).toBe(8));
    slow.close();
    answer(told(8));
    await opening;
    expect(slow.minutes).toBeNull();
    expect(slow.playing).toBe(false);
  });
});
