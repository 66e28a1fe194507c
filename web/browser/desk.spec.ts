import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";

import { launch } from "./chromium.ts";
import { ago, busy, dispatcher } from "./console-scenes.ts";
import { openConsole } from "./console.ts";
import { openMap } from "./map.ts";
import { MapScene } from "./map-scenes.ts";
import { faults, openPhone, picture } from "./phone.ts";
import { tip, volunteerServer } from "./phone-scenes.ts";

/** Who answers for what, limits, and those called when nobody does: by hand on each page. */
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const patience = { timeout: 20_000 };
const detail = (page: Page) => page.getByRole("complementary", { name: "警情详情" });
const call = { code: "CY-1124-0187", kind: "fire", priority: 2, step: 1, reason: "nobody-there", over: false };
const place = { at: { lat: 39.9219, lon: 116.4436 }, accuracy_m: 18 };

describe("the desk", () => {
  it("says who answers for an incident, takes it over, and hands a shift over", async () => {
    const console = await openConsole(browser, {
      pages: inject("pages"),
      items: [
        ...busy,
        { type: "desk-changed", data: { person: dispatcher.person, there: true, at: ago(600) } },
        { type: "desk-changed", data: { person: 91, there: true, at: ago(300) } },
        { type: "owner-changed", data: { incident: 187, owner: 92, at: ago(60) } },
      ],
      answer: ({ type, data }) => (type === "hand-over" ? { incidents: 1 } : { incident: data["incident"] ?? 187 }),
    });
    const { page, server } = console;
    await page.locator("[data-row]", { hasText: "0187" }).click();
    await detail(page).getByText("已离席").waitFor();
    await detail(page).getByRole("button", { name: "接手" }).click();
    await expect.poll(() => server.of("take-over").map((frame) => frame.data), patience).toEqual([{ incident: 187 }]);
    server.notice("owner-changed", { incident: 187, owner: dispatcher.person, at: ago(0) });
    await detail(page).getByText("已离席").waitFor({ state: "detached" });

    const due = new Date(Date.now() + 90_000).toISOString();
    server.notice("service-limit", { incident: 187, limit: "close", passed: false, due, at: ago(0) });
    await detail(page).getByText("结案时限将到").waitFor();

    await page.locator("[data-row]", { hasText: "0187" }).getByText("结案", { exact: true }).waitFor();

    // Others see who has it before them, and this desk says what it has.
    await expect.poll(() => server.of("watch-map").at(-1)?.data["incident"], patience).toBe(187);
    const viewers = [
      { incident: 187, person: dispatcher.person },
      { incident: 187, person: 91 },
    ];
    server.moment("viewers", { viewers });
    await detail(page).getByText("调度 #91 在看").waitFor();
    server.moment("viewers", { viewers: [] });
    await detail(page).getByText("调度 #91 在看").waitFor({ state: "detached" });
    server.moment("viewers", { viewers });

    await page.getByRole("button", { name: "交班" }).click();
    await page.locator("form.sheet").waitFor();
    expect(await faults(page)).toEqual([]);
    await picture(page, "desk-hand-over");
    await page.locator("form.sheet").getByRole("radio").first().check();
    await page.locator("form.sheet").getByRole("button", { name: "交班" }).click();
    await expect.poll(() => server.of("hand-over").map((frame) => frame.data), patience).toEqual([{ to: 91 }]);
    await page.locator("form.sheet").waitFor({ state: "detached" });
    expect(console.complaints).toEqual([]);
    await console.close();
  });

  it("is alarmed while others are called, until somebody takes it", async () => {
    const console = await openConsole(browser, {
      pages: inject("pages"),
      items: busy,
      answer: ({ data }) => ({ incident: data["incident"] ?? 187 }),
    });
    const { page, server } = console;
    await page.locator("[data-row]", { hasText: "0187" }).waitFor();
    server.notice("escalation-raised", {
      incident: 187,
      step: 1,
      name: { zh: "值班领导", en: "Supervisors on call" },
      people: 2,
      reason: "owner-left",
      at: ago(0),
    });
    const alarm = page.getByRole("alert").filter({ hasText: "无人负责，正在呼叫" });
    await alarm.getByText("负责人已离席 · 值班领导 2 人").waitFor();
    expect(await faults(page)).toEqual([]);
    await picture(page, "desk-escalated");
    await alarm.getByRole("button", { name: "接手" }).click();
    await expect.poll(() => server.of("take-over").length, patience).toBe(1);
    server.notice("owner-changed", { incident: 187, owner: dispatcher.person, at: ago(0) });
    await alarm.waitFor({ state: "detached" });
    expect(console.complaints).toEqual([]);
    await console.close();
  });

  it("calls a supervisor on the map, who answers", async () => {
    const wall = await openMap(browser, { pages: inject("pages"), scene: new MapScene(), layers: [] });
    const { page, server } = wall;
    await page.locator(".incidents li").first().waitFor({ timeout: 60_000 });
    server.notice("escalation-call", { incident: 187, ...call, place, at: ago(0) });
    const card = page.getByRole("region", { name: "无人负责的警情" });
    await card.getByText("值班席无人").waitFor();
    await picture(page, "desk-map-call");
    await card.getByRole("button", { name: "我来负责" }).click();
    await expect.poll(() => server.of("answer-escalation").map((frame) => frame.data), patience).toEqual([{ incident: 187 }]);
    await card.waitFor({ state: "detached" });
    await wall.close();
  });

  it("tells a reporter that nobody has taken the tip, and to call 110", async () => {
    const server = volunteerServer({ items: [{ type: "my-tip", data: tip({ tip: 12 }) }] });
    const phone = await openPhone(browser, { pages: inject("pages"), server });
    const { page } = phone;
    await page.getByRole("button", { name: "我的线索" }).click();
    server.notice("tip-attention", { tips: [12], taken: false, at: new Date().toISOString() });
    await page.getByText("暂时还没有人接手").waitFor();
    await page.getByRole("link", { name: "打 110" }).first().waitFor();
    expect(await faults(page)).toEqual([]);
    await picture(page, "desk-phone-unattended");
    server.notice("tip-attention", { tips: [12], taken: true, at: new Date().toISOString() });
    await page.getByText("暂时还没有人接手").waitFor({ state: "detached" });
    expect(phone.complaints).toEqual([]);
    await phone.close();
  });
});
