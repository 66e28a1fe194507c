import { describe, expect, it } from "vitest";

import { Previews } from "./previews.ts";

describe("Previews", () => {
  it("asks once for each picture, with the token in a header and not in the address", async () => {
    const asked: [string, RequestInit | undefined][] = [];
    const previews = new Previews(async (address, options) => {
      asked.push([String(address), options]);
      return new Response(new Blob(["picture"]));
    });
    const [one, same] = await Promise.all([previews.url("photo-0001", "secret"), previews.url("photo-0001", "secret")]);
    expect(one).toBe(same);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.[0]).toBe("/api/v1/photos/photo-0001/preview");
    expect(asked[0]?.[1]?.headers).toEqual({ authorization: "Bearer secret" });
  });

  it("tries again after a failure", async () => {
    let broken = true;
    const previews = new Previews(async () => new Response("", { status: broken ? 404 : 200 }));
    await expect(previews.url("photo-0001", "secret")).rejects.toThrow("404");
    broken = false;
    await expect(previews.url("photo-0001", "secret")).resolves.toMatch(/^blob:/);
  });
});
