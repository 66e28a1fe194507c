import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";

import { launch } from "./chromium.ts";
import { ago, busy } from "./console-scenes.ts";
import { openConsole } from "./console.ts";
import { faults, openPhone, picture } from "./phone.ts";
import { offer, volunteerServer } from "./phone-scenes.ts";

/** Who commands at a scene, and who works together there: at the desk and on a phone. */
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const patience = { timeout: 20_000 };

describe("several agencies at one scene", () => {
  it("have a commander and groups, set in the list of people; the desk is alarmed when there is none", async () => {
    const console = await openConsole(browser, {
      pages: inject("pages"),
      items: busy,
      answer: ({ data }) => ({ incident: data["incident"] ?? 187 }),
    });
    const { page, server } = console;
    const detail = page.getByRole("complementary", { name: "警情详情" });
    await page.locator("[data-row]", { hasText: "0187" }).click();
    await page.getByRole("button", { name: "替陈晓东设置状态" }).click();
    await detail.getByRole("button", { name: "任现场指挥" }).click();
    await expect.poll(() => server.of("set-commander").length, patience).toBe(1);
    const { person } = server.of("set-commander")[0]?.data as { person: number };
    server.notice("commander-changed", { incident: 187, person, name: "陈晓东", left: false, at: ago(0) });
    await detail.getByText("现场指挥", { exact: true }).waitFor();

    await page.getByRole("button", { name: "替张伟设置状态" }).click();
    await detail.getByLabel("编组").selectOption({ label: "搜寻组" });
    await expect.poll(() => server.of("set-group").length, patience).toBe(1);
    const grouping = server.of("set-group")[0]?.data as { assignment: number };
    expect(grouping).toMatchObject({ incident: 187, group: "search" });
    server.notice("group-changed", { ...grouping, at: ago(0) });
    await detail.getByText("搜寻组", { exact: true }).first().waitFor();
    expect(await faults(page)).toEqual([]);
    await picture(page, "hands-scene");

    server.notice("commander-changed", { incident: 187, left: true, at: ago(0) });
    await page.getByRole("alert").getByRole("button", { name: "确认" }).click();
    await page.getByRole("alert").getByText("现场指挥已离开").waitFor();
    expect(console.complaints).toEqual([]);
    await console.close();
  });

  it("are named on the phone of who is going", async () => {
    const running = offer({ state: "en-route" });
    const server = volunteerServer({ items: [{ type: "offer", data: running }] });
    const phone = await openPhone(browser, { pages: inject("pages"), server });
    const { page } = phone;
    const { incident, assignment } = running;
    await page.getByRole("button", { name: "我到了" }).waitFor();
    const at = new Date().toISOString();
    server.notice("commander-changed", { incident, person: 31, name: "陈晓东", left: false, at });
    server.notice("group-changed", { incident, assignment, group: "search", at });
    await page.getByText("现场指挥：陈晓东").waitFor();
    await page.getByText("您在搜寻组").waitFor();
    expect(await faults(page)).toEqual([]);
    await picture(page, "hands-phone-scene");
    server.notice("commander-changed", { incident, left: true, at });
    await page.getByText("现场指挥：陈晓东").waitFor({ state: "detached" });
    expect(phone.complaints).toEqual([]);
    await phone.close();
  });
});
