import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";

import type { Replay } from "../shared/protocol.ts";
import { layersOf } from "./base-map-layers.ts";
import { launch } from "./chromium.ts";
import { consoleCatalogue } from "./console-catalogue.ts";
import { ago, asked, incident, wave, type Item } from "./console-scenes.ts";
import { openConsole, type ConsolePage, type ConsoleSetup } from "./console.ts";
import { faults, picture } from "./phone.ts";

/** An incident's minutes, looked at again. */
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const items: Item[] = [
  { type: "catalogue", data: consoleCatalogue },
  ...incident({
    ...{ id: 401, kind: "elder-missing", since: 900, state: "dispatching", lat: 39.92, lon: 116.44 },
    ...{ place: "永安里 8 号院", words: "老人走失", taken: [890, 5] },
  }),
  wave(401, 1, 895),
  asked(901, 401, ["李文", "community-volunteer", 184], 895, "cleared"),
  ...incident({
    ...{ id: 402, kind: "gas", since: 300, state: "triaged", lat: 39.925, lon: 116.45 },
    ...{ place: "朝阳路", words: "有燃气味", taken: [290, 5] },
  }),
];

const replay: Replay = {
  ...{ incident: 401, code: "CY-1124-0401", kind: "elder-missing", priority: 2, exercise: false, cut: false },
  from: ago(900),
  ended: ago(100),
  places: [{ at: ago(900), place: { at: { lat: 39.92, lon: 116.44 }, accuracy_m: 15 } }],
  states: [{ at: ago(900), state: "triaged" }],
  waves: [{ at: ago(895), wave: 1, radius_m: 600 }],
  assignments: [
    {
      ...{ assignment: 901, person: 1901, name: "李文", category: "community-volunteer", tracked: "open" },
      steps: [
        { at: ago(895), state: "offered" },
        { at: ago(880), state: "accepted" },
        { at: ago(500), state: "on-scene" },
        { at: ago(150), state: "cleared" },
      ],
      track: [0, 1, 2, 3, 4, 5, 6, 7].map((step) => ({
        at: ago(875 - 50 * step),
        place: { lat: 39.9245 - 0.0006 * step, lon: 116.4445 - 0.0006 * step },
      })),
    },
    {
      ...{ assignment: 902, person: 1902, name: "王芳", category: "community-volunteer" },
      steps: [
        { at: ago(895), state: "offered" },
        { at: ago(870), state: "declined" },
      ],
      track: [],
    },
  ],
};

const bar = (page: Page) => page.getByRole("region", { name: "回放" });
const slider = (page: Page) => page.getByRole("slider", { name: "时刻" });
const momentOf = async (page: Page): Promise<number> => Number(await slider(page).inputValue());

async function opened(
  setup: Partial<ConsoleSetup>,
  check: (page: Page, console: ConsolePage) => Promise<void>,
  faultless = true,
): Promise<void> {
  const console = await openConsole(browser, { pages: inject("pages"), items, replay: () => replay, ...setup });
  await console.page.locator("[data-row]", { hasText: "0401" }).click();
  await check(console.page, console);
  if (faultless) expect(console.complaints).toEqual([]);
  await console.close();
}

describe("an incident's minutes, at the console", () => {
  it("are played on the map with who did what when, and nothing passes for the present", () =>
    opened({ layers: layersOf() }, async (page) => {
      await page.keyboard.press("t");
      await bar(page).getByText("李文").waitFor();
      await page.getByText("回放 · 0401 · 非实时").waitFor();
      const from = Date.parse(replay.from);
      await expect.poll(() => momentOf(page)).toBeGreaterThan(from);
      await page.keyboard.press("Space");
      await bar(page).getByRole("button", { name: "播放" }).waitFor();
      await slider(page).fill(String(from + 300_000));
      expect(await momentOf(page)).toBe(from + 300_000);
      expect(await faults(page)).toEqual([]);
      await picture(page, "console-replay");
      await page.keyboard.press("Escape");
      await bar(page).waitFor({ state: "detached" });
      await page.getByRole("region", { name: "为何是他们" }).waitFor();
    }));

  it("are gone through thing by thing, and at three speeds, by keyboard", () =>
    opened({}, async (page) => {
      await page.keyboard.press("t");
      await slider(page).waitFor();
      await page.keyboard.press("ArrowRight");
      const first = await momentOf(page);
      await page.keyboard.press("ArrowRight");
      expect(await momentOf(page)).toBeGreaterThan(first);
      await page.keyboard.press("ArrowLeft");
      expect(await momentOf(page)).toBe(first);
      await page.keyboard.press("3");
      await bar(page).getByRole("button", { name: "60×", pressed: true }).waitFor();
      await slider(page).focus();
      await page.keyboard.press("End");
      expect(await momentOf(page)).toBe(Date.parse(replay.ended ?? ""));
    }));

  it("lock what could be done to the incident, and end with the choice of another", () =>
    opened({}, async (page, { server }) => {
      await page.keyboard.press("t");
      await slider(page).waitFor();
      await page.keyboard.press("d");
      await page.keyboard.press("c");
      expect(await page.locator("form.sheet").count()).toBe(0);
      expect(server.of("close-incident")).toEqual([]);
      await page.locator("[data-row]", { hasText: "0402" }).click();
      await bar(page).waitFor({ state: "detached" });
    }));

  it("say what is missing: ways whose key is gone, and what an open incident hasn't on record yet", () => {
    const { ended: _, ...open } = replay;
    const erased = open.assignments.map((one) => ({ ...one, name: null, track: [], tracked: "erased" as const }));
    return opened({ replay: () => ({ ...open, assignments: erased }) }, async (page) => {
      await page.keyboard.press("t");
      await bar(page).getByText("部分路迹已随密钥删除").waitFor();
      await bar(page).getByText("尚未结束").waitFor();
      await bar(page).getByText("姓名已删除").first().waitFor();
      expect(await faults(page)).toEqual([]);
    });
  });

  it("say that the record can't be read, and read it when asked again, in English too", async () => {
    let broken = true;
    await opened(
      { replay: () => (broken ? 503 : replay), language: "en" },
      async (page) => {
        await page.keyboard.press("t");
        await page.getByText("The record can't be read").waitFor();
        expect(await faults(page)).toEqual([]);
        broken = false;
        await page.getByRole("button", { name: "Try again" }).click();
        await page.getByText("Back to live").waitFor();
        await page.getByRole("slider", { name: "Moment" }).waitFor();
        expect(await faults(page)).toEqual([]);
      },
      // The browser itself complains of the 503.
      false,
    );
  });
});
