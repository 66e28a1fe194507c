import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";

import { launch } from "./chromium.ts";
import { ago, busy, incident, type Item } from "./console-scenes.ts";
import { openConsole, type ConsoleSetup } from "./console.ts";
import type { ClientFrame, FakeServer } from "./fake-server.ts";
import { faults, picture } from "./phone.ts";

/** Merging, splitting, changing the kind and referring by the page, and what stands there after. */
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const patience = { timeout: 20_000 };
const row = (page: Page, code: string) => page.locator("[data-row]", { hasText: code });
const detail = (page: Page) => page.getByRole("complementary", { name: "警情详情" });
const sent = (server: FakeServer, type: string) =>
  expect.poll(() => server.of(type).map((frame) => frame.data), patience);
const answer = ({ type, data }: ClientFrame): object =>
  type === "split-tip"
    ? { incident: 303 }
    : type === "merge-incidents"
      ? { incident: data["into"] }
      : { incident: data["incident"] };

const told = (id: number, place: string, lat: number): Item[] =>
  incident({
    ...{ id, kind: "gas", since: 200 - id / 10, state: "triaged", lat, lon: 116.46, place },
    ...{ words: `${place}有气味`, taken: [90, 5] },
  });
/** Two incidents of one smell of gas, the second proposed as the same as the first. */
const twins: Item[] = [
  ...told(301, "永安里 8 号院", 39.92),
  ...told(302, "永安里 9 号院", 39.9204),
  { type: "duplicate-proposed", data: { incident: 302, like: 301, score: 320, at: ago(10) } },
];

async function opened(
  check: (page: Page, server: FakeServer) => Promise<void>,
  setup: Partial<ConsoleSetup> = {},
): Promise<void> {
  const pages = inject("pages");
  const console = await openConsole(browser, { pages, items: [...busy, ...twins], answer, ...setup });
  await check(console.page, console.server);
  expect(console.complaints).toEqual([]);
  await console.close();
}

