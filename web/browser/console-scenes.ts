import type {
  AssignmentState,
  IncidentState,
  Notices,
  OfferMade,
  SnapshotItems,
  TipReceived,
} from "../shared/protocol.ts";
import { consoleCatalogue } from "./console-catalogue.ts";

/** What a dispatcher's console is told in checks: the story of the three men, among a dozen incidents. */
type Items = Notices & SnapshotItems;
export type Item = { [T in keyof Items]: { type: T; data: Items[T] } }[keyof Items];

export const dispatcher = { person: 90, role: "dispatcher", name: "林晓" };
export const photo = "photo-at-gate-0001";
export const comingPhoto = "photo-to-come-0002";

const now = Date.now();
/** So many seconds before the scene was made; below zero: ahead. */
export const ago = (seconds: number): string => new Date(now - seconds * 1000).toISOString();
const spot = (lat: number, lon: number, accuracy_m = 12) => ({ at: { lat, lon }, accuracy_m });
const item = <T extends keyof Items>(type: T, data: Items[T]): Item => ({ type, data }) as Item;

interface Told {
  id: number;
  kind: string;
  since: number;
  lat: number;
  lon: number;
  place: string;
  words: string;
  state: IncidentState;
  /** By whom and so many seconds after it was opened; 0: nobody. */
  taken?: [by: number, after: number];
  channel?: TipReceived["channel"];
  accuracy?: number;
  photos?: string[];
}

export function incident(told: Told): Item[] {
  const { id, kind, since, state } = told;
  const plan = consoleCatalogue.plans.find((one) => one.kind === kind)!;
  const place = spot(told.lat, told.lon, told.accuracy);
  return [
    item("incident-opened", {
      incident: id,
      code: `CY-1124-${String(id).padStart(4, "0")}`,
      kind,
      priority: plan.priority,
      place,
      opened_at: ago(since),
      wanted: plan.levels[0]?.needs[0]?.count ?? 0,
      level: 1,
      officers_only: plan.levels[0]?.needs[0]?.categories.length === 1,
      plan_version: 1,
      state,
      changed_at: ago(Math.max(1, since - 60)),
      ...(told.taken === undefined
        ? {}
        : { acknowledged_at: ago(since - told.taken[1]), acknowledged_by: told.taken[0] }),
    }),
    item("tip-received", {
      tip: id,
      incident: id,
      kind,
      place,
      channel: told.channel ?? "app",
      made_at: ago(since + 1),
      received_at: ago(since),
      place_words: told.place,
      words: told.words,
      photos: told.photos ?? [],
      withdrawn: false,
    }),
  ];
}

/** A person asked `since` seconds ago, and how it stands; times follow one another. */
export function asked(
  id: number,
  of: number,
  who: [name: string, category: string, distance: number],
  since: number,
  state: AssignmentState,
  wave = 1,
): Item {
  const [name, category, distance_m] = who;
  const answered = !["offered", "seen", "unreached", "expired"].includes(state);
  const there = state === "on-scene" || state === "cleared";
  const ended = ["cleared", "declined", "expired", "stood-down", "failed"].includes(state);
  const data: OfferMade = {
    assignment: id,
    incident: of,
    person: 1000 + id,
    name,
    category,
    wave,
    distance_m,
    channel: "socket",
    offered_at: ago(since),
    reach_by: ago(since - 3),
    expires_at: ago(since - 60),
    state,
    ...(state === "offered" || state === "unreached" ? {} : { seen_at: ago(since - 1) }),
    ...(answered ? { answered_at: ago(since - 8) } : {}),
    ...(there ? { on_scene_at: ago(Math.max(1, since - 149)) } : {}),
    ...(ended ? { ended_at: ago(Math.max(1, since - 60)) } : {}),
  };
  return item("offer-made", data);
}

export function wave(of: number, number: number, since: number, seconds = 60): Item {
  return item("wave-opened", {
    incident: of,
    wave: number,
    radius_m: number === 1 ? 600 : 1000,
    on_duty: 63,
    eligible: 21,
    free: 14,
    in_reach: 9,
    at: ago(since),
    until: ago(since - seconds),
    officers: false,
    needs: [{ need: 0, count: 4, missing: 4 }],
    likelihoods: [{ category: "community-volunteer", per_mille: 300 }],
    left_out: { place_too_old: 2, resting: 1, budget_spent: 0 },
  });
}

const duty = (person: number, name: string, category: string): Item =>
  item("duty-changed", {
    person,
    on: true,
    at: ago(3600),
    ends_at: ago(-7200),
    category,
    name,
    cause: "person",
  });

const volunteer = "community-volunteer";

