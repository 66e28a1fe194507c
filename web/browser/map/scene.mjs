/**
 * A scripted district for the wall: a catalogue, open incidents and people who walk, told as the
 * server tells them. Everything comes from one seed; people and incidents are invented.
 */
const categories = [
  ["community-volunteer", "社区志愿者", "Community volunteer", "circle", 0.62],
  ["patrol", "专职巡防队员", "Patrol member", "shield", 0.12],
  ["officer", "民警", "Police", "star", 0.07],
  ["information-officer", "安全信息员", "Information officer", "square", 0.06],
  ["population-administrator", "流管员", "Population administrator", "house", 0.05],
  ["traffic-guide", "文明引导员", "Traffic guide", "triangle", 0.04],
  ["organisation-member", "单位成员", "Organisation member", "hexagon", 0.04],
];
const kinds = [
  ["injury", "有人受伤", "Somebody hurt", "medical", 1],
  ["elder-missing", "老人走失", "Missing elder", "elder", 2],
  ["tailing", "可疑尾随", "Being followed", "tail", 2],
  ["smoke", "着火冒烟", "Fire or smoke", "fire", 2],
  ["traffic", "交通事故", "Traffic accident", "traffic", 3],
  ["gas", "燃气异味", "Smell of gas", "gas", 3],
  ["object", "无主物品", "Unattended object", "object", 3],
  ["noise", "噪声", "Noise", "noise", 4],
  ["charging", "飞线充电", "Unsafe charging", "charge", 4],
  ["block", "占道", "Blocked way", "block", 4],
  ["suggestion", "建议", "Suggestion", "sugg", 5],
];
const states = ["triaged", "dispatching", "responding", "responding", "on-scene", "on-scene", "clearing"];
const box = { west: 116.405, east: 116.61, south: 39.825, north: 40.06 };
const centre = { lat: 39.9245, lon: 116.461 };
const tiles = 2 ** 14;

/** mulberry32 */
function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const bilingual = (zh, en) => ({ zh, en });
const tileX = (lon) => Math.floor(((lon + 180) / 360) * tiles);
function tileY(lat) {
  const sine = Math.sin((lat * Math.PI) / 180);
  return Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * tiles);
}

