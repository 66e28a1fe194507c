import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";

import type { Choices, ExplainedChoice } from "../shared/protocol.ts";
import { launch } from "./chromium.ts";
import { consoleCatalogue } from "./console-catalogue.ts";
import { ago, asked, incident, wave, type Item } from "./console-scenes.ts";
import { openConsole, type ConsolePage, type ConsoleSetup } from "./console.ts";
import { faults, picture } from "./phone.ts";

/** Why these people and not others, by the page: what the record says, decision by decision. */
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const decisions = (page: Page) => page.getByRole("region", { name: "每次决定" });

const items: Item[] = [
  { type: "catalogue", data: consoleCatalogue },
  ...incident({
    ...{ id: 401, kind: "elder-missing", since: 90, state: "dispatching", lat: 39.92, lon: 116.44 },
    ...{ place: "永安里 8 号院", words: "老人走失", taken: [90, 5] },
  }),
  wave(401, 1, 85),
  asked(901, 401, ["李文", "community-volunteer", 184], 85, "declined"),
  asked(902, 401, ["王芳", "community-volunteer", 310], 85, "seen"),
];

const decision = (what: Partial<ExplainedChoice>): ExplainedChoice => ({
  ...{ n: 9, at: ago(85), kind: "asked", wave: 1, radius_m: 600, officers: false, level: 0 },
  ...{ plan_version: 1, needs: [], likelihoods: [], asked: [], next: [], missing: 0 },
  ...what,
});
const person = (assignment: number, name: string | null, rank: number, distance_m: number) => ({
  ...{ assignment, person: 1000 + assignment, name, category: "community-volunteer", need: 0 },
  ...{ distance_m, eta_s: distance_m },
  figures: {
    ...{ person: 1000 + assignment, rank, need: 0, distance_m, eta_s: distance_m },
    ...{ mode: "foot" as const, by_road: rank === 1, likelihood: 310, step: rank, alerts: rank - 1 },
    tie: 7,
  },
});
const counts = {
  ...{ outside_radius: 41, not_fitting: 6, declined: 0, asked_before: 0, engaged: 2 },
  ...{ place_too_old: 2, resting: 1, budget_spent: 0, behind: 12 },
};
const record: ExplainedChoice[] = [
  decision({
    kind: "wave-opened",
    funnel: { on_duty: 63, eligible: 21, free: 14, in_reach: 9 },
    likelihoods: [{ category: "community-volunteer", per_mille: 310 }],
  }),
  decision({
    ...{ not_asked: counts, figures: "open", next_in_line: "open" },
    asked: [person(901, "李文", 1, 184), person(902, "王芳", 2, 310)],
    next: [
      { number: 0x1a2b3c4d, rank: 3, distance_m: 300 },
      { number: 0x2b3c4d, rank: 4, distance_m: 400 },
    ],
  }),
];
const choices = (all: ExplainedChoice[]) => (id: number): Choices => ({
  ...{ incident: id, code: "CY-1124-0401", kind: "elder-missing", exercise: false, cut: false },
  decisions: all,
});

async function opened(
  setup: Partial<ConsoleSetup>,
  check: (page: Page, console: ConsolePage) => Promise<void>,
  faultless = true,
): Promise<void> {
  const console = await openConsole(browser, { pages: inject("pages"), items, ...setup });
  await check(console.page, console);
  if (faultless) expect(console.complaints).toEqual([]);
  await console.close();
}

describe("why these people, at the console", () => {
  it("says who was asked by which figures, how many weren't and why, and who is next", () =>
    opened({ choices: choices(record) }, async (page) => {
      await decisions(page).getByText("第 1 波询问 2 人").waitFor();
      const text = (await decisions(page).innerText()).replaceAll(/\s+/g, " ");
      expect(text).toContain("开第 1 波，600 m 内");
      expect(text).toContain("在岗 63 · 合格 21 · 空闲 14 · 范围内 9 · 接受的可能 31%");
      expect(text).toMatch(/1 李文 .* 180 m 184 s 步行 · 按道路 31% 0/);
      expect(text).toMatch(/2 王芳 .* 310 m 310 s 步行 · 按直线 31% 1/);
      expect(text).toContain("未询问: 范围外 41 · 不合预案 6 · 在别处出动 2 · 位置太旧 2 · 刚出动过 1 · 排在后面 12");
      expect(text).toContain("其后: 1A2B 第 3 · 300 m; 002B 第 4 · 400 m");
      await decisions(page).scrollIntoViewIfNeeded();
      expect(await faults(page)).toEqual([]);
      await picture(page, "console-why-choices");
    }));

  it("reads the record again when somebody else is asked", async () => {
    const told = [...record];
    await opened({ choices: (id) => choices(told)(id) }, async (page, { server }) => {
      await decisions(page).getByText("第 1 波询问 2 人").waitFor();
      told.push(
        decision({
          ...{ asked: [person(903, "赵强", 1, 420)], figures: "open" },
          not_asked: { ...counts, declined: 1, asked_before: 1 },
        }),
      );
      server.notice("offer-made", asked(903, 401, ["赵强", "community-volunteer", 420], 0, "offered").data);
      await decisions(page).getByText("第 1 波询问 1 人").waitFor();
      await decisions(page).getByText("已谢绝 1 · 已问过 1").waitFor();
    });
  });

  it("says what is no longer there: the next after 30 days, figures and names without their keys", () => {
    const erased = { ...person(901, null, 1, 184), figures: undefined };
    const old = [
      decision({ not_asked: counts, figures: "erased", next_in_line: "expired", asked: [erased] }),
      decision({ kind: "nobody-found", not_asked: counts, next_in_line: "erased" }),
      decision({ kind: "shortfall", missing: 2, reason: "nobody-accepted" }),
    ];
    return opened({ choices: choices(old) }, async (page) => {
      await decisions(page).getByText("所依数字已随密钥删除").waitFor();
      await decisions(page).getByText("其后的人已过 30 天，不再显示").waitFor();
      await decisions(page).getByText("其后的人已随密钥删除").waitFor();
      await decisions(page).getByText("姓名已删除").waitFor();
      await decisions(page).getByText("第 1 波再无人可问").waitFor();
      await decisions(page).getByText("差 2 人，没有足够的人接受").waitFor();
    });
  });

  it("says that there is no decision yet, and in English too", () =>
    opened({ choices: choices([]), language: "en" }, async (page) => {
      await page.getByText("The record has no decision about people yet").waitFor();
      expect(await faults(page)).toEqual([]);
    }));

  it("says that the record can't be read, and reads it when asked again by keyboard", async () => {
    let broken = true;
    const setup = { choices: (id: number) => (broken ? 503 : choices(record)(id)) };
    await opened(
      setup,
      async (page) => {
        await decisions(page).getByText("记录读不出来").waitFor();
        expect(await faults(page)).toEqual([]);
        broken = false;
        await decisions(page).getByRole("button", { name: "再试" }).focus();
        await page.keyboard.press("Enter");
        await decisions(page).getByText("第 1 波询问 2 人").waitFor();
        await decisions(page).getByText("记录读不出来").waitFor({ state: "detached" });
      },
      // The browser itself complains of the 503.
      false,
    );
  });
});
