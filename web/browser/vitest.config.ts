import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

/** Checks in a real browser, against the built pages: `npm run build`, then `npm run browser`. */
export default defineConfig({
  root: resolve(import.meta.dirname, ".."),
  test: {
    include: ["browser/**/*.spec.ts"],
    globalSetup: ["browser/serve-pages.ts"],
    environment: "node",
    testTimeout: 120_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
