import AxeBuilder from "@axe-core/playwright";
import { mkdirSync } from "node:fs";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { launch } from "./chromium.ts";
import { District } from "./district.ts";
import { shownCode } from "./sign-in.ts";

// The ways in, on the real pages and the real server.

let browser: Browser;
const district = new District();
const contexts: BrowserContext[] = [];
/** Of pages; refusals that a test asks for are told by the browser, too, and left out. */
const complaints: string[] = [];

beforeAll(async () => {
  browser = await launch();
  district.account("volunteer", "李秀英", "community-volunteer");
  district.account("dispatcher", "林晓");
  await district.start();
});
afterAll(async () => {
  for (const context of contexts) await context.close();
  await browser.close();
  await district.end();
});

async function device(phone: boolean): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    ...(phone ? { hasTouch: true, isMobile: true, deviceScaleFactor: 2 } : {}),
  });
  contexts.push(context);
  return context;
}

async function open(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  page.on("console", (message) => {
    const asked = /status of 4(00|01|29)/.test(message.text());
    if (message.type() === "error" && !asked) complaints.push(`${path}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`${path}: ${String(error)}`));
  await page.goto(district.address + path);
  return page;
}

async function picture(page: Page, name: string): Promise<void> {
  mkdirSync("test-results", { recursive: true });
  await page.screenshot({ path: `test-results/sign-in-${name}.png`, fullPage: true });
}

async function sound(page: Page): Promise<void> {
  const found = await new AxeBuilder({ page }).analyze();
  expect(found.violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);
  expect(complaints).toEqual([]);
}

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

test("a volunteer comes in by a link with a code, which works once and stays in no address", async () => {
  const code = district.code(1);
  const phone = await open(await device(true), `/#code=${code}`);
  await picture(phone, "phone-code");
  expect(phone.url()).not.toContain(code);
  expect(await phone.getByLabel("邀请码", { exact: true }).inputValue()).toBe(code);
  for (const number of ["110", "119", "120"]) {
    await phone.locator(`a[href="tel:${number}"]`).waitFor();
  }
  await sound(phone);
  await press(phone, "登录");
  await phone.getByText("李秀英").waitFor();
  expect(phone.url()).not.toContain(code);

  const thief = await open(await device(true), `/#code=${code}`);
  await press(thief, "登录");
  await thief.getByRole("alert").getByText("用过了").waitFor();
  await picture(thief, "phone-code-used");
});

test("a resident registers by their name, and leaves everywhere", async () => {
  const mobile = await device(true);
  const phone = await open(mobile, "/");
  await press(phone, "我是居民，没有邀请码");
  await press(phone, "注册");
  await phone.getByRole("alert").getByText("请写您的姓名").waitFor();
  await phone.getByLabel("姓名").fill("张三");
  await picture(phone, "phone-register");
  await sound(phone);
  await press(phone, "注册");
  await phone.getByText("张三").waitFor();
  await phone.getByRole("button", { name: "我的", exact: true }).click();
  await press(phone, "退出登录");
  await picture(phone, "phone-leave");
  await press(phone, "在所有设备上退出");
  await phone.getByLabel("邀请码", { exact: true }).waitFor();
});

test("a dispatcher chooses a login with the code, confirms the app, and comes back by both", async () => {
  const password = "four words are enough";
  const office = await device(false);
  const console = await open(office, "/console");
  await press(console, "我有邀请码");
  await console.getByLabel("邀请码", { exact: true }).fill(district.code(2));
  await press(console, "登录");
  await console.getByLabel("账号").fill("night.desk");
  await console.getByLabel("新密码").fill("short");
  await press(console, "继续");
  await console.getByRole("alert").getByText("密码至少 12 位").waitFor();
  await picture(console, "console-choose");
  await console.getByLabel("新密码").fill(password);
  await press(console, "继续");
  const secret = await console.locator("code").innerText();
  await picture(console, "console-confirm");
  await sound(console);
  await console.getByRole("textbox", { name: "动态码" }).fill("000000");
  await press(console, "确认并登录");
  await console.getByRole("alert").getByText("动态码不对").waitFor();
  await console.getByRole("textbox", { name: "动态码" }).fill(shownCode(secret));
  await press(console, "确认并登录");
  await console.getByText("没有待处理警情").waitFor();

  await console.getByRole("button", { name: "退出登录" }).click();
  await console.getByLabel("账号").fill("Night.Desk");
  await console.getByLabel("密码").fill(password);
  await console.getByRole("textbox", { name: "动态码" }).fill("000000");
  await press(console, "登录");
  await console.getByRole("alert").getByText("账号、密码或动态码不对").waitFor();
  await picture(console, "console-login");
  await sound(console);
  // That of the next half minute, since this one's was used.
  await console.getByRole("textbox", { name: "动态码" }).fill(shownCode(secret, Date.now() + 30_000));
  await press(console, "登录");
  await console.getByText("没有待处理警情").waitFor();
});
