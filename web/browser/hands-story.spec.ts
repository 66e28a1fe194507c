import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { launch } from "./chromium.ts";
import { District } from "./district.ts";
import { enter } from "./sign-in.ts";
import { picture } from "./phone.ts";

// On the real pages and the real server: what a reporter said is a volunteer's to see from its
// release to the stand-down, not before and not after; and the three speak through the desk.

const scene = { latitude: 39.9301, longitude: 116.4412, accuracy: 9 };
const nearby = { latitude: 39.9325, longitude: 116.4412, accuracy: 9 };
const coat = "灰外套，拄拐杖";

let browser: Browser;
const district = new District();
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  for (const context of contexts) await context.close();
  await browser.close();
  await district.end();
});

async function open(path: string, token: string, place = nearby): Promise<Page> {
  const phone = path === "/";
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
  await page.goto(district.address + path);
  await enter(page, token);
  return page;
}

/** The answer to a request for a photo's preview with somebody's token. */
async function preview(page: Page, photo: string, token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  return (await page.request.get(`${district.address}/api/v1/photos/${photo}/preview`, { headers })).status();
}

test("a volunteer sees what was released from the release to the stand-down, and all speak through the desk", async () => {
  const tokens = {
    reporter: district.account("resident", "居民"),
    volunteer: district.account("volunteer", "李秀英", "community-volunteer"),
    dispatcher: district.account("dispatcher", "林晓"),
  };
  await district.start();
  const volunteer = await open("/", tokens.volunteer);
  await volunteer.getByRole("switch").click();
  await volunteer.getByText("正在值守").waitFor();
  const desk = await open("/console", tokens.dispatcher);
  await desk.getByText("没有待处理警情").waitFor();

  const reporter = await open("/", tokens.reporter, scene);
  await reporter.getByRole("button", { name: "报告情况" }).click();
  await reporter.getByRole("button", { name: "老人走失" }).click();
  await reporter.getByRole("button", { name: "下一步" }).click();
  const buffer = await desk.screenshot();
  await reporter
    .locator("input[type=file]")
    .last()
    .setInputFiles({ name: "elder.png", mimeType: "image/png", buffer });
  await reporter.getByLabel("补充一句").fill(coat);
  const upload = reporter.waitForResponse((answer) => answer.request().method() === "PUT" && answer.ok());
  await reporter.getByRole("button", { name: "发送" }).click();
  const photo = new URL((await upload).url()).pathname.split("/").at(-1) ?? "";

  await volunteer.getByRole("button", { name: "我去" }).click();
  await volunteer.getByRole("button", { name: "我到了" }).waitFor();
  expect(await volunteer.getByText(coat).count()).toBe(0);
  expect(await preview(volunteer, photo, tokens.volunteer)).toBe(404);

  await desk.getByText(`“${coat}”`).first().waitFor();
  // The key would be ignored where the alert has only just come.
  await desk.getByRole("button", { name: "接手并查看" }).click();
  await desk.getByRole("img", { name: /照片 1/ }).waitFor();
  await desk.keyboard.press("i");
  for (const box of await desk.getByRole("checkbox").all()) await box.check();
  await desk.keyboard.press("Control+Enter");
  await volunteer.getByText(coat).waitFor();
  await volunteer.getByRole("img", { name: "现场照片" }).waitFor();
  expect(await preview(volunteer, photo, tokens.volunteer)).toBe(200);
  await picture(volunteer, "story-released");

  const talk = desk.getByRole("region", { name: "对话" });
  await talk.getByLabel("发给").selectOption({ label: "李秀英" });
  await talk.getByLabel("说什么").fill("家属在西门等你");
  await talk.getByRole("button", { name: "发送" }).click();
  await volunteer.getByText("家属在西门等你").waitFor();
  await volunteer.getByLabel("写给指挥台").fill("看到家属了");
  await volunteer.getByRole("button", { name: "发送" }).click();
  await talk.getByText("看到家属了").waitFor();
  await talk.getByLabel("发给").selectOption({ index: 2 });
  await talk.getByLabel("说什么").fill("他往哪边走？");
  await talk.getByRole("button", { name: "发送" }).click();
  await reporter.getByRole("button", { name: "我的线索" }).click();
  await reporter.getByText("他往哪边走？").waitFor();
  await reporter.getByLabel("写给指挥台").fill("往北走了");
  await reporter.getByRole("button", { name: "发送" }).last().click();
  await talk.getByText("往北走了").waitFor();
  await picture(desk, "story-talk");
  expect(await volunteer.getByText("往北走了").count()).toBe(0);

  await desk.getByRole("button", { name: "替李秀英设置状态" }).click();
  await desk.getByRole("group").getByRole("button", { name: "撤回" }).click();
  await volunteer.getByRole("button", { name: "知道了" }).click();
  expect(await volunteer.getByText(coat).count()).toBe(0);
  expect(await preview(volunteer, photo, tokens.volunteer)).toBe(404);
  await volunteer.reload();
  await volunteer.getByText("正在值守").waitFor();
  expect(await volunteer.getByText(coat).count()).toBe(0);

  // Closed too soon: undone by one key, and the reporter hears that it goes on.
  await desk.keyboard.press("c");
  await desk.locator("#close-disposition").selectOption({ index: 1 });
  await desk.keyboard.press("Control+Enter");
  await reporter.getByText("有结果").first().waitFor();
  await desk.getByRole("button", { name: "撤销 U" }).click();
  await reporter.getByText("处理中").first().waitFor();
});
