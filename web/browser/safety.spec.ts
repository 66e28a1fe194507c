import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { launch } from "./chromium.ts";
import { District } from "./district.ts";
import { enter } from "./sign-in.ts";

// Panic and check-in, played on the real pages and the real server: a phone, a helper and a console.

const scene = { latitude: 39.9301, longitude: 116.4412, accuracy: 9 };
const nearby = { latitude: 39.9325, longitude: 116.4412, accuracy: 9 };

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
  page.on("pageerror", (error) => complaints.push(`${path}: ${String(error)}`));
  await page.goto(district.address + path);
  await enter(page, token);
  return page;
}

/** Presses the panic button until it has sent, or until it says that it is held. */
async function hold(page: Page, toTheEnd: boolean): Promise<void> {
  const button = page.getByRole("button", { name: "紧急求助" });
  await button.scrollIntoViewIfNeeded();
  const box = (await button.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  if (toTheEnd) await page.locator("[data-stage]").waitFor();
  else await page.getByText("松手就取消").waitFor();
  await page.mouse.up();
}

test("a panic is held, told, seen, and over; offline it waits; on scene the ring is reset", async () => {
  const tokens = {
    caller: district.account("resident", "王芳"),
    helper: district.account("volunteer", "李秀英", "community-volunteer"),
    dispatcher: district.account("dispatcher", "林晓"),
  };
  await district.start();
  const helper = await open("/", tokens.helper, true);
  await helper.getByRole("switch").click();
  await helper.getByText("正在值守").waitFor();
  const desk = await open("/console", tokens.dispatcher, false);
  await desk.getByText("没有待处理警情").waitFor();
  const caller = await open("/", tokens.caller, true, scene);

  // A word to end it with.
  await caller.getByRole("button", { name: "我的", exact: true }).click();
  await caller.locator("input[type=password]").fill("蓝色水壶");
  await caller.getByRole("button", { name: "保存" }).click();
  await caller.getByText("已设置").waitFor();
  await caller.getByRole("button", { name: "首页" }).click();

  // Let go too soon, nothing happens.
  await hold(caller, false);
  await caller.getByText("长按 2 秒发出").waitFor();
  expect(await caller.locator("[data-stage]").count()).toBe(0);

  // Held to the end: the console hears who, the volunteer that there is something.
  await hold(caller, true);
  await caller.getByText("求助已发出").waitFor();
  await desk.locator(".alarm").getByText("王芳").waitFor();
  await helper.getByRole("button", { name: "我去" }).waitFor();
  await helper.getByRole("heading", { name: "紧急求助" }).waitFor();
  expect(await helper.getByText("王芳").count()).toBe(0);

  // A refresh of the console loses nothing; acknowledging it shows on the phone.
  await desk.reload();
  await desk.locator(".alarm").getByText("王芳").waitFor();
  await desk.getByRole("button", { name: "接手并查看" }).click();
  await caller.getByText("调度已确认").waitFor();

  // The helper goes, is there, and checks in.
  await helper.getByRole("button", { name: "我去" }).click();
  await helper.getByRole("button", { name: "我到了" }).click();
  await helper.locator("[data-check-in=running]").waitFor();
  await helper.getByRole("button", { name: "我平安" }).click();
  await helper.getByRole("button", { name: "我平安" }).waitFor();

  // A wrong word looks like the end on the phone; the console knows better.
  await caller.locator("input[type=password]").waitFor({ timeout: 15_000 });
  await caller.locator("input[type=password]").fill("红色水壶");
  await caller.getByRole("button", { name: "我安全了" }).click();
  await caller.getByText("求助已结束").waitFor();
  await desk.getByText("可能受胁迫").first().waitFor();
  await caller.getByRole("button", { name: "知道了" }).click();

  // The dispatcher clears it.
  await desk.keyboard.press("c");
  await desk.locator("#close-disposition").selectOption("handed-to-police");
  await desk.keyboard.press("Control+Enter");
  await desk.locator(".alarm").waitFor({ state: "detached" });

  // Offline the next one waits on the phone, with 110 to call, and goes out by itself.
  await caller.context().setOffline(true);
  await hold(caller, true);
  await caller.getByText("求助正在发送").waitFor();
  expect(await caller.locator("[data-stage] a[href='tel:110']").count()).toBe(1);
  await caller.context().setOffline(false);
  await caller.getByText("求助已发出").waitFor();
  await caller.getByRole("button", { name: "误按了，撤回" }).click();
  await caller.getByText("求助已结束").waitFor();
  expect(complaints).toEqual([]);
});
