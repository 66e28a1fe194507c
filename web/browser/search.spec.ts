import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { launch } from "./chromium.ts";
import { District } from "./district.ts";
import { faults } from "./phone.ts";
import { enter } from "./sign-in.ts";

// A dispatcher looks for incidents among all there were.

let browser: Browser;
const district = new District();
let token: string;

beforeAll(async () => {
  browser = await launch();
  token = district.account("dispatcher", "林晓");
  await district.start();
});
afterAll(async () => {
  await browser.close();
  await district.end();
});

async function open(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "zh-CN" });
  const page = await context.newPage();
  await page.goto(`${district.address}/console`);
  await enter(page, token);
  return page;
}

async function takeCall(desk: Page, words: string): Promise<void> {
  await desk.getByRole("button", { name: /^接警/ }).click();
  await desk.getByLabel("类别").selectOption({ index: 3 });
  await desk.getByLabel("坐标").fill("39.92, 116.45");
  await desk.getByLabel("说了什么").fill(words);
  await desk.locator("form.sheet button[type=submit]").click();
  await desk.locator("form.sheet").waitFor({ state: "detached" });
}

test("what was said is found, opened from the list, and what nobody said is not found", async () => {
  const desk = await open();
  await takeCall(desk, "穿灰色外套，拿拐杖");
  await desk.locator("body").press("f");
  await desk.getByRole("heading", { name: "查找警情" }).waitFor();
  await desk.getByRole("button", { name: /^查找/ }).last().click();
  await desk.getByText("请填写要查找的内容").waitFor();
  await desk.getByLabel(/词语/).fill("灰色 拐杖");
  await desk.keyboard.press("Control+Enter");
  await desk.getByText("找到 1 起").waitFor();
  await desk.getByText("报告内容").waitFor();
  expect(await faults(desk)).toEqual([]);
  await desk.screenshot({ path: "test-results/search-console.png" });
  await desk.getByRole("region", { name: "结果" }).getByRole("button").click();
  await desk.locator("form.sheet").waitFor({ state: "detached" });
  await desk.getByText("穿灰色外套，拿拐杖").first().waitFor();
  await desk.getByRole("button", { name: /^查找/ }).click();
  await desk.getByLabel(/词语/).fill("没有这样的话");
  await desk.keyboard.press("Control+Enter");
  await desk.getByText("没有找到").waitFor();
  expect(await faults(desk)).toEqual([]);
  await desk.keyboard.press("Escape");
  await desk.locator("form.sheet").waitFor({ state: "detached" });
});
