import { streetAt, type BaseData } from "../shared/base-map/base-data.ts";
import { offset, type Bounds, type View } from "../shared/base-map/geometry.ts";
import type { LiveMap } from "../shared/base-map/live-map.ts";
import { boundsOf, watcher, type Watch } from "../shared/base-map/watch.ts";
import type { LatLon, Moment, WatchMap } from "../shared/protocol.ts";

/** Nearer than this nothing more is to be seen around one place. */
const nearZoom = 15.5;
/** So much ground around an incident is shown at least. */
const aroundM = 500;

/** Between the desk and its map, which comes later than the desk, or never. */
export class MapLink {
  #map: LiveMap | null = $state.raw(null);
  #data: BaseData | null = $state.raw(null);
  #view: View | null = null;
  readonly #watch: Watch;

  constructor(tell: (view: WatchMap) => void) {
    this.#watch = watcher(tell);
  }

  get ready(): boolean {
    return this.#map !== null;
  }

  attach(map: LiveMap, data: BaseData): void {
    this.#map = map;
    this.#data = data;
  }

  /** Name of the street that a place lies in; empty while or where none is known. */
  streetAt(at: LatLon): string {
    return this.#data === null ? "" : streetAt(this.#data, at);
  }

  /** The map shows something else: its people are told for that from now on. */
  see(view: View): void {
    this.#view = view;
    this.#watch.look(view);
  }

  /** Other desks are told who has it before them. */
  choose(incident: number | null): void {
    this.#watch.choose(incident);
  }

  /** A new connection knows nothing of the view. */
  watchAgain(): void {
    this.#watch.renew();
  }

  stop(): void {
    this.#watch.stop();
  }

  centre(): LatLon | null {
    return this.#view?.centre ?? null;
  }

  /** The part of the map that is shown; null: there is no map. */
  part(): Bounds | null {
    return this.#view === null ? null : boundsOf(this.#view);
  }

  take(moment: Moment): void {
    if (moment.type === "tile") this.#map?.takeTile(moment.data);
    else if (moment.type === "counts") this.#map?.takeCounts(moment.data);
  }

  lookAt(at: LatLon): void {
    this.#map?.lookAt(at, nearZoom);
  }

  /** Shows a scene with the ground within which people are asked. */
  show(at: LatLon, radiusM: number): void {
    const metres = Math.max(aroundM, radiusM);
    this.#map?.fit({ south_west: offset(at, -metres, -metres), north_east: offset(at, metres, metres) }, nearZoom);
  }

  fit(): void {
    this.#map?.fit();
  }
}
