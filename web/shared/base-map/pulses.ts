/** The pulse around incidents that nobody has acknowledged: elements, so that style sheets move them. */
import { Marker } from "maplibre-gl";
import type { Map as GlMap } from "maplibre-gl";

import { plateShape } from "../plates.ts";
import type { IncidentMark } from "./marks.ts";

/** More at once would be noise. */
const most = 40;

export class Pulses {
  readonly #markers = new Map<number, Marker>();

  constructor(private readonly map: GlMap) {}

  set(incidents: readonly IncidentMark[]): void {
    const wanted = incidents.filter((one) => one.pulse === true).slice(0, most);
    const kept = new Set(wanted.map((one) => one.incident));
    for (const [incident, marker] of this.#markers) {
      if (!kept.has(incident)) {
        marker.remove();
        this.#markers.delete(incident);
      }
    }
    for (const one of wanted) {
      const at: [number, number] = [one.at.lon, one.at.lat];
      const known = this.#markers.get(one.incident);
      if (known === undefined) {
        const marker = new Marker({ element: ring(one.priority), opacityWhenCovered: "1" });
        this.#markers.set(one.incident, marker.setLngLat(at).addTo(this.map));
      } else {
        known.setLngLat(at);
      }
    }
  }
}

/** `tokens.css` moves `.pulse`; where nothing may move, the map's own style makes it a second outline. */
function ring(priority: number): HTMLElement {
  const element = document.createElement("div");
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  element.className = "map-pulse";
  element.setAttribute("aria-hidden", "true");
  svg.setAttribute("viewBox", "0 0 32 32");
  svg.setAttribute("class", `p${priority}`);
  path.setAttribute("class", "pulse");
  path.setAttribute("d", plateShape(priority).outline);
  svg.append(path);
  element.append(svg);
  return element;
}
