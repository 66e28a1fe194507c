import type { Browser, Page } from "playwright-core";

import type { WatchMap } from "../shared/protocol.ts";
import { serveLayers } from "./base-map-layers.ts";
import { FakeServer } from "./fake-server.ts";
import { MapScene, supervisor } from "./map-scenes.ts";

/** A wall in a browser of its own, told its scene once a second, and what its console complained of. */
export interface MapPage {
  page: Page;
  server: FakeServer;
  complaints: string[];
  /** What the page watches; null before it said so. */
  watched(): WatchMap | null;
  close(): Promise<void>;
}

export interface MapSetup {
  pages: string;
  scene?: MapScene;
  layers: readonly object[];
  language?: "zh" | "en";
  theme?: "dark" | "light";
  width?: number;
  height?: number;
  /** As with `prefers-reduced-motion`. */
  still?: boolean;
  /** A browser that has none. */
  webgl?: boolean;
}

export async function openMap(browser: Browser, setup: MapSetup): Promise<MapPage> {
  const context = await browser.newContext({
    viewport: { width: setup.width ?? 1920, height: setup.height ?? 1080 },
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    reducedMotion: setup.still ? "reduce" : "no-preference",
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    const ofSoftwareGl = message.text().includes("GPU stall");
    if (["error", "warning"].includes(message.type()) && !ofSoftwareGl)
      complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.addInitScript(
    ({ language, theme, webgl }) => {
      localStorage.setItem("dageng.token.map", "demo-token-demo-token-demo");
      localStorage.setItem("dageng.language", language);
      localStorage.setItem("dageng.map.theme", theme);
      if (!webgl) {
        const real = HTMLCanvasElement.prototype.getContext as (...all: unknown[]) => unknown;
        HTMLCanvasElement.prototype.getContext = function (
          this: HTMLCanvasElement,
          ...all: unknown[]
        ) {
          return String(all[0]).startsWith("webgl") ? null : real.apply(this, all);
        } as typeof HTMLCanvasElement.prototype.getContext;
      }
    },
    { language: setup.language ?? "zh", theme: setup.theme ?? "dark", webgl: setup.webgl ?? true },
  );
  await serveLayers(page, setup.layers);
  const scene = setup.scene ?? new MapScene();
  const server = new FakeServer({ welcome: supervisor, items: scene.items(), answer: () => ({}) });
  await server.install(page);
  const watched = (): WatchMap | null =>
    (server.of("watch-map").at(-1)?.data as WatchMap | undefined) ?? null;
  const timer = setInterval(() => {
    for (const { type, data } of scene.tick(watched())) server.moment(type, data);
  }, 1000);
  await page.goto(`${setup.pages}/map/index.html`);
  const close = async (): Promise<void> => {
    clearInterval(timer);
    await context.close();
  };
  return { page, server, complaints, watched, close };
}
