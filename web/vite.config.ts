import { svelte } from "@sveltejs/vite-plugin-svelte";
import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

import { contentSecurityPolicy } from "./content-security-policy.ts";
import { precompress } from "./precompress.ts";

const server = process.env["DAGENG_SERVER"] ?? "http://127.0.0.1:8080";
const page = (path: string): string => resolve(import.meta.dirname, path);

export default defineConfig({
  root: import.meta.dirname,
  plugins: [svelte(), precompress()],
  resolve: process.env["VITEST"] ? { conditions: ["browser"] } : {},
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    // A picture or worker as a data: URL would be refused by the pages' content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      input: {
        phone: page("index.html"),
        console: page("console/index.html"),
        map: page("map/index.html"),
      },
    },
  },
  server: { proxy: { "/ws": { target: server, ws: true }, "/api": server, "/health": server } },
  preview: { headers: { "content-security-policy": contentSecurityPolicy } },
  test: { include: ["{shared,phone,console,map}/**/*.test.ts"], environment: "node" },
});
