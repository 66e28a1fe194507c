/**
 * The map itself. Loaded only where a map is shown, for MapLibre is large: `BaseMap.svelte` does
 * so; pages get this object from its `onready`.
 */
import "maplibre-gl/dist/maplibre-gl.css";
import { Map as GlMap, setWorkerUrl } from "maplibre-gl";
import type { GeoJSONSource, MapMouseEvent } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";

import type { CategoryInfo, Counts, LatLon, Tile } from "../protocol.ts";
import type { BaseData } from "./base-data.ts";
import { Cells } from "./cells.ts";
import { isFar, mercatorX, mercatorY, metresPerPixel, tilesIn } from "./geometry.ts";
import type { Bounds, View } from "./geometry.ts";
import { aboveEngagedPeople, aboveFreePeople } from "./live-style.ts";
import type { CircleMark, IncidentMark, MapEvents, ResponderMark, TrailMark } from "./marks.ts";
import { Overlays } from "./overlays.ts";
import type { Palette } from "./palette.ts";
import { People } from "./people.ts";
import { PeopleLayer } from "./people-layer.ts";
import { Pulses } from "./pulses.ts";
import { makeStyle } from "./style.ts";

setWorkerUrl(workerUrl);

/** Around what must be seen, in CSS pixels. */
const fitPadding = 32;
/** So near is a click to what it means, in CSS pixels. */
const reachPx = 12;
const moveMs = 320;
/** Layers of those whom tiles and counts tell of. */
const liveLayerIds = ["cells", "cells-engaged", "people-free", "people-engaged"];
/** Beyond the district there is nothing; so far one may look, in degrees. */
const lookBeyond = 0.35;

export interface MapOptions extends MapEvents {
  element: HTMLElement;
  palette: Palette;
  data: BaseData;
  /** Nothing moves by itself. */
  still: boolean;
  /** Where to look when no district is known. */
  centre?: LatLon | undefined;
}

export class LiveMap {
  picking = false;

  /** Shows the whole district until somebody looks elsewhere. */
  #whole = true;
  readonly #map: GlMap;
  readonly #data: BaseData;
  readonly #events: MapEvents;
  readonly #still: boolean;
  readonly #people = new People();
  readonly #cells = new Cells();
  readonly #layer: PeopleLayer;
  readonly #overlays: Overlays;
  readonly #pulses: Pulses;

  /** Ready to be used when resolved. Rejects where there is no WebGL. */
  static async make(options: MapOptions): Promise<LiveMap> {
    const map = openMap(options);
    await map.once("style.load");
    return new LiveMap(map, options);
  }

  private constructor(map: GlMap, options: MapOptions) {
    this.#map = map;
    this.#data = options.data;
    this.#events = options;
    this.#still = options.still;
    this.#people.still = options.still;
    this.#layer = new PeopleLayer(map, this.#people, options.palette);
    this.#overlays = new Overlays(map, options.palette);
    this.#pulses = new Pulses(map);
    this.#begin();
  }

  setIncidents(incidents: readonly IncidentMark[]): void {
    this.#overlays.setIncidents(incidents);
    this.#pulses.set(incidents);
  }

  /** Those who are shown with a label, above the marks of tiles. */
  setResponders(responders: readonly ResponderMark[]): void {
    this.#overlays.setResponders(responders);
  }

  setCircles(circles: readonly CircleMark[]): void {
    this.#overlays.setCircles(circles);
  }

  setTrails(trails: readonly TrailMark[]): void {
    this.#overlays.setTrails(trails);
  }

  /** Whether those whom the server's tiles and counts tell of are shown. */
  setLive(live: boolean): void {
    for (const layer of liveLayerIds) {
      this.#map.setLayoutProperty(layer, "visibility", live ? "visible" : "none");
    }
  }

  /** The pin of a place that is being chosen. */
  setPicked(at: LatLon | null): void {
    this.#overlays.setPicked(at);
  }

