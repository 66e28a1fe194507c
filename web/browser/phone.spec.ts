import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";

import { launch } from "./chromium.ts";
import {
  openPhone,
  picture,
  faults,
  smallTargets,
  type PhonePage,
  type PhoneSetup,
} from "./phone.ts";
import { offer, officerServer, tip, volunteerServer } from "./phone-scenes.ts";
import { enter } from "./sign-in.ts";

let browser: Browser;
let phone: PhonePage | null = null;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
afterEach(async () => {
  await phone?.close();
  phone = null;
});

async function open(setup: Omit<PhoneSetup, "pages">): Promise<PhonePage> {
  phone = await openPhone(browser, { pages: inject("pages"), ...setup });
  return phone;
}

/** Nothing in the console, nothing against WCAG, nothing too small for a finger. */
async function sound({ page, complaints }: PhonePage, least = 48): Promise<void> {
  expect(complaints).toEqual([]);
  expect(await faults(page)).toEqual([]);
  expect(await smallTargets(page, least)).toEqual([]);
}

test("signing in takes a pasted code, keeps it on the device and out of the address", async () => {
  const opened = await open({ server: volunteerServer(), signedIn: false });
  const { page } = opened;
  await enter(page, "short");
  await page.getByRole("alert").waitFor();
  await sound(opened);
  await picture(page, "phone-sign-in");
  await enter(page, "  demo-token-demo-token-demo ");
  await page.getByText("李秀英").waitFor();
  expect(page.url()).not.toContain("demo-token");
});

test("the first screen has the emergency numbers, the report button and the duty switch", async () => {
  const server = volunteerServer();
  const opened = await open({ server });
  const { page } = opened;
  for (const number of ["110", "119", "120"]) {
    await page.locator(`a[href="tel:${number}"]`).waitFor();
  }
  await picture(page, "phone-home-off");
  await page.getByRole("switch").click();
  await page.getByText("正在值守").waitFor();
  await page.getByText("正在发送位置").waitFor();
  await expect.poll(() => server.of("position").length).toBeGreaterThan(0);
  await sound(opened);
  await picture(page, "phone-home");
});

test("duty on another device says so and can be taken over", async () => {
  const change = {
    person: 7,
    on: true,
    at: new Date().toISOString(),
    category: "community-volunteer",
    name: "",
    cause: "person",
    device: "another-device-0001",
  };
  const server = volunteerServer({ items: [{ type: "duty-changed", data: change }] });
  const { page } = await open({ server });
  await page.getByText("在另一台设备上值守").waitFor();
  expect(server.of("position")).toEqual([]);
  await page.getByRole("button", { name: "改在这台手机值守" }).click();
  await page.getByText("正在值守").waitFor();
});

test("a report goes out with kind, place, words and photo", async () => {
  const server = volunteerServer();
  const opened = await open({ server });
  const { page } = opened;
  const uploads: string[] = [];
  await page.route("**/api/v1/photos/*", (route) => {
    uploads.push(route.request().headers()["authorization"] ?? "");
    return route.fulfill({ status: 201, json: {} });
  });
  await page.getByRole("button", { name: "报告情况" }).click();
  await page.getByRole("button", { name: "可疑尾随" }).click();
  await sound(opened);
  await picture(page, "phone-kind");
  await page.getByRole("button", { name: "下一步" }).click();
  await page.getByText("定位误差 9 m").waitFor();
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles({
      name: "scene.png",
      mimeType: "image/png",
      buffer: Buffer.from(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
        "base64",
      ),
    });
  await page.getByAltText("第 1 张照片").waitFor();
  await page.getByLabel("补充一句").fill("三个男的跟着一个女的，往北走");
  await page.getByLabel("地点说明").fill("工体东路，地铁口南侧");
  await sound(opened);
  await picture(page, "phone-send");
  await page.getByRole("button", { name: "发送" }).click();
  await page.getByText("已收到").waitFor();
  await expect.poll(() => uploads).toEqual(["Bearer demo-token-demo-token-demo"]);
  const sent = server.of("report-tip")[0]!;
  expect(sent.id).toMatch(/^[\w-]{22}$/);
  expect(sent.data).toMatchObject({
    kind: "tailing",
    words: "三个男的跟着一个女的，往北走",
    silent: false,
  });
  expect(sent.data["photos"]).toHaveLength(1);
  server.notice("tip-changed", { tips: [12], state: "responding", at: new Date().toISOString() });
  await page.getByText("处理中").waitFor();
  server.notice("tip-changed", {
    tips: [12],
    state: "closed",
    at: new Date().toISOString(),
    disposition: "resolved",
    outcome: "",
  });
  await page.getByText("已处理完毕，谢谢您的观察。").waitFor();
});