const elder: Item[] = [
  ...incident({
    ...{
      id: 187,
      kind: "elder-missing",
      since: 190,
      state: "on-scene",
      taken: [90, 4],
      accuracy: 80,
    },
    ...{
      lat: 39.9335,
      lon: 116.4602,
      place: "团结湖路，公园西门外报刊亭旁",
      photos: [photo, comingPhoto],
    },
    words: "老人约 78 岁，灰外套、棕色帽，拄拐杖，走路慢。",
  }),
  wave(187, 1, 189),
  asked(1, 187, ["王建国", "patrol", 210], 189, "on-scene"),
  asked(2, 187, ["张伟", "organisation-member", 420], 189, "en-route"),
  asked(3, 187, ["李秀英", volunteer, 560], 189, "en-route"),
  asked(4, 187, ["何玉芬", volunteer, 340], 189, "declined"),
  asked(5, 187, ["孙立民", volunteer, 590], 189, "expired"),
  asked(6, 187, ["陈晓东", "officer", 1100], 150, "en-route", 0),
  wave(187, 2, 36),
  asked(7, 187, ["刘桂兰", volunteer, 380], 36, "seen", 2),
  asked(8, 187, ["赵立新", "information-officer", 690], 36, "unreached", 2),
  item("note-added", {
    incident: 187,
    by: 90,
    at: ago(95),
    words: "已联系报告人家属，老人习惯坐 31 路。",
  }),
  item("tip-added", {
    tip: 187,
    incident: 187,
    at: ago(60),
    words: "又想起来，老人手里有个红布袋。",
    photos: [],
  }),
];

const others: Item[] = [
  ...incident({
    ...{
      id: 191,
      kind: "tailing",
      since: 261,
      state: "responding",
      taken: [91, 6],
      lat: 39.9312,
      lon: 116.4448,
    },
    ...{ place: "工体东路，地铁口南侧", words: "三个男人跟着一名女子，往南走。", photos: [photo] },
  }),
  wave(191, 1, 260),
  asked(11, 191, ["高强", "officer", 640], 260, "en-route"),
  asked(12, 191, ["周宁", "officer", 820], 260, "en-route"),
  ...incident({
    ...{
      id: 192,
      kind: "fire",
      since: 70,
      state: "dispatching",
      taken: [90, 5],
      lat: 39.9298,
      lon: 116.4712,
    },
    ...{ place: "水碓子东路 12 号楼", words: "楼道冒烟，原因不明。" },
  }),
  wave(192, 1, 69),
  asked(15, 192, ["马丽", volunteer, 180], 69, "declined"),
  asked(16, 192, ["韩磊", volunteer, 300], 69, "expired"),
  wave(192, 2, 41),
  asked(17, 192, ["冯军", "patrol", 760], 41, "seen", 2),
  ...incident({
    ...{
      id: 188,
      kind: "traffic-accident",
      since: 905,
      state: "on-scene",
      taken: [92, 9],
      lat: 39.9228,
      lon: 116.4741,
    },
    ...{ place: "朝阳北路，金台路口", words: "电动自行车相撞，一人擦伤。" },
  }),
  asked(20, 188, ["吴静", "traffic-guide", 90], 900, "on-scene"),
  asked(21, 188, ["马强", "traffic-guide", 150], 900, "on-scene"),
  ...incident({
    ...{
      id: 190,
      kind: "gas",
      since: 640,
      state: "clearing",
      taken: [91, 9],
      lat: 39.9128,
      lon: 116.4498,
    },
    ...{ place: "永安里东街 8 号院", words: "单元门内有燃气味。", channel: "telephone" },
  }),
  asked(25, 190, ["郑凯", "organisation-member", 120], 630, "cleared"),
  asked(26, 190, ["白雪", volunteer, 240], 630, "cleared"),
  asked(27, 190, ["曹云", volunteer, 260], 630, "cleared"),
  ...incident({
    ...{
      id: 189,
      kind: "unattended-object",
      since: 732,
      state: "dispatching",
      taken: [92, 20],
      lat: 39.917,
      lon: 116.4622,
    },
    ...{ place: "金台夕照站 B 口", words: "无主行李箱，半小时没人来。" },
  }),
  wave(189, 1, 731),
  asked(30, 189, ["谢天", "officer", 910], 731, "expired"),
  item("shortfall", { incident: 189, reason: "nobody-accepted", missing: 1, at: ago(372) }),
  ...incident({
    ...{
      id: 186,
      kind: "unsafe-charging",
      since: 1500,
      state: "responding",
      taken: [92, 30],
      lat: 39.9406,
      lon: 116.4471,
    },
    ...{ place: "核桃园北里 3 号楼", words: "电动车推入楼内充电。" },
  }),
  asked(35, 186, ["苏琴", "information-officer", 130], 1490, "en-route"),
  ...incident({
    ...{ id: 185, kind: "blocked-way", since: 2400, state: "triaged", lat: 39.9159, lon: 116.4559 },
    ...{ place: "光华东里 2 号院", words: "消防通道被占。" },
  }),
  ...incident({
    ...{
      id: 184,
      kind: "lost-property",
      since: 4100,
      state: "triaged",
      taken: [92, 60],
      lat: 39.9352,
      lon: 116.456,
    },
    ...{ place: "团结湖站 C 口岗亭", words: "拾到老年证一张。" },
  }),
  ...incident({
    ...{
      id: 183,
      kind: "elder-missing",
      since: 7200,
      state: "closed",
      taken: [90, 4],
      lat: 39.938,
      lon: 116.47,
    },
    ...{ place: "枣营北里", words: "奶奶还没回家。" },
  }),
  asked(40, 183, ["丁华", volunteer, 200], 7190, "cleared"),
  item("incident-closed", {
    incident: 183,
    disposition: "found-safe",
    by: 90,
    at: ago(4800),
    words: "在社区门口找到，家人接回。",
    outcome: "",
  }),
];

