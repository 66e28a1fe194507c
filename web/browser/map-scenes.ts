import type { CellCount, IncidentOpened, Mark, Moment, WatchMap } from "../shared/protocol.ts";
import { mercatorX, mercatorY, tilesIn, isFar } from "../shared/base-map/geometry.ts";
import { consoleCatalogue } from "./console-catalogue.ts";

/**
 * What a wall is told in checks: a district whose people walk. All from one seed; people and
 * incidents are invented.
 */
export const supervisor = { person: 3, role: "supervisor", rights: ["watch-map"] };

const box = { west: 116.405, east: 116.61, south: 39.825, north: 40.06 };
const middle = { lat: 39.9245, lon: 116.461 };
/** Of `consoleCatalogue.categories`. */
const shares = [0.62, 0.12, 0.06, 0.05, 0.04, 0.04, 0.07];
const states = [
  "triaged",
  "dispatching",
  "responding",
  "responding",
  "on-scene",
  "clearing",
] as const;

interface Walker {
  id: number;
  lat: number;
  lon: number;
  category: number;
  state: number;
  heading: number;
  speed: number;
}

/** mulberry32 */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const time = (ms: number): string => new Date(ms).toISOString();
/** 1 and 2 are told as 2. */
const few = (n: number): number => (n === 1 ? 2 : n);

export class MapScene {
  readonly incidents: IncidentOpened[];
  readonly #people: Walker[];
  readonly #random = randomOf(7);

  constructor(people = 5000, incidents = 22) {
    this.#people = Array.from({ length: people }, (_, index) => this.#walker(1001 + index));
    this.incidents = Array.from({ length: incidents }, (_, index) => this.#incident(index + 1));
  }

  items(): { type: string; data: unknown }[] {
    const opened = this.incidents.map((data) => ({ type: "incident-opened", data }));
    return [{ type: "catalogue", data: consoleCatalogue }, ...opened];
  }

  /** One second passes; what a view is told then. */
  tick(view: WatchMap | null): Moment[] {
    for (const person of this.#people) {
      person.heading += (this.#random() - 0.5) * 0.4;
      person.lat += (Math.cos(person.heading) * person.speed) / 111_000;
      person.lon += (Math.sin(person.heading) * person.speed) / 85_000;
    }
    if (view === null) return [this.#totals()];
    return [this.#totals(), ...(isFar(view) ? [this.#counts()] : this.#tiles(view))];
  }

  #walker(id: number): Walker {
    const random = this.#random;
    const spread = (): number => (random() + random() + random() - 1.5) / 1.5;
    const crowd = random() < 0.6;
    let category = 0;
    for (let left = random(); left > shares[category]! && category < 6; category += 1)
      left -= shares[category]!;
    const chance = random();
    return {
      id,
      lat: crowd ? middle.lat + spread() * 0.06 : box.south + random() * (box.north - box.south),
      lon: crowd ? middle.lon + spread() * 0.07 : box.west + random() * (box.east - box.west),
      category,
      state: chance > 0.988 ? 3 : chance > 0.97 ? 2 : chance > 0.955 ? 1 : 0,
      heading: random() * 2 * Math.PI,
      speed: random() < 0.25 ? 0 : 0.9 + random() * 0.8,
    };
  }

  /** The first is a life at risk that nobody has opened. */
  #incident(incident: number): IncidentOpened {
    const random = this.#random;
    const { plans } = consoleCatalogue;
    const plan = plans[incident === 1 ? 1 : 2 + Math.floor(random() * (plans.length - 2))]!;
    const wide = incident <= 9 ? 0.3 : 1;
    const at = {
      lat: middle.lat + (random() - 0.5) * 0.12 * wide,
      lon: middle.lon + (random() - 0.4) * 0.12 * wide,
    };
    const since = time(
      Date.now() - 47_000 - (incident === 1 ? 0 : Math.floor(random() * 5_000_000)),
    );
    return {
      incident,
      code: `CY-1124-${String(170 + incident).padStart(4, "0")}`,
      kind: plan.kind,
      priority: plan.priority,
      place: { at, accuracy_m: 15 },
      opened_at: since,
      wanted: plan.levels[0]?.needs[0]?.count ?? 0,
      level: 1,
      officers_only: false,
      plan_version: 1,
      state: incident === 1 ? "dispatching" : states[Math.floor(random() * states.length)]!,
      changed_at: since,
      ...(incident === 1 ? {} : { acknowledged_at: since }),
    };
  }

  #totals(): Moment {
    const categories = consoleCatalogue.categories.map(({ category }, index) => {
      const mine = this.#people.filter((person) => person.category === index);
      const engaged = mine.filter((person) => person.state > 1).length;
      return { category, on_duty: mine.length, reachable: Math.round(mine.length * 0.96), engaged };
    });
    return {
      type: "totals",
      data: { at: time(Date.now()), categories, open_incidents: this.incidents.length },
    };
  }

  #tiles(view: WatchMap): Moment[] {
    const { x0, x1, y0, y1 } = tilesIn(view);
    const tiles = new Map<string, Mark[]>();
    for (let x = x0; x <= x1; x += 1) for (let y = y0; y <= y1; y += 1) tiles.set(`${x}/${y}`, []);
    for (const { id, lat, lon, category, state } of this.#people) {
      const tile = `${Math.floor(mercatorX(lon) * 2 ** 14)}/${Math.floor(mercatorY(lat) * 2 ** 14)}`;
      tiles.get(tile)?.push([id, lat, lon, category, state]);
    }
    return [...tiles].map(([tile, all]) => {
      const [x, y] = tile.split("/").map(Number) as [number, number];
      const marks = all.slice(0, 1200);
      return {
        type: "tile",
        data: { x, y, at: time(Date.now()), marks, more: all.length - marks.length },
      };
    });
  }

  #counts(): Moment {
    const [high, wide] = [500 / 111_195, 500 / 85_300];
    const cells = new Map<string, CellCount>();
    for (const { lat, lon, state } of this.#people) {
      const [row, column] = [Math.floor((lat - 39) / high), Math.floor((lon - 116) / wide)];
      const centre: CellCount = [39 + (row + 0.5) * high, 116 + (column + 0.5) * wide, 0, 0];
      const cell = cells.get(`${row}/${column}`) ?? centre;
      cell[2] += 1;
      cell[3] += state > 1 ? 1 : 0;
      cells.set(`${row}/${column}`, cell);
    }
    const told = [...cells.values()].map(([lat, lon, n, engaged]): CellCount => [
      lat,
      lon,
      few(n),
      few(engaged),
    ]);
    return { type: "counts", data: { at: time(Date.now()), cells: told.slice(0, 2000) } };
  }
}