describe("triage at the console", () => {
  it("merges what was proposed with one press, and follows the tips to where they went", () =>
    opened(async (page, server) => {
      await row(page, "0302").click();
      await detail(page).getByText("可能与 0301 是同一件事 · 相似度 320").waitFor();
      expect(await faults(page)).toEqual([]);
      await picture(page, "console-proposal");
      await detail(page).getByRole("button", { name: "并入" }).click();
      await sent(server, "merge-incidents").toEqual([{ from: 302, into: 301 }]);
      server.notice("incident-merged", { incident: 302, into: 301, by: 90, at: ago(0) });
      await row(page, "0302").waitFor({ state: "detached" });
      await detail(page).getByText("永安里 9 号院有气味").first().waitFor();
    }));

  it("dismisses a proposal, and it leaves", () =>
    opened(async (page, server) => {
      await row(page, "0302").click();
      await detail(page).getByRole("button", { name: "不是一件事" }).click();
      await sent(server, "dismiss-duplicate").toEqual([{ incident: 302 }]);
      server.notice("duplicate-dismissed", { incident: 302, by: 90, at: ago(0) });
      await detail(page).getByText("可能与 0301").waitFor({ state: "detached" });
    }));

  it("merges by hand, splits again, changes the kind and refers, each begun with a key", () =>
    opened(async (page, server) => {
      await row(page, "0302").click();
      await page.keyboard.press("b");
      expect(await faults(page)).toEqual([]);
      await page.locator("#merge-into").selectOption("301");
      await page.locator("form.sheet").getByRole("button", { name: "并案" }).click();
      await sent(server, "merge-incidents").toEqual([{ from: 302, into: 301 }]);
      server.notice("incident-merged", { incident: 302, into: 301, by: 90, at: ago(0) });
      await page.locator("form.sheet").waitFor({ state: "detached" });
      await detail(page).getByText("永安里 9 号院有气味").first().waitFor();

      await page.keyboard.press("x");
      expect(await faults(page)).toEqual([]);
      await page.locator("#split-tip").selectOption("302");
      await page.locator("form.sheet").getByRole("button", { name: "拆分" }).click();
      await sent(server, "split-tip").toEqual([{ tip: 302 }]);
      const [again] = told(303, "永安里 9 号院", 39.9204);
      server.notice("incident-opened", again!.data);
      server.notice("tip-split", { tip: 302, from: 301, incident: 303, by: 90, at: ago(0) });
      await row(page, "0303").waitFor();
      await detail(page).getByText("永安里 9 号院有气味").first().waitFor();

      await page.keyboard.press("l");
      expect(await faults(page)).toEqual([]);
      await page.locator("#reclassify-kind").selectOption("fire");
      await page.locator("form.sheet").getByRole("button", { name: "改类" }).click();
      await sent(server, "reclassify-incident").toEqual([{ incident: 303, kind: "fire" }]);
      server.notice("incident-reclassified", {
        ...{ incident: 303, was: "gas", kind: "fire", priority: 2, wanted: 3 },
        ...{ officers_only: false, by: 90, at: ago(0) },
      });
      await detail(page).getByRole("heading", { name: "着火冒烟" }).waitFor();

      await page.keyboard.press("o");
      expect(await faults(page)).toEqual([]);
      await page.locator("#refer-to").selectOption("fire-service");
      await page.getByText("已转给消防救援处理").waitFor();
      await page.locator("#refer-words").fill("已电话告知 119");
      await page.locator("form.sheet").getByRole("button", { name: "转办" }).click();
      await sent(server, "refer-incident").toEqual([
        { incident: 303, to: "fire-service", words: "已电话告知 119" },
      ]);
      const referral = { incident: 303, to: "fire-service", by: 90, at: ago(0) };
      server.notice("incident-referred", { ...referral, words: "已电话告知 119" });
      await detail(page).getByText("已转办：消防 119").first().waitFor();

      await detail(page).getByRole("button", { name: "撤回转办" }).click();
      await sent(server, "take-back-referral").toEqual([{ incident: 303 }]);
      server.notice("incident-reopened", { incident: 303, state: "triaged", by: 90, at: ago(0) });
      await detail(page).getByText("已转办：消防 119").first().waitFor({ state: "detached" });
    }));

  it("keeps in the queue what a rule referred, until somebody has looked", () =>
    opened(async (page, server) => {
      for (const { type, data } of told(304, "东二环外", 39.92)) {
        const unseen = { ...data, acknowledged_at: undefined, acknowledged_by: undefined };
        server.notice(type, unseen);
      }
      server.notice("incident-referred", { incident: 304, to: "neighbour-district", at: ago(0) });
      await row(page, "0304").click();
      await detail(page).getByText("地点在区外，按规则转办").first().waitFor();
      await page.keyboard.press("y");
      await sent(server, "acknowledge-incident").toEqual([{ incident: 304 }]);
      server.notice("incident-acknowledged", { incident: 304, by: 90, at: ago(0) });
      // Rows stay as long as somebody points at the queue.
      await page.mouse.move(700, 400);
      await row(page, "0304").waitFor({ state: "detached" });
    }));

  it("marks an exercise in the queue, in its frame and at its title", () =>
    opened(
      async (page, server) => {
        await page.keyboard.press("a");
        await page.getByLabel("This is an exercise").check();
        await page.keyboard.press("Escape");
        const [drill, tip] = told(305, "Drill", 39.92);
        server.notice(tip!.type, { ...tip!.data, exercise: true });
        server.notice(drill!.type, { ...drill!.data, exercise: true });
        await row(page, "0305").click();
        await page.locator("aside.exercise-frame").getByText("Exercise", { exact: true }).waitFor();
        expect(await row(page, "0305").getByText("Exercise").count()).toBe(1);
        expect(await faults(page)).toEqual([]);
        await picture(page, "console-exercise");
      },
      { language: "en" },
    ));
});
