import { chromium, type Browser } from "playwright-core";

/** Debian's Chromium, without a screen; WebGL in software for the maps. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env["DAGENG_CHROMIUM"] ?? "/usr/bin/chromium",
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
}
