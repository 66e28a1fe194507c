/**
 * Draws the wall in a real browser and checks what must hold: `node browser/map/screens.mjs
 * [--dist DIR] [--out DIR]`. With `--out` pictures are kept, to be looked at beside the mock-ups.
 */
import assert from "node:assert/strict";
import { existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";

import { playScene, serve } from "./fake-server.mjs";
import { dataFolder, layers } from "./layers.mjs";
import { Scene } from "./scene.mjs";

const option = (name) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? null : process.argv[at + 1];
};
const dist = resolve(option("dist") ?? join(import.meta.dirname, "../../dist"));
const out = option("out");
if (out) mkdirSync(out, { recursive: true });
if (!existsSync(dataFolder)) console.log("skipped: base map (no DAGENG_DATA)");

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
  ],
});
const token = "a-token-of-the-scripted-server";
const problems = [];

async function open(server, { width = 1920, height = 1080, theme = "dark", language = "zh", scene, still = false }) {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: "zh-CN",
    reducedMotion: still ? "reduce" : "no-preference",
  });
  const page = await context.newPage();
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(String(error)));
  await page.addInitScript(
    ([code, look, words]) => {
      localStorage.setItem("dageng.token.map", code);
      localStorage.setItem("dageng.map.theme", look);
      localStorage.setItem("dageng.language", words);
    },
    [token, theme, language],
  );
  const play = await playScene(page, scene ?? new Scene());
  await page.goto(`${server.url}/map`);
  await page.locator(".tools").waitFor({ timeout: 60_000 });
  const done = async () => {
    play.end?.();
    await context.close();
  };
  return { page, play, done };
}

const seconds = (n) => new Promise((resolve) => setTimeout(resolve, n * 1000));
async function picture(page, name) {
  if (out) await page.screenshot({ path: join(out, `${name}.png`), timeout: 120_000 });
}
/** Chooses an incident of the middle: the map goes near. */
async function goNear(page, play) {
  const before = play.watched.length;
  await page.locator(".incidents li button").first().click();
  for (let n = 0; n < 100 && play.watched.length === before; n += 1) await seconds(0.1);
  await page.getByText(/图中 [1-9]|[1-9]\d* people in view/).waitFor({ timeout: 30_000 });
  await seconds(1.5);
}

const checks = {
  async "the wall shows counts far out and marks close up, in dark and light"() {
    const server = await serve(dist, layers());
    for (const [width, height] of [[1920, 1080], [1440, 900]]) {
      for (const theme of ["dark", "light"]) {
        const { page, play, done } = await open(server, { width, height, theme });
        await page.getByText("500 m 网格", { exact: false }).waitFor({ timeout: 30_000 });
        await seconds(3);
        assert.ok(play.watched.at(-1).metres_per_pixel > 20, "the whole district is far out");
        assert.equal(await page.locator(".levels b").allInnerTexts().then((all) => all.reduce((a, b) => a + Number(b), 0)), 22);
        await picture(page, `far-${width}-${theme}`);
        await goNear(page, play);
        assert.ok(play.watched.at(-1).metres_per_pixel <= 20, "an incident chosen is near");
        await picture(page, `near-${width}-${theme}`);
        await done();
      }
    }
    server.close();
  },

  async "notices change the list, and a lost line says as of when"() {
    const server = await serve(dist, layers(["district", "streets"]));
    const { page, play, done } = await open(server, { language: "en", still: true });
    await page.getByText("Live").waitFor();
    assert.equal(await page.locator(".incidents li").count(), 22);
    play.notice("incident-closed", { incident: 2, disposition: "helped", by: 1, at: new Date().toISOString(), outcome: "" });
    play.notice("incident-changed", { incident: 1, state: "on-scene", at: new Date().toISOString() });
    await page.locator(".incidents h2", { hasText: "21" }).waitFor();
    assert.equal(await page.locator(".incidents li").first().locator(".chip").innerText(), "On scene");
    await picture(page, "english-streets-only");
    await play.drop();
    await page.getByText("as of").waitFor({ timeout: 20_000 });
    await picture(page, "lost-line");
    await done();
    server.close();
  },

  async "an outline alone, no incidents and nobody on duty still make a picture"() {
    const server = await serve(dist, layers(["district"]));
    const scene = new Scene({ people: 0, incidents: 0 });
    const { page, done } = await open(server, { scene });
    await page.getByText("没有处理中警情").waitFor();
    await seconds(2);
    await picture(page, "empty-outline");
    await done();
    server.close();
  },
};

let failed = 0;
const only = option("only");
for (const [name, check] of Object.entries(checks)) {
  if (only && !name.includes(only)) continue;
  try {
    await check();
    assert.deepEqual(problems, [], "the browser reported errors");
    console.log(`passed: ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`failed: ${name}\n${error.stack}`);
    problems.length = 0;
  }
}
await browser.close();
console.log(`${Object.keys(checks).length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
