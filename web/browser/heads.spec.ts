import { mkdirSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { launch } from "./chromium.ts";
import { District } from "./district.ts";
import { enter } from "./sign-in.ts";

// Signed heads of the journal lie where its disk can't be reached from: on consoles and maps.

let browser: Browser;
const district = new District();
let tokens: Record<"dispatcher" | "supervisor", string>;

beforeAll(async () => {
  browser = await launch();
  tokens = {
    dispatcher: district.account("dispatcher", "林晓"),
    supervisor: district.account("supervisor", "赵主任"),
  };
  await district.start();
});
afterAll(async () => {
  await browser.close();
  await district.end();
});

async function open(path: string, token: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "zh-CN" });
  const page = await context.newPage();
  await page.goto(district.address + path);
  await enter(page, token);
  return page;
}

/** Presses the page's button and gives the file. */
async function saved(page: Page, name: string): Promise<string> {
  mkdirSync("test-results", { recursive: true });
  const button = page.getByRole("button", { name: "下载审计凭证（1）" });
  await button.waitFor();
  await page.screenshot({ path: `test-results/heads-${name}.png` });
  const [file] = await Promise.all([page.waitForEvent("download"), button.click()]);
  expect(file.suggestedFilename()).toBe("dageng-heads.jsonl");
  return file.path();
}

test("a console and a map keep the head that was signed, and it proves the journal", async () => {
  const console = await open("/console", tokens.dispatcher);
  await console.getByText("没有待处理警情").waitFor();
  await console.keyboard.press("?");
  const map = await open("/map", tokens.supervisor);
  for (const [page, name] of [
    [console, "console"],
    [map, "map"],
  ] as const) {
    expect(district.verify(await saved(page, name))).toContain("proven by 1 signed heads");
  }
});
