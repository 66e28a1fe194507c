import { resolve } from "node:path";
import { preview } from "vite";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    pages: string;
  }
}

/** Serves web/dist with the headers of the real server; the specs get the address. */
export default async function serve(project: TestProject): Promise<() => Promise<void>> {
  const server = await preview({
    configFile: resolve(import.meta.dirname, "../vite.config.ts"),
    preview: { port: 0, host: "127.0.0.1" },
    logLevel: "error",
  });
  const address = server.httpServer.address();
  const port = typeof address === "object" && address ? address.port : 0;
  project.provide("pages", `http://127.0.0.1:${port}`);
  return () => server.close();
}
