import type { Page, WebSocketRoute } from "playwright-core";

/** A frame of the page, parsed. */
export interface ClientFrame {
  type: string;
  id?: string;
  made_at?: string;
  data: Record<string, unknown>;
}

export interface FakeServerOptions {
  /** Laid over the welcome. */
  welcome?: Record<string, unknown>;
  /** Items of the snapshot, in one part. */
  items?: { type: string; n?: number; data: unknown }[];
  /** The data of the `ok` to a command, or a refusal's code, or nothing at all. */
  answer?: (frame: ClientFrame) => object | { refuse: string } | null;
}

const log = "0123456789abcdef0123456789abcdef";

/**
 * Plays the server on a page's socket: welcomes, gives a snapshot, answers commands by a script,
 * and sends notices in order. Install it before the page is opened.
 */
export class FakeServer {
  readonly frames: ClientFrame[] = [];
  n = 100;
  /** False: connections are refused. */
  up = true;
  readonly #options: FakeServerOptions;
  #socket: WebSocketRoute | null = null;

  constructor(options: FakeServerOptions = {}) {
    this.#options = options;
  }

  async install(page: Page): Promise<void> {
    await page.routeWebSocket(/\/ws$/, (socket) => {
      if (!this.up) {
        void socket.close({ code: 1013 });
        return;
      }
      this.#socket = socket;
      socket.onMessage((text) => this.#take(socket, JSON.parse(String(text)) as ClientFrame));
    });
  }

  /** Ends the connection from this side. */
  async hangUp(code = 1012): Promise<void> {
    await this.#socket?.close({ code });
    this.#socket = null;
  }

  notice(type: string, data: unknown): void {
    const prev = this.n;
    this.n += 7;
    this.#say({ type, n: this.n, prev, data });
  }

  moment(type: string, data: unknown): void {
    this.#say({ type, data });
  }

  /** Frames of a type that came so far. */
  of(type: string): ClientFrame[] {
    return this.frames.filter((frame) => frame.type === type);
  }

  #say(frame: object): void {
    this.#socket?.send(JSON.stringify(frame));
  }

  #take(socket: WebSocketRoute, frame: ClientFrame): void {
    this.frames.push(frame);
    const { id } = frame;
    if (frame.type === "hello") {
      const welcome = {
        log,
        n: this.n,
        resumed: false,
        parts: 1,
        person: 7,
        role: "volunteer",
        name: "",
        rights: [],
        server_time: new Date().toISOString(),
        ...this.#options.welcome,
      };
      socket.send(JSON.stringify({ type: "ok", id, data: welcome }));
      const items = this.#options.items ?? [];
      socket.send(JSON.stringify({ type: "snapshot", part: 0, of: 1, items }));
      return;
    }
    if (id === undefined) return;
    const data = this.#options.answer?.(frame) ?? (frame.type === "ping" ? {} : null);
    if (data === null) return;
    if ("refuse" in data) {
      const error = { code: data.refuse, detail: "", field: "" };
      socket.send(JSON.stringify({ type: "error", id, error }));
      return;
    }
    socket.send(JSON.stringify({ type: "ok", id, data }));
  }
}