  setPicking(picking: boolean): void {
    this.picking = picking;
    this.#map.getCanvas().style.cursor = picking ? "crosshair" : "";
  }

  /** The catalogue's, in its order: what marks' categories count in. */
  setCategories(categories: readonly CategoryInfo[]): void {
    this.#people.setShapes(
      categories.map((one) => one.shape),
      performance.now(),
    );
    this.#layer.wake();
  }

  /** People of one tile. One that isn't in view, or came after the view went far, does nothing. */
  takeTile(tile: Tile): void {
    if (isFar(this.view())) {
      return;
    }
    if (this.#cells.size > 0) {
      this.#showCells([]);
    }
    this.#people.take(tile, performance.now());
    this.#layer.wake();
  }

  /** People of the district by cells; nothing unless the view is far. */
  takeCounts(counts: Counts): void {
    if (!isFar(this.view())) {
      return;
    }
    this.#people.clear();
    this.#showCells(counts.cells);
  }

  /** People in view, and how many more there are in its tiles than were told. */
  get people(): { shown: number; more: number } {
    return { shown: this.#people.countIn(this.view()), more: this.#people.more };
  }

  view(): View {
    const bounds = this.#map.getBounds();
    const centre = this.#map.getCenter();
    const zoom = this.#map.getZoom();
    return {
      south_west: { lat: bounds.getSouth(), lon: bounds.getWest() },
      north_east: { lat: bounds.getNorth(), lon: bounds.getEast() },
      centre: { lat: centre.lat, lon: centre.lng },
      zoom,
      metres_per_pixel: Math.max(1, Math.round(metresPerPixel(centre.lat, zoom))),
    };
  }

  /** Without bounds: the whole district. */
  fit(bounds: Bounds | null = this.#data.bounds, maxZoom = 16.5): void {
    this.#whole = bounds === this.#data.bounds;
    if (bounds !== null) {
      this.#map.fitBounds(corners(bounds), { padding: fitPadding, maxZoom, duration: this.#moveMs });
    }
  }

  /** Looks at a place; nearer if `zoom` is nearer than now. */
  lookAt(at: LatLon, zoom = 0): void {
    this.#whole = false;
    this.#map.easeTo({
      center: [at.lon, at.lat],
      zoom: Math.max(zoom, this.#map.getZoom()),
      duration: this.#moveMs,
    });
  }

  zoomBy(steps: number): void {
    this.#whole = false;
    this.#map.easeTo({ zoom: this.#map.getZoom() + steps, duration: this.#moveMs });
  }

  /** By parts of the view's width and height: for keys. */
  panBy(right: number, down: number): void {
    const { clientWidth, clientHeight } = this.#map.getCanvas();
    this.#map.panBy([right * clientWidth, down * clientHeight], { duration: this.#moveMs });
  }

  /** Takes other colours without losing what is shown. */
  setPalette(palette: Palette): void {
    for (const layer of makeStyle(palette, this.#data).layers) {
      for (const [name, value] of Object.entries(layer.paint ?? {})) {
        this.#map.setPaintProperty(layer.id, name as "line-color", value);
      }
    }
    this.#overlays.setPalette(palette);
    this.#layer.palette = palette;
    this.#layer.wake();
  }

  destroy(): void {
    this.#layer.stop();
    this.#map.remove();
  }

  get #moveMs(): number {
    return this.#still ? 0 : moveMs;
  }

  #begin(): void {
    const map = this.#map;
    map.addLayer(this.#layer.layer(false), aboveFreePeople);
    map.addLayer(this.#layer.layer(true), aboveEngagedPeople);
    map.on("move", () => this.#events.onscale?.(metresPerPixel(map.getCenter().lat, map.getZoom())));
    map.on("moveend", () => this.#rest());
    map.on("movestart", ({ originalEvent }) => {
      this.#whole &&= originalEvent === undefined;
    });
    map.on("resize", () => this.#resize());
    map.on("click", (event) => this.#click(event));
    map.on("mousemove", (event) => this.#hover(event));
    map.on("mouseout", () => this.#events.oncell?.(null));
    this.#events.onscale?.(metresPerPixel(map.getCenter().lat, map.getZoom()));
    this.#rest();
  }

  #resize(): void {
    if (this.#whole && this.#data.bounds !== null) {
      this.#map.fitBounds(corners(this.#data.bounds), { padding: fitPadding, duration: 0 });
    }
    this.#rest();
  }

  #rest(): void {
    const view = this.view();
    this.#people.keepOnly(tilesIn(view));
    this.#events.onview?.(view);
  }

  #showCells(cells: Counts["cells"]): void {
    const change = this.#cells.take(cells);
    if (change !== null) {
      void this.#map.getSource<GeoJSONSource>("cells")?.updateData(change);
    }
  }

  #click(event: MapMouseEvent): void {
    const at = { lat: event.lngLat.lat, lon: event.lngLat.lng };
    if (this.picking) {
      this.#events.onpoint?.(at);
      return;
    }
    const incident = this.#property(event, "incidents", "incident");
    const responder = this.#property(event, "responders", "person");
    const [x, y] = [mercatorX(at.lon), mercatorY(at.lat)];
    const within = reachPx / (512 * 2 ** this.#map.getZoom());
    const person = this.#people.nearest(x, y, within, performance.now());
    if (incident !== null) {
      this.#events.onincident?.(incident);
    } else if (responder !== null) {
      this.#events.onresponder?.(responder);
    } else if (person !== null && this.#events.onperson !== undefined) {
      this.#events.onperson(person);
    } else {
      this.#events.onpoint?.(at);
    }
  }

  #hover(event: MapMouseEvent): void {
    if (!this.picking) {
      const over = this.#property(event, "incidents", "incident") ?? this.#property(event, "responders", "person");
      this.#map.getCanvas().style.cursor = over === null ? "" : "pointer";
    }
    if (this.#events.oncell === undefined || this.#cells.size === 0) {
      return;
    }
    const cell = this.#map.queryRenderedFeatures(event.point, { layers: ["cells"] })[0]?.properties;
    const figures = cell as { people: number; engaged: number } | undefined;
    this.#events.oncell(figures === undefined ? null : { ...figures, x: event.point.x, y: event.point.y });
  }

  /** The uppermost feature's, of a layer within reach. */
  #property(event: MapMouseEvent, layer: string, name: string): number | null {
    const { x, y } = event.point;
    const half = reachPx / 2;
    const box: [[number, number], [number, number]] = [[x - half, y - half], [x + half, y + half]];
    const found = this.#map.queryRenderedFeatures(box, { layers: [layer] })[0]?.properties[name] as unknown;
    return typeof found === "number" ? found : null;
  }
}

function corners(bounds: Bounds, beyond = 0): [[number, number], [number, number]] {
  return [
    [bounds.south_west.lon - beyond, bounds.south_west.lat - beyond],
    [bounds.north_east.lon + beyond, bounds.north_east.lat + beyond],
  ];
}

function openMap({ element, palette, data, still, centre }: MapOptions): GlMap {
  const { bounds } = data;
  const map = new GlMap({
    container: element,
    style: makeStyle(palette, data),
    ...(bounds === null
      ? { center: centre === undefined ? ([0, 0] as [number, number]) : ([centre.lon, centre.lat] as [number, number]), zoom: centre === undefined ? 1 : 11 }
      : { bounds: corners(bounds), fitBoundsOptions: { padding: fitPadding }, maxBounds: corners(bounds, lookBeyond) }),
    minZoom: bounds === null ? 0 : 8,
    maxZoom: 18.5,
    maxPitch: 0,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    renderWorldCopies: false,
    fadeDuration: still ? 0 : 180,
    localIdeographFontFamily: palette.fonts.join(","),
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  return map;
}
