import { deflateSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";

import { serveLayers } from "./base-map-layers.ts";
import { dispatcher, photo, places, tiles, totals, type Item } from "./console-scenes.ts";
import { FakeServer, type ClientFrame } from "./fake-server.ts";

export const token = "demo-token-demo-token-demo";

/** A console page in a browser of its own, and what its console complained of. */
export interface ConsolePage {
  page: Page;
  server: FakeServer;
  complaints: string[];
  /** Photos whose preview can be had. */
  stored: Set<string>;
  close(): Promise<void>;
}

export interface ConsoleSetup {
  pages: string;
  items: Item[];
  language?: "zh" | "en";
  theme?: "dark" | "light";
  width?: number;
  height?: number;
  /** Layers of the base map; without them the page has no map at all. */
  layers?: readonly object[];
  answer?: (frame: ClientFrame) => object | { refuse: string } | null;
  /** What the record says of an incident's choices: a document, or a status. */
  choices?: (incident: number) => object | number;
  /** The same of its minutes. */
  replay?: (incident: number) => object | number;
}

export async function openConsole(browser: Browser, setup: ConsoleSetup): Promise<ConsolePage> {
  const context = await browser.newContext({
    viewport: { width: setup.width ?? 1440, height: setup.height ?? 900 },
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.addInitScript(
    ({ key, language, theme }) => {
      localStorage.setItem("dageng.token.console", key);
      localStorage.setItem("dageng.language", language);
      if (localStorage.getItem("dageng.console") === null) {
        localStorage.setItem("dageng.console", JSON.stringify({ theme }));
      }
    },
    { key: token, language: setup.language ?? "zh", theme: setup.theme ?? "dark" },
  );
  if (setup.layers === undefined) await page.addInitScript(withoutMap);
  await serveLayers(page, setup.layers ?? []);
  const stored = new Set([photo]);
  await servePhotos(page, stored);
  const none = { code: "", kind: "", exercise: false, cut: false };
  await serveRecord(page, "choices", setup.choices ?? ((incident) => ({ ...none, incident, decisions: [] })));
  await serveRecord(page, "replay", setup.replay ?? (() => 503));
  const server = new FakeServer({
    welcome: dispatcher,
    items: setup.items,
    answer: (frame) => setup.answer?.(frame) ?? {},
  });
  await server.install(page);
  await page.goto(`${setup.pages}/console/index.html`);
  await page.waitForSelector("[data-row], .empty");
  return { page, server, complaints, stored, close: () => context.close() };
}

/** What is only of the moment, once. */
export function tellMoments(server: FakeServer): void {
  server.moment("totals", totals);
  server.moment("responder-places", places);
  for (const tile of tiles()) server.moment("tile", tile);
}

/** Previews of the photos that are stored; the test adds one when it comes. */
async function servePhotos(page: Page, stored: ReadonlySet<string>): Promise<void> {
  await page.route("**/api/v1/photos/*/preview", (route) => {
    const request = route.request();
    const allowed = request.headers()["authorization"] === `Bearer ${token}`;
    const photo = request.url().split("/").at(-2) ?? "";
    if (!allowed || !stored.has(photo)) return route.fulfill({ status: 404 });
    return route.fulfill({ contentType: "image/png", body: picture() });
  });
}

/** What the record says of incidents under this path, as the script has it. */
async function serveRecord(
  page: Page,
  leaf: string,
  script: (incident: number) => object | number,
): Promise<void> {
  await page.route(`**/api/v1/incidents/*/${leaf}`, (route) => {
    const request = route.request();
    if (request.headers()["authorization"] !== `Bearer ${token}`) return route.fulfill({ status: 401 });
    const found = script(Number(request.url().split("/").at(-2)));
    return typeof found === "number" ? route.fulfill({ status: found }) : route.fulfill({ json: found });
  });
}

/** As in a browser that has no WebGL: quick, for checks that need no map. */
function withoutMap(): void {
  const real = HTMLCanvasElement.prototype.getContext as (...all: unknown[]) => unknown;
  HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...all: unknown[]) {
    return String(all[0]).startsWith("webgl") ? null : real.apply(this, all);
  } as typeof HTMLCanvasElement.prototype.getContext;
}

/** A small picture: dusk over a street. */
function picture(): Buffer {
  const [width, height] = [232, 152];
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const road = y > 84 && Math.abs(x - 116) < (y - 80) * 1.4;
      const wall = x < 70 && y > 24 && y < 110;
      const lamp = wall && x % 18 < 9 && y % 22 < 10;
      const colour = lamp
        ? [217, 182, 106]
        : road
          ? [108, 106, 102]
          : wall
            ? [58, 64, 74]
            : y < 84
              ? [86, 97, 122]
              : [55, 67, 47];
      rows.set(colour, y * (width * 3 + 1) + 1 + x * 3);
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  let crc = 0xffffffff;
  for (const byte of body) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE((crc ^ 0xffffffff) >>> 0, 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
