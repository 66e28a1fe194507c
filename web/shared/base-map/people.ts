/** People as the server's tiles tell them: takes tiles, keeps the pool of marks in step. */
import type { Mark, Tile } from "../protocol.ts";
import { holdsTile, mercatorX, mercatorY } from "./geometry.ts";
import type { Bounds, TileRange } from "./geometry.ts";
import { MarkPool } from "./mark-pool.ts";
import { shapes, states } from "./shapes.ts";

/** One who left a tile stays so long, for the neighbouring tile of the same second to take over. */
const handoverMs = 600;
/** A tile that stays away so long while others come is empty. */
const tileAgeMs = 3500;

interface Held {
  x: number;
  y: number;
  heardAt: number;
  more: number;
  ids: Set<number>;
}

interface Known {
  tile: string;
  mark: Mark;
}

export interface Person {
  id: number;
  lat: number;
  lon: number;
  category: number;
  state: number;
}

export class People {
  pool: MarkPool | null = null;
  readonly #tiles = new Map<string, Held>();
  readonly #known = new Map<number, Known>();
  /** Those that left their tile, and when. */
  readonly #leaving = new Map<number, number>();
  readonly #shapeOf: number[] = [];
  #range: TileRange | null = null;
  #still = false;

  get size(): number {
    return this.#known.size;
  }

  /** How many more there are in view than the server told. */
  get more(): number {
    return [...this.#tiles.values()].reduce((sum, tile) => sum + tile.more, 0);
  }

  /** How many have been told within bounds. */
  countIn({ south_west, north_east }: Bounds): number {
    let count = 0;
    for (const { mark } of this.#known.values()) {
      const [, lat, lon] = mark;
      const inside = lat >= south_west.lat && lat <= north_east.lat && lon >= south_west.lon && lon <= north_east.lon;
      count += inside ? 1 : 0;
    }
    return count;
  }

  /** No glides from here on. */
  set still(still: boolean) {
    this.#still = still;
    if (this.pool !== null) {
      this.pool.still = still;
    }
  }

  /** Shapes by category, in the catalogue's order. */
  setShapes(names: readonly string[], now: number): void {
    this.#shapeOf.length = 0;
    this.#shapeOf.push(...names.map((name) => Math.max(0, (shapes as readonly string[]).indexOf(name))));
    for (const { mark } of this.#known.values()) {
      this.#put(mark, now);
    }
  }

  /** Only these tiles are in view: the others are dropped, and refused when they come late. */
  keepOnly(range: TileRange): void {
    this.#range = range;
    for (const [key, tile] of this.#tiles) {
      if (!holdsTile(range, tile.x, tile.y)) {
        this.#drop(key, tile);
      }
    }
  }

  /** Replaces one tile. */
  take(tile: Tile, now: number): void {
    if (this.#range !== null && !holdsTile(this.#range, tile.x, tile.y)) {
      return;
    }
    const key = `${tile.x}/${tile.y}`;
    const before = this.#tiles.get(key);
    const ids = new Set<number>();
    for (const mark of tile.marks) {
      ids.add(mark[0]);
      this.#known.set(mark[0], { tile: key, mark });
      this.#leaving.delete(mark[0]);
      this.#put(mark, now);
    }
    // Numbers are new every quarter of an hour, all at once: those of before then leave at once.
    const renewed = ids.size > 0 && before !== undefined && ![...before.ids].some((id) => ids.has(id));
    for (const id of before?.ids ?? []) {
      if (!ids.has(id) && this.#known.get(id)?.tile === key) {
        renewed ? this.#forget(id) : this.#leaving.set(id, now);
      }
    }
    this.#tiles.set(key, { x: tile.x, y: tile.y, heardAt: now, more: tile.more, ids });
    this.#sweep(now);
  }

  clear(): void {
    this.#tiles.clear();
    this.#known.clear();
    this.#leaving.clear();
    this.pool?.clear();
  }

  /** The person drawn nearest to a place within a distance, both in Mercator's square. */
  nearest(x: number, y: number, within: number, now: number): Person | null {
    const found = this.pool?.nearest(x, y, within, now);
    const mark = found == null ? undefined : this.#known.get(found.id)?.mark;
    return mark === undefined ? null : { id: mark[0], lat: mark[1], lon: mark[2], category: mark[3], state: mark[4] };
  }

  #put([id, lat, lon, category, state]: Mark, now: number): void {
    const [x, y] = [mercatorX(lon), mercatorY(lat)];
    this.pool ??= new MarkPool({ x, y }, now, this.#still);
    const row = Math.min(state, states.length - 1);
    this.pool.put(id, x, y, (this.#shapeOf[category] ?? 0) + row * shapes.length, now);
  }

  /** Takes away those that no tile took over, and tiles that stay away. */
  #sweep(now: number): void {
    for (const [key, tile] of this.#tiles) {
      if (now - tile.heardAt > tileAgeMs) {
        this.#drop(key, tile);
      }
    }
    for (const [id, leftAt] of this.#leaving) {
      if (now - leftAt > handoverMs) {
        this.#forget(id);
      }
    }
  }

  #drop(key: string, tile: Held): void {
    this.#tiles.delete(key);
    for (const id of tile.ids) {
      if (this.#known.get(id)?.tile === key) {
        this.#forget(id);
      }
    }
  }

  #forget(id: number): void {
    this.#known.delete(id);
    this.#leaving.delete(id);
    this.pool?.remove(id);
  }
}
