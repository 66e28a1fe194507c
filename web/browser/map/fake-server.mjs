/** Serves built pages with the headers of the real server, and answers a page's socket by a scene. */
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".json": "application/json",
};
/** What the server sends with every page. */
const policy =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; " +
  "connect-src 'self' ws: wss:; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/** `dist` is the built web; `layers` what `/api/v1/base-map` names. Resolves with its address and end. */
export async function serve(dist, layers) {
  const server = createServer(async ({ url = "/" }, answer) => {
    const path = new URL(url, "http://localhost").pathname;
    const layer = /^\/api\/v1\/base-map\/(\d+)$/.exec(path);
    if (path === "/api/v1/base-map") {
      send(answer, ".json", JSON.stringify({ layers: layers.map((_, n) => `/api/v1/base-map/${n}`) }));
    } else if (path === "/favicon.ico") {
      answer.writeHead(204).end();
    } else if (layer && layers[Number(layer[1])]) {
      send(answer, ".json", JSON.stringify(layers[Number(layer[1])]));
    } else {
      const file = { "/": "/index.html", "/map": "/map/index.html", "/console": "/console/index.html" }[path] ?? path;
      const found = await readFile(join(dist, normalize(file))).catch(() => null);
      if (found === null) answer.writeHead(404).end();
      else send(answer, extname(file), found);
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address();
  return { url: `http://127.0.0.1:${port}`, close: () => end(server) };
}

function send(answer, kind, body) {
  answer.writeHead(200, {
    "content-type": types[kind] ?? "application/octet-stream",
    "content-security-policy": policy,
  });
  answer.end(body);
}

/**
 * Answers the page's socket: hello, snapshot, then each second the totals and what the watched view
 * holds. The returned object says what was watched and can send notices or cut the line.
 */
export async function playScene(page, scene) {
  const play = { watched: [], socket: null, n: 10, cut: false, steps: 0 };
  let view = null;
  await page.routeWebSocket(/\/ws$/, (socket) => {
    if (play.cut) {
      socket.close();
      return;
    }
    play.socket = socket;
    view = null;
    const say = (message) => socket.send(JSON.stringify(message));
    socket.onMessage((text) => {
      const { type, id, data } = JSON.parse(text);
      if (type === "hello") {
        say({ type: "ok", id, data: welcome(play.n) });
        const items = [
          { type: "catalogue", data: scene.catalogue() },
          ...scene.incidents.map((incident) => ({ type: "incident-opened", n: 5, data: incident })),
        ];
        say({ type: "snapshot", part: 1, of: 1, items });
      } else if (type === "watch-map") {
        view = data;
        play.watched.push(data);
        say({ type: "ok", id, data: {} });
      } else if (id) {
        say({ type: "ok", id, data: {} });
      }
    });
    const timer = setInterval(() => {
      if (play.cut) return;
      scene.step();
      play.steps += 1;
      say(scene.totals());
      for (const message of view ? scene.told(view) : []) say(message);
    }, 1000);
    socket.onClose(() => clearInterval(timer));
    play.end = () => clearInterval(timer);
  });
  play.notice = (type, data) => {
    const prev = play.n;
    play.n += 1;
    play.socket.send(JSON.stringify({ type, n: play.n, prev, data }));
  };
  play.drop = async () => {
    play.cut = true;
    play.end?.();
    await play.socket.close({ code: 1012 });
  };
  return play;
}

function welcome(n) {
  return {
    log: "0123456789abcdef0123456789abcdef",
    n,
    resumed: false,
    parts: 1,
    person: 3,
    role: "supervisor",
    category: null,
    name: "",
    rights: ["hello", "seen", "watch-map"],
    server_time: new Date().toISOString(),
  };
}

function end(server) {
  server.close();
  server.closeAllConnections();
}
