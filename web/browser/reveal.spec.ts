import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { launch } from "./chromium.ts";
import { District } from "./district.ts";
import { faults } from "./phone.ts";
import { enter } from "./sign-in.ts";

// Who reported is told to the dispatcher who gives a reason, and the reporter hears of it.

let browser: Browser;
const district = new District();
let tokens: Record<"dispatcher" | "other" | "resident", string>;

beforeAll(async () => {
  browser = await launch();
  tokens = {
    dispatcher: district.account("dispatcher", "林晓"),
    other: district.account("dispatcher", "赵强"),
    resident: district.account("resident", "李秀英"),
  };
  await district.start();
});
afterAll(async () => {
  await browser.close();
  await district.end();
});

async function open(path: string, token: string, width: number): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    locale: "zh-CN",
    geolocation: { latitude: 39.92, longitude: 116.45 },
    permissions: ["geolocation"],
  });
  const page = await context.newPage();
  await page.goto(district.address + path);
  await enter(page, token);
  return page;
}

test("a dispatcher gives a reason and is told who it is; the other desk and the reporter are told that", async () => {
  const phone = await open("/", tokens.resident, 390);
  await phone.getByRole("button", { name: "报告情况" }).click();
  await phone.getByRole("button", { name: "可疑尾随" }).click();
  await phone.getByRole("button", { name: "下一步" }).click();
  await phone.getByText("定位误差").waitFor();
  await phone.getByLabel("补充一句").fill("三个人，往北走");
  await phone.getByRole("button", { name: "发送" }).click();
  const desk = await open("/console", tokens.dispatcher, 1440);
  const other = await open("/console", tokens.other, 1440);
  for (const page of [desk, other]) {
    await page.locator("[data-row]").first().click();
  }
  await desk.getByRole("button", { name: "查看报告人" }).click();
  const send = desk.getByRole("button", { name: /记录并查看/ });
  expect(await send.isDisabled()).toBe(true);
  await desk.getByLabel("理由").selectOption("danger");
  await desk.getByLabel(/说明/).fill("她说有人在门外，电话里没有回音");
  expect(await faults(desk)).toEqual([]);
  await desk.screenshot({ path: "test-results/reveal-sheet.png" });
  await send.click();
  await desk.getByText("李秀英").waitFor();
  expect(await faults(desk)).toEqual([]);
  await desk.screenshot({ path: "test-results/reveal-console.png" });
  await other.getByText(/查看了报告人/).first().waitFor();
  expect(await other.getByText("李秀英").count()).toBe(0);
  await phone.getByRole("button", { name: "我的线索" }).click();
  await phone.getByText(/查看了您的姓名和电话/).waitFor();
  await phone.getByText(/有人在门外/).waitFor();
  expect(await faults(phone)).toEqual([]);
  await phone.screenshot({ path: "test-results/reveal-phone.png" });
});
