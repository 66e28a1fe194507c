import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";

import { launch } from "./chromium.ts";
import { faults, openPhone, picture, smallTargets, type PhoneSetup } from "./phone.ts";
import { offer, tip, volunteerServer } from "./phone-scenes.ts";

/** What a phone shows of triage: a tip that is known, one passed on, a way that has changed. */
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const open = (setup: Omit<PhoneSetup, "pages">) =>
  openPhone(browser, { pages: inject("pages"), ...setup });
const now = (): string => new Date().toISOString();

test("a tip that others had reported says so, and who has it when it is passed on", async () => {
  const server = volunteerServer({ items: [{ type: "my-tip", data: tip({ kind: "gas" }) }] });
  const phone = await open({ server });
  const { page } = phone;
  await page.getByRole("button", { name: "我的线索" }).click();
  server.notice("tip-changed", { tips: [11], state: "received", at: now(), attached: true });
  await page.getByText("别人也报了这件事").waitFor();
  expect(await faults(page)).toEqual([]);
  await picture(page, "phone-attached");
  server.notice("tip-changed", { tips: [11], state: "referred", at: now(), referred_to: "gas-company" });
  await page.getByText("已转办").waitFor();
  await page.getByText("已转给燃气公司处理。").waitFor();
  expect(await faults(page)).toEqual([]);
  server.notice("tip-changed", { tips: [11], state: "received", at: now() });
  await page.getByText("已转给燃气公司处理。").waitFor({ state: "detached" });
  expect(phone.complaints).toEqual([]);
  await phone.close();
});

test("an exercise is framed and named, and shows what it is about now when that has changed", async () => {
  const running = offer({ state: "en-route", exercise: true });
  const server = volunteerServer({ items: [{ type: "offer", data: running }] });
  const phone = await open({ server });
  const { page } = phone;
  await page.locator("main.exercise-frame").getByText("演练").waitFor();
  const { assignment, place } = running;
  server.notice("task-changed", {
    ...{ assignment, place, incident: 22, code: "CY-1124-0190", kind: "fire", priority: 1 },
    ...{ wanted: 3, brief: { zh: "远离，引导人群。", en: "Keep away; guide people." } },
    ...{ bring: { zh: "哨子", en: "A whistle" }, at: now() },
  });
  await page.getByRole("heading", { name: "着火冒烟" }).waitFor();
  await page.getByText("远离，引导人群。").waitFor();
  expect(await faults(page)).toEqual([]);
  expect(await smallTargets(page, 48)).toEqual([]);
  await picture(page, "phone-exercise");
  expect(phone.complaints).toEqual([]);
  await phone.close();
});