test("with no network a report is kept, survives a reload, and is sent once with the same id", async () => {
  const server = volunteerServer();
  const opened = await open({ server });
  const { page } = opened;
  await page.getByText("李秀英").waitFor();
  server.up = false;
  await server.hangUp();
  await page.getByText("没有网络").waitFor();
  await page.getByRole("button", { name: "报告情况" }).click();
  await page.getByRole("button", { name: "可疑尾随" }).click();
  await page.getByRole("button", { name: "下一步" }).click();
  await page.getByText("定位误差").waitFor();
  await page.getByLabel("补充一句").fill("往北走");
  await page.getByRole("button", { name: "发送" }).click();
  await page.getByText("等待网络").waitFor();
  expect(await faults(page)).toEqual([]);
  await picture(page, "phone-offline");

  await page.getByRole("button", { name: "修改" }).click();
  await page.getByLabel("补充一句").fill("往北走，到路口了");
  await page.getByRole("button", { name: "发送" }).click();
  await page.getByText("等待网络").waitFor();
  expect(server.of("report-tip")).toEqual([]);

  await page.reload();
  await page.getByText("1 条").first().waitFor();
  server.up = true;
  await expect.poll(() => server.of("report-tip").length, { timeout: 20_000 }).toBe(1);
  expect(server.of("report-tip")[0]!.data["words"]).toBe("往北走，到路口了");
  await expect
    .poll(() => page.evaluate(() => indexedDB.databases().then((all) => all.length)))
    .toBeGreaterThan(0);
});

test("an offer fills the screen, is seen, accepted, and leads to done", async () => {
  const server = volunteerServer();
  const opened = await open({ server });
  const { page } = opened;
  await page.getByText("李秀英").waitFor();
  await page.getByRole("switch").click();
  await page.getByText("正在值守").waitFor();
  server.notice("offer", offer());
  await page.getByRole("button", { name: "我去" }).waitFor();
  await expect.poll(() => server.of("seen").map((frame) => frame.data["n"])).toEqual([server.n]);
  await sound(opened);
  await picture(page, "phone-offer");

  await page.getByRole("button", { name: "我去" }).click();
  await page.getByRole("button", { name: "我到了" }).waitFor();
  await sound(opened);
  await picture(page, "phone-enroute");
  await page.getByRole("button", { name: "去不了" }).click();
  await page.getByRole("button", { name: "继续" }).click();
  await page.getByRole("button", { name: "我到了" }).click();
  await page.getByRole("button", { name: "完成" }).waitFor();
  await sound(opened);
  await picture(page, "phone-onscene");
  await page.getByRole("button", { name: "完成" }).click();
  await page.getByText("已完成").waitFor();
  await sound(opened);
  await picture(page, "phone-done");
  await page.getByRole("button", { name: "知道了" }).click();
  await page.getByRole("button", { name: "报告情况" }).waitFor();
  expect(server.of("set-status").map((frame) => frame.data["status"])).toEqual([
    "on-scene",
    "cleared",
  ]);
});

test("an offer that is over when it comes doesn't show", async () => {
  const server = volunteerServer();
  const { page } = await open({ server });
  await page.getByText("李秀英").waitFor();
  server.notice("offer", offer({ expires_at: new Date(Date.now() - 1000).toISOString() }));
  server.notice("tip-changed", { tips: [1], state: "received", at: new Date().toISOString() });
  await page.getByRole("button", { name: "报告情况" }).waitFor();
  expect(await page.getByRole("button", { name: "我去" }).count()).toBe(0);
  expect(server.of("seen")).toEqual([]);
});

