/** Counts of people by cell as map features; finds out what changed between two seconds. */
import type { Feature, Polygon } from "geojson";

import type { CellCount } from "../protocol.ts";
import { squareRing } from "./geometry.ts";

/** Side of a cell as it is drawn; the server's have 500 m, so that a seam shows. */
const drawnSideM = 476;
/** People from which a cell gets its second to fourth fill; 2 stands for "few". */
export const cellSteps = [3, 6, 11] as const;

export interface CellChange {
  removeAll?: boolean;
  remove: string[];
  add: Feature<Polygon>[];
  update: { id: string; addOrUpdateProperties: { key: string; value: number }[] }[];
}

export class Cells {
  readonly #known = new Map<string, CellCount>();

  /** Replaces all cells; says what that changes, or null when nothing. */
  take(cells: readonly CellCount[]): CellChange | null {
    const change: CellChange = { remove: [], add: [], update: [] };
    const seen = new Set<string>();
    for (const cell of cells) {
      const key = `${cell[0]},${cell[1]}`;
      const before = this.#known.get(key);
      seen.add(key);
      if (before === undefined) {
        change.add.push(featureOf(key, cell));
      } else if (before[2] !== cell[2] || before[3] !== cell[3]) {
        change.update.push({
          id: key,
          addOrUpdateProperties: [
            { key: "people", value: cell[2] },
            { key: "engaged", value: cell[3] },
          ],
        });
      } else {
        continue;
      }
      this.#known.set(key, cell);
    }
    for (const key of this.#known.keys()) {
      if (!seen.has(key)) {
        change.remove.push(key);
        this.#known.delete(key);
      }
    }
    const nothing = change.remove.length + change.add.length + change.update.length === 0;
    return nothing ? null : change;
  }

  get size(): number {
    return this.#known.size;
  }
}

function featureOf(key: string, [lat, lon, people, engaged]: CellCount): Feature<Polygon> {
  return {
    type: "Feature",
    properties: { key, people, engaged },
    geometry: { type: "Polygon", coordinates: [squareRing({ lat, lon }, drawnSideM)] },
  };
}
