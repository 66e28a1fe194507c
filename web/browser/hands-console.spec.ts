import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";

import { layersOf } from "./base-map-layers.ts";
import { launch } from "./chromium.ts";
import { ago, busy } from "./console-scenes.ts";
import { openConsole, type ConsoleSetup } from "./console.ts";
import type { ClientFrame, FakeServer } from "./fake-server.ts";
import { faults, picture } from "./phone.ts";

/** Holding, moving the scene, wanting more people and undoing, by the page's buttons and keys. */
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const patience = { timeout: 20_000 };
const row = (page: Page, code: string) => page.locator("[data-row]", { hasText: code });
const detail = (page: Page) => page.getByRole("complementary", { name: "警情详情" });
const sent = (server: FakeServer, type: string) =>
  expect.poll(() => server.of(type).map((frame) => frame.data), patience);
const answer = ({ data }: ClientFrame): object => ({ incident: data["incident"] ?? 187 });

async function opened(
  check: (page: Page, server: FakeServer) => Promise<void>,
  setup: Partial<ConsoleSetup> = {},
): Promise<void> {
  const console = await openConsole(browser, { pages: inject("pages"), items: busy, answer, ...setup });
  await check(console.page, console.server);
  expect(console.complaints).toEqual([]);
  await console.close();
}

describe("the dispatcher's hands at the console", () => {
  it("holds a response with its end in sight, releases it, and alarms when it ended by itself", () =>
    opened(async (page, server) => {
      await row(page, "0187").click();
      await page.keyboard.press("h");
      await page.getByLabel("10 分钟").check();
      await page.getByLabel("为什么，其他调度席可见").fill("先联系家属");
      expect(await faults(page)).toEqual([]);
      await picture(page, "hands-hold-sheet");
      await page.getByRole("button", { name: "暂缓派单" }).click();
      await sent(server, "hold-incident").toEqual([{ incident: 187, minutes: 10, words: "先联系家属" }]);
      const hold = { incident: 187, by: 90, at: ago(0), until: ago(-600), words: "先联系家属" };
      server.notice("incident-held", hold);
      await detail(page).getByText("后自动恢复").waitFor();
      await row(page, "0187").getByText("暂缓至").waitFor();
      expect(await faults(page)).toEqual([]);
      await picture(page, "hands-held");

      await detail(page).getByRole("button", { name: "恢复派单" }).click();
      await sent(server, "release-incident").toEqual([{ incident: 187 }]);
      server.notice("incident-released", { incident: 187, at: ago(0), cause: "time" });
      // The strip has one alarm at a time: the one before is dealt with first.
      await page.getByRole("alert").getByRole("button", { name: "确认" }).click();
      await page.getByRole("alert").getByText("暂缓已结束").waitFor();
      await detail(page).getByText("后自动恢复").waitFor({ state: "detached" });
    }));

  it("moves the scene to coordinates, and says how far", () =>
    opened(async (page, server) => {
      await row(page, "0187").click();
      await page.keyboard.press("g");
      await page.getByRole("button", { name: "改到这里" }).click();
      await page.getByText("还没有地点").waitFor();
      await page.getByLabel("坐标").fill("39.9402, 116.4602");
      await page.getByText("距原地点").waitFor();
      await page.getByLabel("新地点怎么说，其他调度席可见").fill("东门");
      await picture(page, "hands-move-sheet");
      await page.keyboard.press("Control+Enter");
      const place = { at: { lat: 39.9402, lon: 116.4602 }, accuracy_m: 20 };
      await sent(server, "move-scene").toEqual([{ incident: 187, place, place_words: "东门" }]);
      server.notice("scene-moved", { incident: 187, place, by: 90, at: ago(0), place_words: "东门" });
      await detail(page).getByText("39.94020, 116.46020").waitFor();
      await detail(page).getByText("本席 改了地点").first().waitFor();
    }));

  it("moves the scene to where the map is clicked", () =>
    opened(
      async (page, server) => {
        await row(page, "0187").click();
        await page.getByRole("button", { name: "回到所选" }).waitFor();
        await page.keyboard.press("g");
        await page.locator(".maplibregl-canvas").click({ position: { x: 300, y: 200 } });
        await page.getByText("距原地点").waitFor();
        await page.getByRole("button", { name: "改到这里" }).click();
        const placed = expect.objectContaining({ accuracy_m: 20 });
        await sent(server, "move-scene").toEqual([{ incident: 187, place: placed, place_words: "" }]);
      },
      { layers: layersOf() },
    ));

  it("wants more people of a need", () =>
    opened(async (page, server) => {
      await row(page, "0187").click();
      await page.keyboard.press("p");
      await page.getByLabel("再要几人").fill("3");
      expect(await faults(page)).toEqual([]);
      await page.getByRole("button", { name: "询问", exact: false }).first().click();
      await sent(server, "ask-more").toEqual([{ incident: 187, need: 0, count: 3 }]);
    }));

  it("takes a closing back within 10 s by one key, and says when it can't", () =>
    opened(async (page, server) => {
      await row(page, "0187").click();
      await page.keyboard.press("c");
      await page.getByLabel("处置结果").selectOption({ index: 1 });
      await page.keyboard.press("Control+Enter");
      const toast = page.getByRole("status").filter({ hasText: "秒内可撤销" });
      await toast.getByText("0187 已结案").waitFor();
      expect(await faults(page)).toEqual([]);
      await picture(page, "hands-undo");
      await page.keyboard.press("Control+z");
      const command = server.of("close-incident")[0]?.id;
      await sent(server, "undo-command").toEqual([{ command }]);
      await toast.waitFor({ state: "detached" });
    }));

  it("speaks English too", () =>
    opened(
      async (page) => {
        await row(page, "0187").click();
        await page.keyboard.press("h");
        await page.getByRole("button", { name: "Hold it" }).waitFor();
        expect(await faults(page)).toEqual([]);
      },
      { language: "en", theme: "light" },
    ));
});
