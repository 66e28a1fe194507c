import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { launch } from "./chromium.ts";
import { District } from "./district.ts";
import { faults } from "./phone.ts";
import { enter } from "./sign-in.ts";

// A workstation enrols a volunteer on the page, who comes in with the code that it shows.

let browser: Browser;
const district = new District();
let coordinator: string;

beforeAll(async () => {
  browser = await launch();
  coordinator = district.account("coordinator", "王站长");
  district.importRegistry(
    "unit,above,zh,en,contact,trainer,manager\njianwai,,建外街道,Jianwai,,,\nyonganli,jianwai,永安里社区,Yonganli,1,,\n",
    "number,role,category,trainings,unit,name,phone,service,until,contact,trainer,manager\n1,coordinator,,,yonganli,,,,,,,\n",
  );
  await district.start();
});
afterAll(async () => {
  await browser.close();
  await district.end();
});

async function open(path: string, width: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: "zh-CN" });
  const page = await context.newPage();
  await page.goto(district.address + path);
  return page;
}

test("a coordinator enrols a volunteer and issues a code, with which the volunteer comes in", async () => {
  const page = await open("/console", 1440);
  await enter(page, coordinator);
  await page.getByText("永安里社区").waitFor();
  await page.getByText("这里还没有人").waitFor();
  await page.getByRole("button", { name: "登记新志愿者" }).click();
  await page.getByLabel("姓名", { exact: true }).fill("陈新");
  await page.getByLabel("电话（选填）").fill("139 0000 0000");
  expect(await faults(page)).toEqual([]);
  await page.screenshot({ path: "test-results/registry-enrol.png" });
  await page.getByRole("button", { name: "登记", exact: true }).click();
  await page.getByText("已登记，编号 2").waitFor();
  await page.getByRole("button", { name: "陈新" }).click();
  await page.getByRole("button", { name: "发邀请码" }).click();
  await page.getByRole("img", { name: "邀请码的二维码" }).waitFor();
  expect(await faults(page)).toEqual([]);
  await page.screenshot({ path: "test-results/registry-person.png" });
  const code = (await page.locator(".code").textContent()) ?? "";
  const phone = await open(`/#code=${code}`, 390);
  await phone.getByRole("button", { name: "登录", exact: true }).click();
  await phone.getByText("陈新").first().waitFor();

  await page.getByRole("button", { name: "联系、培训、管理不全" }).click();
  await page.getByRole("button", { name: "陈新" }).click();
  await page.getByLabel("培训人").fill("1");
  await page.getByLabel("管理人").fill("1");
  await page.getByRole("button", { name: "保存" }).click();
  await page.getByText("每个人都有联系人、培训人和管理人").waitFor();

  await page.getByRole("button", { name: "全部人员" }).click();
  await page.getByRole("button", { name: "陈新" }).click();
  await page.getByRole("button", { name: "请假", exact: true }).click();
  await page.getByRole("button", { name: "恢复服务" }).waitFor();
  await page.screenshot({ path: "test-results/registry-leave.png" });
  await page.getByRole("button", { name: "在下面新建单位" }).click();
  await page.getByLabel("代号（小写字母、数字、-）").fill("yonganli-1");
  await page.getByLabel("中文名").fill("一组");
  await page.getByRole("button", { name: "保存" }).click();
  await page.getByRole("button", { name: /一组/ }).click();
  await page.getByText("这里还没有人").waitFor();
  expect(await page.getByText("陈新").count()).toBe(0);
});
