import { describe, expect, test } from "vitest";

import { knock } from "./door.ts";

function answering(status: number, body: unknown, headers: Record<string, string> = {}) {
  const asked: { url: string; init: RequestInit }[] = [];
  const send = (async (url: string, init: RequestInit) => {
    asked.push({ url, init });
    return new Response(JSON.stringify(body), { status, headers });
  }) as typeof fetch;
  return { asked, send };
}

describe("knock", () => {
  test("posts the wish as JSON, the token in a field and never in the address", async () => {
    const { asked, send } = answering(200, { step: "done" });
    const entered = await knock("sign-out", { everywhere: true }, "the-token", send);
    expect(entered).toEqual({ ok: true, answer: { step: "done" } });
    expect(asked[0]!.url).toBe("/api/v1/sign-out");
    expect(asked[0]!.init.body).toBe('{"everywhere":true}');
    expect(asked[0]!.init.headers).toEqual({
      "content-type": "application/json",
      authorization: "Bearer the-token",
    });
  });

  test("a refusal says its code, its field and how long to wait", async () => {
    const { send } = answering(
      429,
      { code: "too-many", field: "login" },
      { "retry-after": "900" },
    );
    expect(await knock("sign-in", { device: "device-0001" }, null, send)).toEqual({
      ok: false,
      code: "too-many",
      field: "login",
      wait_s: 900,
    });
  });

  test("no answer, or one that isn't ours, is no connection", async () => {
    const broken = (async () => {
      throw new TypeError("failed");
    }) as unknown as typeof fetch;
    const gateway = (async () => new Response("<html>", { status: 502 })) as typeof fetch;
    for (const send of [broken, gateway]) {
      const entered = await knock("sign-up", { device: "device-0001", name: "A" }, null, send);
      expect(entered).toMatchObject({ ok: false, code: "no-connection" });
    }
  });
});
