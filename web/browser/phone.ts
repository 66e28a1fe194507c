import AxeBuilder from "@axe-core/playwright";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";

import type { FakeServer } from "./fake-server.ts";
import { here } from "./phone-scenes.ts";

/** A phone page in a browser of its own, and what its console complained of. */
export interface PhonePage {
  page: Page;
  complaints: string[];
  close(): Promise<void>;
}

export interface PhoneSetup {
  pages: string;
  server: FakeServer;
  language?: "zh" | "en";
  elder?: boolean;
  signedIn?: boolean;
}

const layers = ["chaoyang_district.geojson", "chaoyang_streets.geojson", "roads.geojson"];

/** Real roads where DAGENG_DATA names a folder that has them; else no map at all. */
async function serveGround(page: Page): Promise<void> {
  const folder = process.env["DAGENG_DATA"] ?? "";
  const files = layers
    .map((name) => join(folder, name))
    .filter((path) => folder && existsSync(path));
  await page.route("**/api/v1/base-map", (route) =>
    route.fulfill({ json: { layers: files.map((_, number) => `/api/v1/base-map/${number}`) } }),
  );
  await page.route(/base-map\/\d+$/, (route) => {
    const number = Number(route.request().url().split("/").at(-1));
    return route.fulfill({ path: files[number]!, contentType: "application/geo+json" });
  });
}

export const token = "demo-token-demo-token-demo";

export async function openPhone(browser: Browser, setup: PhoneSetup): Promise<PhonePage> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    geolocation: here,
    permissions: ["geolocation"],
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.addInitScript(
    ({ key, language, elder, signedIn }) => {
      if (signedIn && localStorage.getItem("seeded") === null) {
        localStorage.setItem("dageng.token.phone", key);
      }
      localStorage.setItem("seeded", "1");
      localStorage.setItem("dageng.language", language);
      if (elder) localStorage.setItem("dageng.phone.elder", "1");
    },
    {
      key: token,
      language: setup.language ?? "zh",
      elder: setup.elder ?? false,
      signedIn: setup.signedIn ?? true,
    },
  );
  await serveGround(page);
  await setup.server.install(page);
  await page.goto(setup.pages);
  return { page, complaints, close: () => context.close() };
}

/** Keeps a picture under test-results, for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync("test-results", { recursive: true });
  await page.screenshot({ path: `test-results/${name}.png` });
}

/** What axe finds wrong by WCAG 2.2 AA: rule and element. */
export async function faults(page: Page): Promise<string[]> {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const found = await new AxeBuilder({ page }).withTags(tags).analyze();
  return found.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html}`));
}

/** Buttons and links that are smaller than a finger: `least` px square. */
export async function smallTargets(page: Page, least: number): Promise<string[]> {
  return page.evaluate((px) => {
    const all = [...document.querySelectorAll<HTMLElement>("button, a[href]")];
    return all.flatMap((element) => {
      const box = element.getBoundingClientRect();
      if (box.width === 0 || (box.width >= px - 0.5 && box.height >= px - 0.5)) return [];
      return [`${Math.round(box.width)}×${Math.round(box.height)} ${element.textContent?.trim()}`];
    });
  }, least);
}
