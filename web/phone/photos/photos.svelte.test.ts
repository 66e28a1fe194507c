import "fake-indexeddb/auto";

import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { openPhotoDisk } from "./photo-disk.ts";
import { PhotoStore } from "./photos.svelte.ts";

const picture = (bytes: number): File =>
  new File([new Uint8Array(bytes)], "a.jpg", { type: "image/jpeg" });

beforeEach(async () => {
  await (await openPhotoDisk()).clear();
});
afterEach(() => void vi.unstubAllGlobals());

test("a photo is on disk from the start, and goes up when its tip is sent", async () => {
  const put = vi.fn(async (_url: string) => new Response(null, { status: 201 }));
  vi.stubGlobal("fetch", put);
  const store = new PhotoStore(() => "token");
  await store.open();
  const photo = await store.add(picture(10));
  if (typeof photo === "string") throw new Error(photo);
  const disk = await openPhotoDisk();
  expect((await disk.all()).map((kept) => kept.state)).toEqual(["draft"]);
  expect(put).not.toHaveBeenCalled();
  await store.release([photo.id]);
  await vi.waitFor(() => expect(store.get(photo.id)!.state).toBe("sent"));
  expect(put.mock.calls[0]![0]).toBe(`/api/v1/photos/${photo.id}`);
  await vi.waitFor(async () => expect(await disk.all()).toEqual([]));
});

test("what is no picture or too large isn't taken", async () => {
  const store = new PhotoStore(() => null);
  await store.open();
  expect(await store.add(new File(["x"], "a.txt", { type: "text/plain" }))).toBe("bad-photo");
  expect(await store.add(picture(15 * 1024 * 1024 + 1))).toBe("too-large");
});

test("a photo that the server refuses stays, and says why", async () => {
  vi.stubGlobal("fetch", async () => Response.json({ code: "bad-photo" }, { status: 415 }));
  const store = new PhotoStore(() => "token");
  await store.open();
  const photo = await store.add(picture(10));
  if (typeof photo === "string") throw new Error(photo);
  await store.release([photo.id]);
  await vi.waitFor(() =>
    expect(store.get(photo.id)).toMatchObject({ state: "refused", code: "bad-photo" }),
  );
});

test("the next page takes up what was not sent, and drops drafts that no report names", async () => {
  const first = new PhotoStore(() => null);
  await first.open();
  const [a, b] = [await first.add(picture(1)), await first.add(picture(2))];
  if (typeof a === "string" || typeof b === "string") throw new Error("not taken");
  await first.release([a.id]);
  const second = new PhotoStore(() => null);
  await second.open();
  await second.sweep(new Set([a.id]));
  expect(second.waiting.map((photo) => photo.id)).toEqual([a.id]);
  expect(second.get(b.id)).toBeUndefined();
});