const onDuty: Item[] = [
  ["王建国", "patrol"],
  ["张伟", "organisation-member"],
  ["李秀英", volunteer],
  ["何玉芬", volunteer],
  ["孙立民", volunteer],
  ["陈晓东", "officer"],
  ["刘桂兰", volunteer],
  ["赵立新", "information-officer"],
].map(([name, category], index) => duty(1001 + index, name!, category!));
const moreOnDuty: Item[] = [
  duty(1011, "高强", "officer"),
  duty(1012, "周宁", "officer"),
  duty(1021, "马强", "traffic-guide"),
  ...["常青", "戴文", "范敏", "葛亮", "贺兰", "季红", "康宁", "雷雨", "毛竹", "倪安"].map(
    (name, index) => duty(1100 + index, name, index % 3 === 0 ? "patrol" : volunteer),
  ),
];

const catalogue = item("catalogue", consoleCatalogue);

/** A shift in full swing. */
export const busy: Item[] = [
  catalogue,
  ...elder,
  ...others,
  ...onDuty,
  ...moreOnDuty,
  item("photo-stored", { photo, at: ago(188) }),
];

/** Nothing to do: one incident, closed. */
export const quiet: Item[] = [
  catalogue,
  ...others.filter(({ data }) => "incident" in data && data.incident === 183),
  ...onDuty,
];

/** A child in danger, as its notices come: officers have been asked, nobody has answered. */
export const child: Item[] = [
  ...incident({
    ...{
      id: 194,
      kind: "child-danger",
      since: 4,
      state: "dispatching",
      lat: 39.9272,
      lon: 116.4545,
    },
    ...{ place: "金台里小区东门", photos: ["photo-child-00001", "photo-child-00002"] },
    words: "一女子拉着哭闹女孩往路边白色面包车走，孩子喊不认识她。",
  }).reverse(),
  wave(194, 1, 4),
  asked(50, 194, ["孟飞", "officer", 480], 4, "seen"),
  asked(51, 194, ["许诺", "officer", 720], 4, "seen"),
  asked(52, 194, ["梁博", "officer", 910], 4, "offered"),
  asked(53, 194, ["宋杰", "officer", 960], 4, "offered"),
];

export const totals = {
  at: ago(0),
  categories: [
    { category: volunteer, on_duty: 1072, reachable: 988, engaged: 9 },
    { category: "patrol", on_duty: 212, reachable: 201, engaged: 3 },
    { category: "officer", on_duty: 96, reachable: 96, engaged: 4 },
  ],
  open_incidents: 10,
};

export const places = {
  places: [
    { person: 1001, at: { lat: 39.9334, lon: 116.4604 }, heard_at: ago(2) },
    { person: 1002, at: { lat: 39.9358, lon: 116.4636 }, heard_at: ago(3) },
    { person: 1003, at: { lat: 39.9312, lon: 116.4655 }, heard_at: ago(1) },
    { person: 1006, at: { lat: 39.9266, lon: 116.459 }, heard_at: ago(45) },
    { person: 1011, at: { lat: 39.9281, lon: 116.4442 }, heard_at: ago(2) },
    { person: 1012, at: { lat: 39.9342, lon: 116.4407 }, heard_at: ago(2) },
  ],
};

/** People in the tiles around the scene. */
export function tiles(): { x: number; y: number; at: string; marks: number[][]; more: number }[] {
  const found = new Map<string, { x: number; y: number; marks: number[][] }>();
  let seed = 7;
  const random = (): number => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  for (let id = 1; id <= 260; id += 1) {
    const lat = 39.9335 + (random() - 0.5) * 0.06;
    const lon = 116.4602 + (random() - 0.5) * 0.08;
    const size = 2 ** 14;
    const x = Math.floor(((lon + 180) / 360) * size);
    const sine = Math.sin((lat * Math.PI) / 180);
    const y = Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * size);
    const tile = found.get(`${x}/${y}`) ?? { x, y, marks: [] };
    found.set(`${x}/${y}`, tile);
    tile.marks.push([id, lat, lon, Math.floor(random() * 7), 0]);
  }
  return [...found.values()].map((tile) => ({ ...tile, at: new Date().toISOString(), more: 0 }));
}