test("a volunteer is told to keep away by kind and time, until it is put aside", async () => {
  const server = volunteerServer();
  const opened = await open({ server });
  const { page } = opened;
  await page.getByText("李秀英").waitFor();
  server.notice("keep-away", {
    incident: 21,
    kind: "fight",
    place: { at: { lat: 39.9252, lon: 116.4394 }, accuracy_m: 20 },
    at: new Date().toISOString(),
  });
  const card = page.getByRole("region", { name: "请远离" });
  await card.getByText("打架冲突").waitFor();
  await sound(opened);
  await card.getByRole("button", { name: "知道了" }).click();
  await card.waitFor({ state: "detached" });
});

test("somebody of a unit is told of an incident for their knowledge, until it is put aside", async () => {
  const server = volunteerServer();
  const opened = await open({ server });
  const { page } = opened;
  await page.getByText("李秀英").waitFor();
  server.notice("unit-notice", {
    incident: 22,
    kind: "fight",
    place: { at: { lat: 39.9252, lon: 116.4394 }, accuracy_m: 20 },
    at: new Date().toISOString(),
  });
  const card = page.getByRole("region", { name: "通知本单位" });
  await card.getByText("打架冲突").waitFor();
  await card.getByText("需要您前往时会另行询问").waitFor();
  await sound(opened);
  await card.getByRole("button", { name: "知道了" }).click();
  await card.waitFor({ state: "detached" });
});

test("a late accept is refused in one large sentence", async () => {
  const server = volunteerServer({ answer: () => ({ refuse: "offer-over" }) });
  const opened = await open({ server });
  const { page } = opened;
  await page.getByText("李秀英").waitFor();
  server.notice("offer", offer());
  await page.getByRole("button", { name: "我去" }).click();
  await page.getByText("人手已够或已结束").waitFor();
});

test("an officer who accepted reads the words", async () => {
  const server = officerServer({ items: [{ type: "offer", data: offer({ state: "en-route" }) }] });
  const opened = await open({ server });
  const { page } = opened;
  await page.getByText("灰外套，拄拐杖，一个人").waitFor();
  await sound(opened);
  await picture(page, "phone-officer");
});

test("my tips tell where each stands and how it ended", async () => {
  const closed = tip({
    state: "closed",
    responding_at: new Date(Date.now() - 5040_000).toISOString(),
    changed_at: new Date(Date.now() - 480_000).toISOString(),
    outcome: "民警 6 分钟到场，拦下 3 人，追回被抢手机 1 部，女子平安。谢谢您的观察。",
  });
  const yesterday = new Date(Date.now() - 86_400_000).toISOString();
  const going = tip({
    tip: 10,
    kind: "charging",
    received_at: yesterday,
    state: "responding",
    responding_at: yesterday,
    place_words: "3 号楼",
    words: "",
  });
  const server = volunteerServer({
    items: [
      { type: "my-tip", data: closed },
      { type: "my-tip", data: going },
    ],
  });
  const opened = await open({ server });
  const { page } = opened;
  await page.getByRole("button", { name: "我的线索" }).click();
  await page.getByText("追回被抢手机").waitFor();
  await sound(opened);
  await picture(page, "phone-tips");
  await page.getByRole("button", { name: "补充或撤回" }).click();
  await page.getByLabel("补充说明").fill("又来了一辆");
  await sound(opened);
  await picture(page, "phone-tip-add");
  await page.getByRole("button", { name: "发送补充" }).click();
  await expect
    .poll(() => server.of("add-to-tip").map((frame) => frame.data["words"]))
    .toEqual(["又来了一辆"]);
});

test("large type has targets of 72 px", async () => {
  const server = volunteerServer();
  const opened = await open({ server, elder: true });
  const { page } = opened;
  await page.getByText("李秀英").waitFor();
  await sound(opened, 72);
  await picture(page, "phone-elder");
  await page.getByRole("button", { name: "报告情况" }).click();
  await sound(opened, 72);
  await picture(page, "phone-elder-kind");
  await page.getByRole("button", { name: "返回" }).click();
  server.notice("offer", offer());
  await page.getByRole("button", { name: "我去" }).waitFor();
  await sound(opened, 72);
  await picture(page, "phone-elder-offer");
});