export class Scene {
  constructor({ people = 5000, incidents = 22, now = Date.now(), seed = 7 } = {}) {
    this.random = random(seed);
    this.people = Array.from({ length: people }, (_, index) => this.#person(index + 1));
    this.incidents = Array.from({ length: incidents }, (_, index) => this.#incident(index + 1, now));
  }

  catalogue() {
    return {
      version: 1,
      district: "朝阳区",
      code: "CY",
      utc_offset_min: 480,
      place_age_s: 120,
      duty_s: 14400,
      categories: categories.map(([category, zh, en, shape]) => ({ category, name: bilingual(zh, en), shape })),
      plans: kinds.map(([kind, zh, en, icon, priority]) => ({
        kind,
        name: bilingual(zh, en),
        icon,
        priority,
        eligible: [],
        wanted: 0,
        waves: [],
        offer_s: 45,
        reach_s: 3,
        arrival_m: 40,
        max_age_s: 1800,
        brief: bilingual("到场观察。", "Observe."),
        bring: bilingual("手电", "A torch"),
        caution: bilingual("保持距离。", "Keep away."),
      })),
      dispositions: [],
    };
  }

  /** One second passes: most walk on, some stand. */
  step() {
    for (const person of this.people) {
      if (person.walks) {
        person.heading += (this.random() - 0.5) * 0.4;
        person.lat += (Math.cos(person.heading) * person.speed) / 111_000;
        person.lon += (Math.sin(person.heading) * person.speed) / 85_000;
      }
    }
  }

  /** What a watched view is told in this second. */
  told(view, at = new Date().toISOString()) {
    return view.metres_per_pixel > 20 ? [this.#counts(at)] : this.#tiles(view, at);
  }

  totals(at = new Date().toISOString()) {
    const figures = categories.map(([category], index) => {
      const mine = this.people.filter((person) => person.category === index);
      const engaged = mine.filter((person) => person.state > 1).length;
      return { category, on_duty: mine.length, reachable: Math.round(mine.length * 0.96), engaged };
    });
    return { type: "totals", data: { at, categories: figures, open_incidents: this.incidents.length } };
  }

  #person(id) {
    const clustered = this.random() < 0.6;
    const spread = () => (this.random() + this.random() + this.random() - 1.5) / 1.5;
    const pick = this.random();
    let category = 0;
    for (let sum = categories[0][4]; category < categories.length - 1 && pick > sum; sum += categories[category][4]) {
      category += 1;
    }
    const chance = this.random();
    return {
      id: 1000 + id,
      lat: clustered ? centre.lat + spread() * 0.06 : box.south + this.random() * (box.north - box.south),
      lon: clustered ? centre.lon + spread() * 0.07 : box.west + this.random() * (box.east - box.west),
      category,
      state: chance > 0.988 ? 3 : chance > 0.97 ? 2 : chance > 0.955 ? 1 : 0,
      heading: this.random() * 2 * Math.PI,
      speed: 0.9 + this.random() * 0.8,
      walks: this.random() < 0.75,
    };
  }

  #incident(id, now) {
    const [kind, , , , priority] = kinds[id === 1 ? 0 : 1 + Math.floor(this.random() * (kinds.length - 1))];
    const near = id <= 9;
    const at = near
      ? { lat: centre.lat + (this.random() - 0.5) * 0.02, lon: centre.lon + (this.random() - 0.5) * 0.035 }
      : { lat: 39.86 + this.random() * 0.14, lon: 116.43 + this.random() * 0.1 };
    const opened = new Date(now - Math.floor(this.random() * 5_000_000) - 47_000).toISOString();
    return {
      incident: id,
      code: `CY-1124-${String(170 + id).padStart(4, "0")}`,
      kind,
      priority,
      place: { at, accuracy_m: 15 },
      opened_at: id === 1 ? new Date(now - 47_000).toISOString() : opened,
      wanted: 3,
      officers_only: false,
      plan_version: 1,
      state: id === 1 ? "dispatching" : states[Math.floor(this.random() * states.length)],
      changed_at: opened,
      acknowledged_at: id === 1 ? null : opened,
      acknowledged_by: null,
    };
  }

  #tiles({ south_west, north_east }, at) {
    const marks = new Map();
    for (let x = tileX(south_west.lon); x <= tileX(north_east.lon); x += 1) {
      for (let y = tileY(north_east.lat); y <= tileY(south_west.lat); y += 1) marks.set(`${x}/${y}`, []);
    }
    for (const { id, lat, lon, category, state } of this.people) {
      marks.get(`${tileX(lon)}/${tileY(lat)}`)?.push([id, lat, lon, category, state]);
    }
    return [...marks].map(([key, list]) => {
      const [x, y] = key.split("/").map(Number);
      return { type: "tile", data: { x, y, at, marks: list.slice(0, 1200), more: Math.max(0, list.length - 1200) } };
    });
  }

  #counts(at) {
    const [height, width] = [500 / 111_195, 500 / 85_300];
    const cells = new Map();
    for (const { lat, lon, state } of this.people) {
      const [row, column] = [Math.floor((lat - 39) / height), Math.floor((lon - 116) / width)];
      const cell = cells.get(`${row}/${column}`) ?? [39 + (row + 0.5) * height, 116 + (column + 0.5) * width, 0, 0];
      cell[2] += 1;
      cell[3] += state > 1 ? 1 : 0;
      cells.set(`${row}/${column}`, cell);
    }
    const few = (n) => (n === 1 ? 2 : n);
    const told = [...cells.values()].map(([lat, lon, people, engaged]) => [lat, lon, few(people), few(engaged)]);
    return { type: "counts", data: { at, cells: told.slice(0, 2000) } };
  }
}
