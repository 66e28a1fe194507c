// What somebody would build instead of Dageng in an afternoon: ws in front of Redis. It speaks as
// much of Dageng's protocol as the load generator needs, and does the same job in its plainest form:
// places go into a geo set, every command into a durable stream before it is answered, a tip asks
// the nearest people. It leaves out much that Dageng does (plans, rights, eligibility, widening,
// idempotence, sealed words, missed notices), always in its own favour.
//
// node peer.mjs --port N --places PORT --log PORT --ask N [TOKENS-FILE …]
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { Redis } from "ioredis";
import { WebSocketServer } from "ws";

const { values: options, positionals: tokenFiles } = parseArgs({
  allowPositionals: true,
  options: {
    port: { type: "string" },
    places: { type: "string" },
    log: { type: "string" },
    ask: { type: "string", default: "3" },
  },
});
const ask = Number(options.ask);
const radiusM = 5000;
const pingEveryMs = 30_000;

const redis = (port) => new Redis(Number(port));
const places = redis(options.places);
const log = redis(options.log);

const hashed = (token) => createHash("sha256").update(token).digest("base64url");

/** Accounts, by the hash of their token. */
async function fill() {
  let person = 0;
  for (const file of tokenFiles) {
    const lines = readFileSync(file, "utf8").split("\n").filter((line) => line !== "");
    for (let at = 0; at < lines.length; at += 1000) {
      const batch = lines.slice(at, at + 1000);
      await log.hset("accounts", ...batch.flatMap((token) => [hashed(token), ++person]));
    }
  }
}

const logId = "peer";
/** Sockets by person: one device each is enough here. */
const online = new Map();
const onDuty = new Set();
let assignments = 0;
let tips = 0;

/** One record, durable when the promise resolves: the log's Redis answers after its fsync. */
const record = (person, text) => log.xadd("log", "*", "by", person, "frame", text);

const answer = (socket, id, data) => socket.send(`{"type":"ok","id":"${id}","data":${data}}`);

function tell(socket, type, data) {
  const n = ++socket.n;
  socket.send(`{"type":"${type}","n":${n},"prev":${n - 1},"data":${data}}`);
}

async function hello(socket, frame) {
  const person = await log.hget("accounts", hashed(frame.data.token));
  if (person === null) {
    socket.close(4401);
    return;
  }
  socket.person = person;
  const resumed = frame.data.log === logId;
  socket.n = resumed ? frame.data.last_n : 0;
  online.set(person, socket);
  const welcome = { log: logId, n: socket.n, resumed, person: Number(person) };
  answer(socket, frame.id, JSON.stringify(welcome));
}

const at = ({ lon, lat }) => [lon, lat];

async function beginDuty(socket, frame, text) {
  await Promise.all([
    record(socket.person, text),
    places.geoadd("places", ...at(frame.data.place.at), socket.person),
  ]);
  onDuty.add(socket.person);
  answer(socket, frame.id, "{}");
  tell(socket, "duty-changed", `{"person":${socket.person},"on":true}`);
}

async function reportTip(socket, frame, text) {
  const [, near] = await Promise.all([
    record(socket.person, text),
    places.geosearch(
      "places", "FROMLONLAT", ...at(frame.data.place.at),
      "BYRADIUS", radiusM, "m", "ASC", "COUNT", ask, "WITHDIST",
    ),
  ]);
  const tip = ++tips;
  answer(socket, frame.id, `{"tip":${tip}}`);
  const place = JSON.stringify(frame.data.place);
  for (const [person, metres] of near) {
    const phone = online.get(person);
    if (phone !== undefined) {
      const offer =
        `{"assignment":${++assignments},"incident":${tip},"kind":"${frame.data.kind}",` +
        `"place":${place},"distance_m":${Math.round(metres)},"state":"offered"}`;
      tell(phone, "offer", offer);
    }
  }
}

async function change(socket, frame, text, state) {
  await record(socket.person, text);
  answer(socket, frame.id, "{}");
  const { assignment } = frame.data;
  tell(socket, "assignment-changed", `{"assignment":${assignment},"state":"${state}"}`);
}

async function broadcast(socket, frame, text) {
  await record(socket.person, text);
  answer(socket, frame.id, `{"broadcast":1,"sent":true,"people":${onDuty.size}}`);
  const told = JSON.stringify({ broadcast: 1, words: frame.data.words });
  for (const person of onDuty) {
    const phone = online.get(person);
    if (phone !== undefined) tell(phone, "broadcast-told", told);
  }
}

function handle(socket, text) {
  const frame = JSON.parse(text);
  switch (frame.type) {
    case "position":
      return places.geoadd("places", ...at(frame.data.at), socket.person);
    case "hello":
      return hello(socket, frame);
    case "begin-duty":
      return beginDuty(socket, frame, text);
    case "report-tip":
      return reportTip(socket, frame, text);
    case "accept-offer":
      return change(socket, frame, text, "accepted");
    case "decline-offer":
      return change(socket, frame, text, "declined");
    case "set-status":
      return change(socket, frame, text, frame.data.status);
    case "broadcast":
      return broadcast(socket, frame, text);
    default:
      return undefined;
  }
}

await fill();
const server = new WebSocketServer({
  host: "127.0.0.1",
  port: Number(options.port),
  backlog: 4096,
  handleProtocols: () => "dageng.v1",
});
server.on("connection", (socket) => {
  socket.on("message", (bytes) => handle(socket, bytes.toString()));
  socket.on("error", () => socket.terminate());
  socket.on("close", () => {
    if (online.get(socket.person) === socket) online.delete(socket.person);
  });
});
server.on("listening", () => console.log("ready"));
setInterval(() => server.clients.forEach((socket) => socket.ping()), pingEveryMs).unref();
process.on("SIGTERM", () => process.exit(0));