test("everything is there in English", async () => {
  const server = volunteerServer();
  const opened = await open({ server, language: "en" });
  const { page } = opened;
  await page.getByText("Good").waitFor();
  await sound(opened);
  await picture(page, "phone-home-en");
  server.notice("offer", offer());
  await page.getByRole("button", { name: "I will go" }).waitFor();
  await sound(opened);
  await picture(page, "phone-offer-en");
  expect(await page.evaluate(() => document.documentElement.lang)).toBe("en");
});

test("signing out says what would be lost and forgets everything", async () => {
  const { page } = await open({ server: volunteerServer() });
  await page.getByText("李秀英").waitFor();
  await page.getByRole("button", { name: "我的", exact: true }).click();
  await picture(page, "phone-me");
  await page.getByRole("button", { name: "退出登录" }).click();
  await page.getByRole("button", { name: "退出登录" }).click();
  await page.getByLabel("邀请码", { exact: true }).waitFor();
  expect(await page.evaluate(() => localStorage.getItem("dageng.token.phone"))).toBe(null);
});

test("the page comes in under 200 KiB, packed, and without the map library", async () => {
  const opened = await open({ server: volunteerServer() });
  const { page } = opened;
  const loaded = new Set<string>();
  page.on("request", (asked) => {
    const { pathname } = new URL(asked.url());
    if (pathname === "/" || pathname.startsWith("/assets/")) loaded.add(asked.url());
  });
  await page.reload();
  await page.getByText("李秀英").waitFor();
  const answers = await Promise.all([...loaded].map((url) => page.request.get(url)));
  expect(answers.filter((answer) => !answer.ok())).toEqual([]);
  const files = await Promise.all(answers.map((answer) => answer.body()));
  const bytes = files.reduce((sum, file) => sum + gzipSync(file).length, 0);
  console.info(`phone page: ${Math.round(bytes / 1024)} KiB packed`);
  expect(files.length).toBeGreaterThan(3);
  expect(bytes).toBeLessThan(200 * 1024);
  expect(files.filter((file) => file.includes("maplibregl"))).toEqual([]);
});

test("another window of the same device stops this one until it is wanted here", async () => {
  const server = volunteerServer();
  const { page } = await open({ server });
  await page.getByText("李秀英").waitFor();
  await server.hangUp(4409);
  await page.getByText("已在另一个窗口打开").waitFor();
  await page.getByRole("button", { name: "在这里用" }).click();
  await expect.poll(() => server.of("hello").length).toBe(2);
});

test("a token that is not good any more leads back to signing in", async () => {
  const server = volunteerServer();
  const { page } = await open({ server });
  await page.getByText("李秀英").waitFor();
  await server.hangUp(4401);
  await page.getByText("登录无效或已失效").waitFor();
});

test("an offer of the snapshot rings, and is seen by the number that the item tells", async () => {
  const server = volunteerServer({ items: [{ type: "offer", n: 77, data: offer() }] });
  const { page } = await open({ server });
  await page.getByRole("button", { name: "我去" }).waitFor();
  await expect.poll(() => server.of("seen").map((frame) => frame.data["n"])).toEqual([77]);
});

test("a silent report dims the screen and goes out as silent", async () => {
  const server = volunteerServer();
  const { page } = await open({ server });
  await page.getByText("李秀英").waitFor();
  await page.getByRole("button", { name: "静默报告" }).click();
  await page.getByRole("button", { name: "可疑尾随" }).click();
  await picture(page, "phone-kind-silent");
  await page.getByRole("button", { name: "下一步" }).click();
  await page.getByText("定位误差").waitFor();
  await page.getByRole("button", { name: "发送" }).click();
  await expect.poll(() => server.of("report-tip").map((frame) => frame.data["silent"])).toEqual([true]);
});
