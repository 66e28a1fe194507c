import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";

import { layersOf } from "./base-map-layers.ts";
import { launch } from "./chromium.ts";
import { busy, child, comingPhoto, quiet, type Item } from "./console-scenes.ts";
import { openConsole, tellMoments, type ConsolePage, type ConsoleSetup } from "./console.ts";
import type { FakeServer } from "./fake-server.ts";
import { faults, picture } from "./phone.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

async function opened(
  setup: Partial<ConsoleSetup>,
  check: (page: Page, server: FakeServer, console: ConsolePage) => Promise<void>,
): Promise<void> {
  const console = await openConsole(browser, { pages: inject("pages"), items: busy, ...setup });
  await check(console.page, console.server, console);
  expect(console.complaints).toEqual([]);
  await console.close();
}

function tell(server: FakeServer, items: readonly Item[]): void {
  for (const { type, data } of items) server.notice(type, data);
}

const row = (page: Page, code: string) => page.locator("[data-row]", { hasText: code });
/** What a page says is waited for so long. */
const patience = { timeout: 20_000 };
const sent = (server: FakeServer, type: string) =>
  expect.poll(() => server.of(type).map((frame) => frame.data), patience);

describe("the console", () => {
  for (const [theme, language] of [
    ["dark", "zh"],
    ["light", "zh"],
    ["dark", "en"],
  ] as const) {
    it(`has no fault that axe finds: ${theme}, ${language}`, () =>
      opened({ theme, language }, async (page, server) => {
        await row(page, "0187").click();
        tellMoments(server);
        await page.getByText("1,284").waitFor();
        expect(await faults(page)).toEqual([]);
        tell(server, child);
        await page.getByRole("alertdialog").waitFor();
        expect(await faults(page)).toEqual([]);
        await picture(page, `console-${theme}-${language}`);
      }));
  }

  for (const theme of ["dark", "light"] as const) {
    it(`has no fault in its forms that axe finds: ${theme}`, () =>
      opened({ theme }, async (page) => {
        await row(page, "0187").click();
        for (const key of ["a", "d", "c"]) {
          await page.keyboard.press(key);
          await page.locator("form.sheet").waitFor();
          expect(await faults(page), key).toEqual([]);
          await page.keyboard.press("Escape");
          await page.locator("form.sheet").waitFor({ state: "detached" });
        }
      }));
  }

  it("shows the scene on the map, and puts a call where the map is clicked", () =>
    opened({ layers: layersOf() }, async (page, server) => {
      await row(page, "0187").click();
      await expect.poll(() => server.of("watch-map").length, patience).toBeGreaterThan(0);
      tellMoments(server);
      await page.getByRole("button", { name: "回到所选" }).waitFor();
      expect(await faults(page)).toEqual([]);
      await picture(page, "console-map");
      await page.keyboard.press("a");
      await page.locator(".maplibregl-canvas").click({ position: { x: 300, y: 200 } });
      await expect
        .poll(() => page.locator("#call-at").inputValue(), patience)
        .toMatch(/^\d+\.\d{5}, \d+\.\d{5}$/);
    }));

  it("orders the queue by priority and shows an incident with its people counted apart", () =>
    opened({}, async (page) => {
      await row(page, "0187").click();
      const codes = await page.locator("[data-row] .code").allTextContents();
      expect(codes).toHaveLength(9);
      expect(codes.slice(0, 3)).toEqual(["0192", "0191", "0187"]);
      await page.getByText("需 4 · 询问 8 · 送达 7 · 应答 5 · 接受 4").waitFor();
    }));

  it("says when there is nothing to do", () =>
    opened({ items: quiet }, async (page) => {
      await page.getByText("没有待处理警情").waitFor();
      await page.getByText("距上一起").waitFor();
    }));

  it("takes a new urgent incident with one key, and the alert leaves", () =>
    opened({}, async (page, server) => {
      tell(server, child);
      await page.getByRole("alertdialog").getByText("未通知志愿者").waitFor();
      // Not at once: the key may have been meant for something else.
      await expect
        .poll(async () => {
          await page.keyboard.press("Enter");
          return server.of("acknowledge-incident").map((frame) => frame.data)[0];
        }, patience)
        .toEqual({ incident: 194 });
      tell(server, [
        {
          type: "incident-acknowledged",
          data: { incident: 194, by: 90, at: new Date().toISOString() },
        },
      ]);
      await page.getByRole("alertdialog").waitFor({ state: "detached" });
      await page.getByRole("heading", { name: "孩子有危险" }).waitFor();
    }));

  it("makes an incident of a call, begun with one key", () =>
    opened(
      { answer: ({ type }) => (type === "take-call" ? { tip: 300, incident: 300 } : {}) },
      async (page, server) => {
        await page.keyboard.press("a");
        await page.locator("#call-kind").selectOption("gas");
        await page.locator("#call-at").fill("39.9219，116.4436");
        await page.locator("#call-place").fill("永安里 8 号院");
        await page.locator("#call-words").fill("楼道里有气味");
        await page.locator("#call-contact").fill("一号楼值班室");
        await page.keyboard.press("Control+Enter");
        await sent(server, "take-call").toEqual([
          {
            kind: "gas",
            place: { at: { lat: 39.9219, lon: 116.4436 }, accuracy_m: 50 },
            place_words: "永安里 8 号院",
            words: "楼道里有气味",
            contact: "一号楼值班室",
            channel: "telephone",
            exercise: false,
          },
        ]);
        await sent(server, "acknowledge-incident").toEqual([{ incident: 300 }]);
        await page.locator("form.sheet").waitFor({ state: "detached" });
      },
    ));

  it("asks people by hand, and says a refusal by the control", () =>
    opened(
      { answer: ({ type }) => (type === "assign-responder" ? { refuse: "busy-elsewhere" } : {}) },
      async (page, server) => {
        await row(page, "0192").click();
        await page.keyboard.press("d");
        await page.locator("#assign-search").fill("雷雨");
        await page.getByRole("checkbox").check();
        await page.getByRole("button", { name: /询问/ }).click();
        await sent(server, "assign-responder").toEqual([{ incident: 192, person: 1107 }]);
        await page.locator("form .refused").waitFor();
      },
    ));

  it("sets a state for somebody else and stands them down", () =>
    opened({}, async (page, server) => {
      await row(page, "0187").click();
      await page.getByRole("button", { name: "替张伟设置状态" }).click();
      await page
        .getByRole("group", { name: "替张伟设置状态" })
        .getByRole("button", { name: "到场" })
        .click();
      await sent(server, "set-status").toEqual([{ assignment: 2, status: "on-scene" }]);
      await page.getByRole("button", { name: "替李秀英设置状态" }).click();
      await page.getByRole("button", { name: "撤回" }).click();
      await sent(server, "stand-down-responder").toEqual([{ assignment: 3 }]);
    }));

  it("closes with a disposition and shows what the reporter will be told", () =>
    opened({}, async (page, server) => {
      await row(page, "0190").click();
      await page.keyboard.press("c");
      await page.locator("#close-disposition").selectOption("handled");
      await page.locator("#close-hint").getByText("已处理完毕，谢谢您的观察。").waitFor();
      await page.locator("#close-words").fill("已关阀通风");
      await page.keyboard.press("Control+Enter");
      await sent(server, "close-incident").toEqual([
        { incident: 190, disposition: "handled", words: "已关阀通风", outcome: "" },
      ]);
    }));

  it("leaves letters to a text field", () =>
    opened({}, async (page, server) => {
      await row(page, "0187").click();
      await page.keyboard.press("n");
      await page.locator("#note-words").pressSequentially("can yue");
      expect(await page.locator("#note-words").inputValue()).toBe("can yue");
      await page.keyboard.press("Control+Enter");
      await sent(server, "add-note").toEqual([{ incident: 187, words: "can yue" }]);
    }));

  it("raises the alarm by key, and wants as many as the higher level does", () =>
    opened({}, async (page, server) => {
      await row(page, "0187").click();
      await page.keyboard.press("r");
      await page.getByText("现在是 1 级").waitFor();
      await page.getByText("再要 4 人，共 8 人").waitFor();
      await page.getByRole("radio").focus();
      await page.keyboard.press("Control+Enter");
      await sent(server, "raise-alarm").toEqual([{ incident: 187, level: 2 }]);
      const at = new Date().toISOString();
      server.notice("alarm-raised", { incident: 187, level: 2, wanted: 8, by: 20007, at });
      await page.keyboard.press("Escape");
      await page.getByText("需 8").first().waitFor();
    }));

  it("says why no more were asked, and how likely those asked were to accept", () =>
    opened({}, async (page) => {
      await row(page, "0187").click();
      const why = page.getByRole("region", { name: "为何是他们" });
      await why.getByText("接受的可能 30%").waitFor();
      await why.getByText("范围内未询问: 位置太旧 2, 刚出动过 1").waitFor();
    }));

  it("shows a photo as still to come, and loads it when it is stored", () =>
    opened({}, async (page, server, { stored }) => {
      await row(page, "0187").click();
      await page.getByRole("img", { name: /照片 1/ }).waitFor();
      await page.getByText("照片正在上传").waitFor();
      stored.add(comingPhoto);
      server.notice("photo-stored", { photo: comingPhoto, at: new Date().toISOString() });
      await page.getByRole("img", { name: /照片 2/ }).waitFor();
    }));

  it("keeps rows still under the pointer and lets new ones wait", () =>
    opened({}, async (page, server) => {
      await row(page, "0191").hover();
      const before = await page.locator("[data-row] .code").allTextContents();
      const late = child.map(({ type, data }) => ({
        type,
        data: {
          ...data,
          ...("incident" in data ? { incident: 195 } : {}),
          ...("priority" in data ? { priority: 3 } : {}),
        },
      })) as Item[];
      tell(server, late.slice(0, 2));
      await page.getByText("1 条新警情").waitFor();
      expect(await page.locator("[data-row] .code").allTextContents()).toEqual(before);
      await page.getByText("1 条新警情").click();
      await page.getByText("1 条新警情").waitFor({ state: "detached" });
      expect(await page.locator("[data-row]").count()).toBe(before.length + 1);
    }));

  it("says that the connection is lost, and keeps the queue", () =>
    opened({}, async (page, server) => {
      server.up = false;
      await server.hangUp(1013);
      await page.getByText("连接中断，正在恢复").waitFor();
      expect(await page.locator("[data-row]").count()).toBe(9);
      server.up = true;
      await page.getByRole("button", { name: "马上重试" }).click();
      await page.getByText("连接中断，正在恢复").waitFor({ state: "detached" });
    }));

  it("folds the queue on a narrow page, and lets the detail cover the map on a narrower one", () =>
    opened({ width: 1100 }, async (page) => {
      expect((await page.locator("nav.queue").boundingBox())?.width).toBe(64);
      await page.setViewportSize({ width: 900, height: 900 });
      await row(page, "0187").click();
      await page.getByRole("heading", { name: "老人走失" }).waitFor();
      await page.getByRole("button", { name: "返回" }).click();
      await page.locator("aside.det").waitFor({ state: "hidden" });
    }));
});
