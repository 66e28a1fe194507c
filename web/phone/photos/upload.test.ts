import { expect, test, vi } from "vitest";

import { judge, upload, uploadBackoffMs } from "./upload.ts";

const bytes = new ArrayBuffer(4);

test("a photo goes up under its id, with the token in the header only", async () => {
  const send = vi.fn(async () => new Response(null, { status: 201 }));
  const result = await upload("photo-0001", bytes, "image/jpeg", "secret", 5, send as typeof fetch);
  expect(result).toEqual({ then: "done" });
  const [url, request] = send.mock.calls[0] as unknown as [string, RequestInit];
  expect(url).toBe("/api/v1/photos/photo-0001");
  expect(request.method).toBe("PUT");
  expect(request.headers).toEqual({ authorization: "Bearer secret", "content-type": "image/jpeg" });
});

test("without an answer it is tried again", async () => {
  const send = (async () => {
    throw new TypeError("network");
  }) as typeof fetch;
  expect(await upload("photo-0001", bytes, "image/jpeg", "t", 700, send)).toEqual({
    then: "again",
    after_ms: 700,
  });
});

test("the problem's own code says why a photo is refused", async () => {
  const send = (async () => Response.json({ code: "bad-photo" }, { status: 415 })) as typeof fetch;
  expect(await upload("photo-0001", bytes, "image/jpeg", "t", 1, send)).toEqual({
    then: "refused",
    code: "bad-photo",
  });
});

test.each([0, 408, 409, 429, 500, 503])("%i is of the moment", (status) => {
  expect(judge(status, "", 1).then).toBe("again");
});

test.each([400, 403, 404, 413, 415])("%i is for good", (status) => {
  expect(judge(status, "", 1).then).toBe("refused");
});

test("a token that isn't good any more waits for a new one", () => {
  expect(judge(401, "not-signed-in", 1)).toEqual({ then: "sign-in" });
});

test("waits double up to a minute", () => {
  expect([0, 1, 2, 9].map((attempt) => uploadBackoffMs(attempt, 1))).toEqual([
    2_000, 4_000, 8_000, 60_000,
  ]);
});
