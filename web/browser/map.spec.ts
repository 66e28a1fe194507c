import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";

import { layersOf } from "./base-map-layers.ts";
import { launch } from "./chromium.ts";
import { openMap, type MapPage, type MapSetup } from "./map.ts";
import { MapScene } from "./map-scenes.ts";
import { faults, picture } from "./phone.ts";

let browser: Browser;
let wall: MapPage | null = null;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
afterEach(async () => {
  await wall?.close();
  wall = null;
});

async function open(setup: Omit<MapSetup, "pages">): Promise<MapPage> {
  wall = await openMap(browser, { pages: inject("pages"), ...setup });
  return wall;
}

/** Software GL on a busy machine. */
const patience = { timeout: 60_000 };
const long = { timeout: 150_000 };
const everything = layersOf();
const real = everything.length > 0;
const rows = ".incidents li";

/** Until the picture has been told `n` times more, so that tiles, names and marks are drawn. */
async function ticks({ page }: MapPage, n: number): Promise<void> {
  await page.evaluate((seconds) => new Promise((done) => setTimeout(done, seconds * 1000)), n);
}

const sizes = [
  [1920, 1080],
  [1440, 900],
] as const;

for (const [width, height] of sizes) {
  test.skipIf(!real)(
    `far out there are counts, close up there are marks, dark and light (${width})`,
    long,
    async () => {
      const opened = await open({ layers: everything, width, height });
      const { page, watched, complaints } = opened;
      await page.getByText("500 m 网格").waitFor(patience);
      await expect.poll(() => watched()?.metres_per_pixel ?? 0, patience).toBeGreaterThan(20);
      expect(await page.locator(rows).count()).toBe(22);
      await ticks(opened, 4);
      await picture(page, `map-far-${width}-dark`);
      await page.getByRole("button", { name: "换成浅色" }).click();
      await ticks(opened, 2);
      await picture(page, `map-far-${width}-light`);
      await page.locator(`${rows} button`).first().click();
      await expect.poll(() => watched()?.metres_per_pixel ?? 99, patience).toBeLessThanOrEqual(20);
      await page.getByText(/^图中 [1-9]/).waitFor(patience);
      await ticks(opened, 2);
      await picture(page, `map-near-${width}-light`);
      expect(await faults(page)).toEqual([]);
      await page.getByRole("button", { name: "换成深色" }).click();
      await ticks(opened, 2);
      await picture(page, `map-near-${width}-dark`);
      expect(await faults(page)).toEqual([]);
      expect(complaints).toEqual([]);
    },
  );
}

test(
  "notices change list and figures; a lost line says as of when and comes back",
  long,
  async () => {
    const opened = await open({
      layers: layersOf(["district", "streets"]),
      language: "en",
      still: true,
    });
    const { page, server, watched, complaints } = opened;
    const first = page.locator(rows).first();
    await first.waitFor(patience);
    await expect.poll(() => watched(), patience).not.toBeNull();
    expect(await first.locator(".chip").innerText()).toBe("Asking");
    const at = new Date().toISOString();
    server.notice("incident-closed", {
      incident: 2,
      disposition: "handled",
      by: 90,
      at,
      outcome: "",
    });
    server.notice("incident-changed", { incident: 1, state: "on-scene", at });
    await expect.poll(() => page.locator(rows).count()).toBe(21);
    await expect.poll(() => first.locator(".chip").innerText()).toBe("On scene");
    await ticks(opened, 2);
    await picture(page, "map-english");
    server.up = false;
    await server.hangUp();
    await page.getByText("as of").waitFor(patience);
    await picture(page, "map-lost-line");
    const before = server.of("watch-map").length;
    server.up = true;
    await page.getByText("Live", { exact: true }).waitFor(patience);
    await expect.poll(() => server.of("watch-map").length, patience).toBeGreaterThan(before);
    expect(complaints).toEqual([]);
  },
);

test("with nobody on duty and no incidents the map stays", long, async () => {
  const opened = await open({ layers: layersOf(["district"]), scene: new MapScene(0, 0) });
  const { page, complaints } = opened;
  await page.getByText("没有处理中警情").waitFor(patience);
  await page.locator(".tools").waitFor(patience);
  await ticks(opened, 2);
  await picture(page, "map-empty");
  expect(complaints).toEqual([]);
});

test("where WebGL is missing the page says so and goes on", long, async () => {
  const { page } = await open({ layers: layersOf(["district"]), webgl: false });
  await page.getByText("没有可用的 WebGL").waitFor(patience);
  await expect.poll(() => page.locator(rows).count()).toBe(22);
  await page.locator(".key dd", { hasText: "5,000" }).waitFor(patience);
  await picture(page, "map-no-webgl");
});
