/** Incidents, responders, waves and the picked place as the map's sources hold them. */
import type { GeoJSONSource, Map as GlMap } from "maplibre-gl";
import type { Feature } from "geojson";

import type { LatLon } from "../protocol.ts";
import { circleRing, offset } from "./geometry.ts";
import type { LiveSource } from "./live-style.ts";
import type { CircleMark, IncidentMark, ResponderMark, TrailMark } from "./marks.ts";
import type { Palette } from "./palette.ts";
import { frameImage, markImage, pinImage, plateImage } from "./symbols.ts";
import { policeShape, type MarkState } from "./shapes.ts";

/** Of a responder's mark with a name, in CSS pixels. */
const responderPx = 15;

/** Of the point in a cell of counts, likewise. */
const engagedPx = 5;

/** A name from which the picture can be drawn again: after a change of colours too. */
const plateName = (priority: number, icon: string): string => `plate ${priority} ${icon}`;
const markName = (shape: string, state: MarkState): string => `mark ${shape} ${state}`;

/** To be made once the style is loaded. */
export class Overlays {
  readonly #shown = new Map<LiveSource, string>();

  constructor(
    private readonly map: GlMap,
    private palette: Palette,
  ) {
    for (const id of ["engaged", "frame", "pin"]) {
      this.#addImage(id);
    }
  }

  setPalette(palette: Palette): void {
    this.palette = palette;
    for (const id of this.map.listImages()) {
      this.map.removeImage(id);
      this.#addImage(id);
    }
  }

  setIncidents(incidents: readonly IncidentMark[]): void {
    const features = incidents.map((one) =>
      point(one.at, {
        incident: one.incident,
        image: plateName(one.priority, one.icon),
        label: one.label ?? "",
        selected: one.selected === true,
        order: 6 - one.priority + (one.selected === true ? 10 : 0),
      }),
    );
    this.#show("incidents", features);
  }

  setResponders(responders: readonly ResponderMark[]): void {
    const features = responders.map((one) =>
      point(one.at, { person: one.person, image: markName(one.shape, one.state), label: one.label ?? "" }),
    );
    this.#show("responders", features);
  }

  setCircles(circles: readonly CircleMark[]): void {
    const disc = (one: CircleMark): Feature => ({
      type: "Feature",
      properties: {},
      geometry: { type: "Polygon", coordinates: [circleRing(one.at, one.radius_m)] },
    });
    const waves = circles.filter((one) => one.kind === "wave");
    this.#show("waves", waves.map(disc));
    this.#show("errors", circles.filter((one) => one.kind === "error").map(disc));
    this.#show(
      "wave-words",
      waves
        .filter((one) => one.label !== undefined)
        .map((one) => point(offset(one.at, 0, -one.radius_m), { label: one.label })),
    );
  }

  setTrails(trails: readonly TrailMark[]): void {
    this.#show(
      "trails",
      trails
        .filter((one) => one.points.length > 1)
        .map((one) => ({
          type: "Feature",
          properties: { police: one.shape === policeShape },
          geometry: { type: "LineString", coordinates: one.points.map(({ lat, lon }) => [lon, lat]) },
        })),
    );
  }

  setPicked(at: LatLon | null): void {
    this.#show("picked", at === null ? [] : [point(at, {})]);
  }

  /** Pages set marks whenever something of theirs changed: only what differs goes to the map. */
  #show(source: LiveSource, features: Feature[]): void {
    const told = JSON.stringify(features);
    if (this.#shown.get(source) !== told) {
      this.#shown.set(source, told);
      for (const { properties } of features) {
        this.#addImage(properties?.["image"] as string | undefined);
      }
      this.map.getSource<GeoJSONSource>(source)?.setData({ type: "FeatureCollection", features });
    }
  }

  /** Before a mark is told to the map, which else leaves it out until its tile is made anew. */
  #addImage(id: string | undefined): void {
    if (id === undefined || this.map.hasImage(id)) {
      return;
    }
    const ratio = Math.max(2, Math.ceil(this.map.getPixelRatio()));
    const image = this.#imageOf(id, ratio);
    if (image !== null) {
      this.map.addImage(id, image, { pixelRatio: ratio });
    }
  }

  #imageOf(id: string, ratio: number): ImageData | null {
    const [what, first = "", second = ""] = id.split(" ");
    if (what === "plate") {
      return plateImage(this.palette, Number(first), second, ratio);
    }
    if (what === "mark") {
      return markImage(this.palette, first, second as MarkState, responderPx, ratio);
    }
    if (what === "engaged") {
      return markImage(this.palette, "circle", "on-scene", engagedPx, ratio);
    }
    if (what === "frame") {
      return frameImage(this.palette, ratio);
    }
    return what === "pin" ? pinImage(this.palette, ratio) : null;
  }
}

function point(at: LatLon, properties: Record<string, unknown>): Feature {
  return { type: "Feature", properties, geometry: { type: "Point", coordinates: [at.lon, at.lat] } };
}
