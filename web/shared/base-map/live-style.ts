/** Sources and layers of what lives on the map: counts, waves, responders, incidents. */
import type { GeoJSONSourceSpecification, LayerSpecification } from "maplibre-gl";

import { cellSteps } from "./cells.ts";
import { fontStack } from "./palette.ts";
import type { Palette } from "./palette.ts";

/** The custom layers of people stand below these. */
export const aboveFreePeople = "errors";
export const aboveEngagedPeople = "responders";

const sources = ["cells", "waves", "wave-words", "errors", "trails", "responders", "incidents", "picked"] as const;
export type LiveSource = (typeof sources)[number];

export function liveSources(): Record<LiveSource, GeoJSONSourceSpecification> {
  const empty = (): GeoJSONSourceSpecification => ({ type: "geojson", data: { type: "FeatureCollection", features: [] } });
  const all = Object.fromEntries(sources.map((name) => [name, empty()])) as Record<LiveSource, GeoJSONSourceSpecification>;
  all.cells.promoteId = "key";
  return all;
}

/** From below to above; the first goes below the roads. */
export function liveLayers(palette: Palette): LayerSpecification[] {
  return [cellLayer(palette), engagedCells(), ...waveLayers(palette), errorLayer(palette), trailLayer(palette), ...markLayers(palette)];
}

function cellLayer(palette: Palette): LayerSpecification {
  const [, one, two, three, four] = palette.steps as [string, string, string, string, string];
  const [second, third, fourth] = cellSteps;
  return {
    id: "cells",
    type: "fill",
    source: "cells",
    paint: {
      "fill-color": ["step", ["get", "people"], one, second, two, third, three, fourth, four],
      "fill-antialias": false,
    },
  };
}

/** A point in cells where somebody is engaged; names give no way to it. */
function engagedCells(): LayerSpecification {
  return {
    id: "cells-engaged",
    type: "symbol",
    source: "cells",
    filter: [">", ["get", "engaged"], 0],
    layout: { "icon-image": "engaged", "icon-allow-overlap": true, "icon-ignore-placement": true },
  };
}

function waveLayers(palette: Palette): LayerSpecification[] {
  return [
    {
      id: "waves-fill",
      type: "fill",
      source: "waves",
      paint: { "fill-color": palette.accent, "fill-opacity": 0.04 },
    },
    {
      id: "waves",
      type: "line",
      source: "waves",
      paint: { "line-color": palette.accent, "line-width": 1.25, "line-dasharray": [3.2, 3.2] },
    },
    {
      id: "wave-words",
      type: "symbol",
      source: "wave-words",
      layout: {
        "text-field": ["get", "label"],
        "text-font": fontStack(palette, "medium"),
        "text-size": 12,
        "text-anchor": "top",
        "text-offset": [0, 0.3],
      },
      paint: { "text-color": palette.accent, "text-halo-color": palette.halo, "text-halo-width": 1.75 },
    },
  ];
}

function errorLayer(palette: Palette): LayerSpecification {
  return {
    id: "errors",
    type: "fill",
    source: "errors",
    paint: { "fill-color": palette.accent, "fill-opacity": 0.16 },
  };
}

function trailLayer(palette: Palette): LayerSpecification {
  return {
    id: "trails",
    type: "line",
    source: "trails",
    layout: { "line-cap": "round", "line-join": "round" },
    paint: { "line-color": ["case", ["get", "police"], palette.police, palette.go], "line-width": 3 },
  };
}

function markLayers(palette: Palette): LayerSpecification[] {
  const words = {
    "text-font": fontStack(palette, "semibold"),
    "text-size": 12,
    "text-optional": true,
    "icon-allow-overlap": true,
  } as const;
  const ink = { "text-color": palette.text1, "text-halo-color": palette.halo, "text-halo-width": 1.75 };
  return [
    {
      id: "responders",
      type: "symbol",
      source: "responders",
      layout: {
        ...words,
        "icon-image": ["get", "image"],
        "text-field": ["get", "label"],
        "text-variable-anchor": ["left", "right", "top", "bottom"],
        "text-radial-offset": 0.9,
        "text-justify": "auto",
      },
      paint: ink,
    },
    {
      id: "incidents",
      type: "symbol",
      source: "incidents",
      layout: {
        ...words,
        "symbol-sort-key": ["get", "order"],
        "icon-image": ["get", "image"],
        "icon-size": ["interpolate", ["linear"], ["zoom"], 10, 0.62, 13, 0.86, 16, 1],
        "text-field": ["get", "label"],
        "text-anchor": "bottom",
        "text-offset": [0, -1.9],
      },
      paint: ink,
    },
    {
      id: "selection",
      type: "symbol",
      source: "incidents",
      filter: ["==", ["get", "selected"], true],
      layout: { "icon-image": "frame", "icon-allow-overlap": true, "icon-ignore-placement": true },
    },
    {
      id: "picked",
      type: "symbol",
      source: "picked",
      layout: { "icon-image": "pin", "icon-anchor": "bottom", "icon-allow-overlap": true },
    },
  ];
}
