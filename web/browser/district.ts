import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const root = resolve(import.meta.dirname, "../..");
const binary = process.env["DAGENG_BINARY"] ?? join(root, "build/dev/server/app/dageng");

/** A real server on an empty district of its own, with real roads where DAGENG_DATA has them. */
export class District {
  readonly #folder = mkdtempSync(join(tmpdir(), "dageng-browser-"));
  #server: ChildProcess | null = null;
  address = "";

  account(role: string, name: string, category?: string): string {
    const options = ["account", "add", "--data", this.#folder, "--role", role, "--name", name];
    if (category) options.push("--category", category);
    return execFileSync(binary, options, { cwd: root, encoding: "utf8" }).trim();
  }

  /** A code that lets one device of an account in, by its number. */
  code(account: number): string {
    const options = ["account", "code", "--data", this.#folder, "--account", String(account)];
    return execFileSync(binary, options, { cwd: root, encoding: "utf8" }).trim();
  }

  /** Takes lists of units and people in; before the start. */
  importRegistry(units: string, people: string): void {
    const [unitsFile, peopleFile] = [join(this.#folder, "units.csv"), join(this.#folder, "people.csv")];
    writeFileSync(unitsFile, units);
    writeFileSync(peopleFile, people);
    const options = ["registry", "import", "--data", this.#folder, "--units", unitsFile, "--people", peopleFile];
    execFileSync(binary, options, { cwd: root, encoding: "utf8" });
  }

  /** What the journal is proven to be by heads that a page kept. */
  verify(heads: string): string {
    const options = ["audit", "verify", this.#folder, "--heads", heads];
    return execFileSync(binary, options, { cwd: root, encoding: "utf8" });
  }

  async start(): Promise<void> {
    const data = process.env["DAGENG_DATA"] ?? resolve(root, "../shared/data");
    const layers = ["chaoyang_district.geojson", "chaoyang_streets.geojson", "roads.geojson"]
      .map((name) => join(data, name))
      .filter((path) => existsSync(path));
    const options = ["serve", "--data", this.#folder, "--port", "0", "--web", "web/dist"];
    for (const layer of layers) options.push("--base-map", layer);
    this.#server = spawn(binary, options, { cwd: root, stdio: ["ignore", "ignore", "pipe"] });
    const lines = createInterface({ input: this.#server.stderr! });
    for await (const line of lines) {
      const said = JSON.parse(line) as { message: string; port?: number };
      if (said.message === "listening") {
        this.address = `http://127.0.0.1:${said.port}`;
        return;
      }
    }
    throw new Error("the server ended before it listened");
  }

  /** Ends the server in order, and its folder. */
  async end(): Promise<void> {
    const server = this.#server;
    if (server && server.exitCode === null) {
      const ended = new Promise((done) => server.once("exit", done));
      server.kill("SIGTERM");
      await ended;
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
