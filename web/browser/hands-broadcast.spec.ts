import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";

import { launch } from "./chromium.ts";
import { ago, busy } from "./console-scenes.ts";
import { openConsole } from "./console.ts";
import type { FakeServer } from "./fake-server.ts";
import { faults, openPhone, picture, smallTargets } from "./phone.ts";
import { volunteerServer } from "./phone-scenes.ts";

/** A word to everybody in an area: written, approved by another, retracted; and on a phone. */
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const patience = { timeout: 20_000 };
const detail = (page: Page) => page.getByRole("complementary", { name: "警情详情" });
const sent = (server: FakeServer, type: string) =>
  expect.poll(() => server.of(type).map((frame) => frame.data), patience);
const area = { centre: { lat: 39.9335, lon: 116.4602 }, radius_m: 1000, outline: [] };
const words = "留意一位穿灰外套的老人";

describe("broadcasts", () => {
  it("are written at a desk, approved by another account and retracted", async () => {
    const console = await openConsole(browser, {
      pages: inject("pages"),
      items: busy,
      answer: () => ({ broadcast: 1, sent: false, people: 0 }),
    });
    const { page, server } = console;
    await page.locator("[data-row]", { hasText: "0187" }).click();
    await page.keyboard.press("w");
    await page.getByLabel("说什么").fill(words);
    await page.getByLabel("能认出某个人").check();
    await page.getByText("须另一账号在另一席位 5 分钟内核准").waitFor();
    expect(await faults(page)).toEqual([]);
    await picture(page, "hands-broadcast");
    await page.keyboard.press("Control+Enter");
    await sent(server, "broadcast").toMatchObject([
      { words, identifies_person: true, about: 187, audience: "volunteers" },
    ]);

    const made = { area, audience: "volunteers", words, identifies_person: true, at: ago(0), approve_by: ago(-300) };
    server.notice("broadcast-made", { ...made, broadcast: 1, by: 90 });
    await detail(page).getByText("等另一账号核准").waitFor();
    server.notice("broadcast-made", { ...made, broadcast: 2, by: 91 });
    await page.getByRole("button", { name: /^广播 1/ }).waitFor();
    await detail(page).getByRole("button", { name: "核准并发出" }).click();
    await sent(server, "approve-broadcast").toEqual([{ broadcast: 2 }]);
    server.notice("broadcast-sent", { broadcast: 2, approved_by: 90, people: 41, at: ago(0) });
    await detail(page).getByText("已发给 41 人").waitFor();
    await picture(page, "hands-broadcast-sent");
    await detail(page).getByRole("button", { name: "撤回" }).click();
    await detail(page).getByLabel("为什么撤回，收到的人都会看到").fill("人已找到");
    expect(await faults(page)).toEqual([]);
    await detail(page).getByRole("button", { name: "撤回" }).click();
    await sent(server, "retract-broadcast").toEqual([{ broadcast: 2, words: "人已找到" }]);
    server.notice("broadcast-retracted", { broadcast: 2, words: "人已找到", by: 90, people: 41, at: ago(0) });
    await detail(page).getByText("已撤回").waitFor();
    expect(console.complaints).toEqual([]);
    await console.close();
  });

  it("are read on a phone, and their retraction in their place", async () => {
    const server = volunteerServer();
    const phone = await openPhone(browser, { pages: inject("pages"), server });
    const { page } = phone;
    await expect.poll(() => server.of("hello").length, patience).toBe(1);
    const at = new Date().toISOString();
    server.notice("broadcast-told", { broadcast: 2, words, at, exercise: true });
    await page.getByText(words).waitFor();
    await page.locator(".exercise-frame").getByText("演练").waitFor();
    expect(await faults(page)).toEqual([]);
    expect(await smallTargets(page, 48)).toEqual([]);
    await picture(page, "hands-phone-broadcast");
    server.notice("broadcast-retracted", { broadcast: 2, words: "人已找到", at });
    await page.getByText("通知已撤回").waitFor();
    expect(await page.getByText(words).count()).toBe(0);
    await page.getByRole("button", { name: "知道了" }).click();
    await page.getByText("通知已撤回").waitFor({ state: "detached" });
    expect(phone.complaints).toEqual([]);
    await phone.close();
  });
});
