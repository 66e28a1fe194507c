import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";

import { launch } from "./chromium.ts";
import { ago, busy } from "./console-scenes.ts";
import { openConsole } from "./console.ts";
import type { ClientFrame, FakeServer } from "./fake-server.ts";
import { faults, openPhone, picture, smallTargets } from "./phone.ts";
import { kindly, offer, tip, volunteerServer } from "./phone-scenes.ts";

/** What is said within an incident, and what is released to volunteers: at the desk and on phones. */
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
const now = (): string => new Date().toISOString();
const answer = (frame: ClientFrame): object | null =>
  frame.type === "send-message" || frame.type === "answer" ? { message: 9 } : kindly(frame);

describe("what is said within an incident", () => {
  it("is written to one who is going, and what a reporter says has no name and is marked unread", async () => {
    const console = await openConsole(browser, {
      pages: inject("pages"),
      items: busy,
      answer: ({ type, data }) =>
        type === "send-message" ? { message: 3 } : { incident: data["incident"] ?? 187 },
    });
    const { page, server } = console;
    await row(page, "0191").click();
    const said = { incident: 187, own: false, at: ago(0) };
    server.notice("message", {
      ...{ ...said, message: 1, from: "reporter", to: "desk", tips: [187], words: "他往东走了" },
    });
    await row(page, "0187").getByLabel("1 条未读").waitFor();
    await row(page, "0187").click();
    await detail(page).getByText("他往东走了").waitFor();
    await row(page, "0187").getByLabel("1 条未读").waitFor({ state: "detached" });
    const talk = detail(page).getByRole("region", { name: "对话" });
    await talk.getByText("线索 #187", { exact: true }).waitFor();
    await talk.getByLabel("发给").selectOption({ label: "张伟" });
    await talk.getByLabel("说什么").fill("家属在西门");
    expect(await faults(page)).toEqual([]);
    await picture(page, "hands-talk");
    await talk.getByRole("button", { name: "发送" }).click();
    await sent(server, "send-message").toMatchObject([{ incident: 187, to: "assignment", words: "家属在西门" }]);

    await page.keyboard.press("Escape");
    await row(page, "0187").focus();
    await page.keyboard.press("i");
    await page.getByRole("checkbox", { name: /线索 #187/ }).check();
    expect(await faults(page)).toEqual([]);
    await picture(page, "hands-release");
    await page.getByRole("button", { name: "公开", exact: false }).last().click();
    await sent(server, "release-details").toEqual([{ incident: 187, tips: [187], photos: [] }]);
    server.notice("details-released", { incident: 187, tips: [187], photos: [], by: 90, at: ago(0) });
    await detail(page).getByRole("button", { name: "收回" }).click();
    await sent(server, "withdraw-details").toEqual([{ incident: 187 }]);
    expect(console.complaints).toEqual([]);
    await console.close();
  });

  it("reaches the phone of who is going, who answers; released details are seen until withdrawn, not before or after", async () => {
    const running = offer({ state: "en-route" });
    const server = volunteerServer({
      items: [{ type: "offer", data: running }],
      answer,
      welcome: { rights: ["set-status", "send-message"] },
    });
    const phone = await openPhone(browser, { pages: inject("pages"), server });
    const { page } = phone;
    const { incident, assignment } = running;
    await page.getByRole("button", { name: "我到了" }).waitFor();
    expect(await page.getByText("灰外套").count()).toBe(0);
    server.notice("message", {
      ...{ message: 1, incident, from: "desk", assignment, tips: [], own: false, at: now() },
      words: "家属在西门等你",
    });
    await page.getByText("家属在西门等你").waitFor();
    await page.getByLabel("写给指挥台").fill("已看到家属");
    await page.getByRole("button", { name: "发送" }).click();
    await sent(server, "send-message").toEqual([{ incident, to: "desk", words: "已看到家属" }]);

    server.notice("details-shown", {
      incident,
      said: [{ at: now(), place_words: "公园西门", words: "灰外套，拄拐杖", photos: [] }],
      at: now(),
    });
    await page.getByText("灰外套，拄拐杖").waitFor();
    expect(await faults(page)).toEqual([]);
    expect(await smallTargets(page, 48)).toEqual([]);
    await picture(page, "hands-phone-task");
    server.notice("details-withdrawn", { incident, at: now() });
    await page.getByText("灰外套，拄拐杖").waitFor({ state: "detached" });
    expect(phone.complaints).toEqual([]);
    await phone.close();
  });

  it("stands with the reporter's tip, who answers without a name", async () => {
    const server = volunteerServer({ items: [{ type: "my-tip", data: tip() }], answer });
    const phone = await openPhone(browser, { pages: inject("pages"), server });
    const { page } = phone;
    await expect.poll(() => server.of("hello").length, patience).toBe(1);
    server.notice("message", {
      ...{ message: 4, from: "desk", tips: [11], own: false, at: now(), words: "他们往哪边走了？" },
    });
    await page.getByLabel("1 条未读").waitFor();
    await page.getByRole("button", { name: "我的线索" }).click();
    await page.getByText("他们往哪边走了？").waitFor();
    await page.getByText("指挥台看不到您是谁").waitFor();
    await page.getByLabel("写给指挥台").fill("往北");
    expect(await faults(page)).toEqual([]);
    await picture(page, "hands-phone-tip");
    await page.getByRole("button", { name: "发送" }).click();
    await sent(server, "answer").toEqual([{ tip: 11, words: "往北" }]);
    expect(phone.complaints).toEqual([]);
    await phone.close();
  });
});
