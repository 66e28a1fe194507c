import { mkdirSync } from "node:fs";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { launch } from "./chromium.ts";
import { District } from "./district.ts";
import { enter } from "./sign-in.ts";

// The story of a tip, played on the real pages and the real server: three phones and a console.

const scene = { latitude: 39.9301, longitude: 116.4412, accuracy: 9 };
const nearby = { latitude: 39.9325, longitude: 116.4412, accuracy: 9 };
const outcome = "民警到场，拦下三人，女子平安。谢谢您的观察。";

let browser: Browser;
const district = new District();
const contexts: BrowserContext[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  for (const context of contexts) await context.close();
  await browser.close();
  await district.end();
});

async function open(path: string, token: string, phone: boolean, place = nearby): Promise<Page> {
  const context = await browser.newContext({
    viewport: phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    geolocation: place,
    permissions: ["geolocation"],
    ...(phone ? { hasTouch: true, isMobile: true, deviceScaleFactor: 2 } : {}),
  });
  contexts.push(context);
  const page = await context.newPage();
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`${path}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`${path}: ${String(error)}`));
  await page.goto(district.address + path);
  await enter(page, token);
  return page;
}

async function picture(page: Page, name: string): Promise<void> {
  mkdirSync("test-results", { recursive: true });
  await page.screenshot({ path: `test-results/story-${name}.png` });
}

test("a tip from one phone rings on another, is closed on the console, and its reporter hears the outcome", async () => {
  const tokens = {
    reporter: district.account("resident", "居民"),
    officer: district.account("officer", "陈晓东", "officer"),
    volunteer: district.account("volunteer", "李秀英", "community-volunteer"),
    dispatcher: district.account("dispatcher", "林晓"),
  };
  await district.start();

  const officer = await open("/", tokens.officer, true);
  await officer.getByRole("switch").click();
  await officer.getByText("正在值守").waitFor();
  const volunteer = await open("/", tokens.volunteer, true);
  await volunteer.getByRole("switch").click();
  await volunteer.getByText("正在值守").waitFor();
  const desk = await open("/console", tokens.dispatcher, false);
  await desk.getByText("没有待处理警情").waitFor();

  const reporter = await open("/", tokens.reporter, true, scene);
  await picture(reporter, "home");
  await reporter.getByRole("button", { name: "报告情况" }).click();
  await reporter.getByRole("button", { name: "可疑尾随" }).click();
  await reporter.getByRole("button", { name: "下一步" }).click();
  const photo = await desk.screenshot();
  await reporter
    .locator("input[type=file]")
    .last()
    .setInputFiles({ name: "three.png", mimeType: "image/png", buffer: photo });
  await reporter.getByLabel("补充一句").fill("三个男的跟着一个女的，往北走");
  await reporter.getByLabel("地点说明").fill("工体东路，地铁口南侧");
  await picture(reporter, "send");
  await reporter.getByRole("button", { name: "发送" }).click();

  await officer.getByRole("button", { name: "我去" }).waitFor();
  await picture(officer, "offer");
  expect(await volunteer.getByRole("button", { name: "我去" }).count()).toBe(0);
  await desk.getByText("“三个男的跟着一个女的，往北走”").first().waitFor();
  await picture(desk, "alert");
  await desk.keyboard.press("Enter");

  await officer.getByRole("button", { name: "我去" }).click();
  await officer.getByRole("button", { name: "我到了" }).waitFor();
  await picture(officer, "en-route");
  await officer.getByRole("button", { name: "我到了" }).click();
  await officer.getByRole("button", { name: "完成" }).click();

  await desk.getByRole("img", { name: /照片 1/ }).waitFor();
  await picture(desk, "detail");
  await desk.keyboard.press("c");
  await desk.locator("#close-disposition").selectOption("handed-to-police");
  await desk.locator("#close-outcome").fill(outcome);
  await picture(desk, "close");
  await desk.keyboard.press("Control+Enter");

  await reporter.getByRole("button", { name: "我的线索" }).click();
  await reporter.getByText(outcome).waitFor();
  await picture(reporter, "outcome");
  expect(complaints).toEqual([]);
});
