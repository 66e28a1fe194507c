/** The map's style, made from the tokens: base layers below, what lives above. */
import type { ExpressionSpecification as Expression, LayerSpecification, StyleSpecification } from "maplibre-gl";

import type { BaseData } from "./base-data.ts";
import { graticule } from "./graticule.ts";
import { liveLayers, liveSources } from "./live-style.ts";
import { fontStack } from "./palette.ts";
import type { Palette } from "./palette.ts";

/** Roads by importance; a class that isn't named is a path. */
const roadGroups = {
  major: ["motorway", "trunk", "primary"],
  mid: ["secondary", "tertiary", "motorway_link", "trunk_link", "primary_link", "secondary_link"],
  minor: ["residential", "unclassified", "living_street", "tertiary_link", "service", "road"],
} as const;
type RoadGroup = keyof typeof roadGroups;
/** Zoom from which a group is drawn. */
const roadsFrom: Record<RoadGroup, number> = { major: 0, mid: 11.2, minor: 13.2 };

export function makeStyle(palette: Palette, data: BaseData): StyleSpecification {
  return {
    version: 8,
    sources: {
      district: { type: "geojson", data: data.district },
      streets: { type: "geojson", data: data.streets },
      "street-names": { type: "geojson", data: data.streetNames },
      roads: { type: "geojson", data: data.roads, tolerance: 0.2 },
      stations: { type: "geojson", data: data.stations },
      graticule: { type: "geojson", data: graticule(data.bounds) },
      ...liveSources(),
    },
    layers: baseLayers(palette, data),
  };
}

/** All layers from below to above. */
function baseLayers(palette: Palette, data: BaseData): LayerSpecification[] {
  const [cells, ...live] = liveLayers(palette);
  const bare = data.roads.features.length + data.streets.features.length === 0;
  return [
    { id: "out", type: "background", paint: { "background-color": palette.out } },
    { id: "land", type: "fill", source: "district", paint: { "fill-color": palette.land } },
    {
      id: "alternate",
      type: "fill",
      source: "streets",
      filter: ["==", ["%", ["to-number", ["get", "code"], 0], 2], 1],
      paint: { "fill-color": palette.street, "fill-opacity": 0.4 },
    },
    {
      id: "graticule",
      type: "line",
      source: "graticule",
      paint: { "line-color": palette.edge, "line-opacity": bare ? 0.35 : 0.12, "line-width": 1 },
    },
    cells!,
    ...roadLayers(palette),
    ...edgeLayers(palette),
    ...labelLayers(palette, bare),
    ...live,
  ];
}

function roadLayers(palette: Palette): LayerSpecification[] {
  const groups = Object.keys(roadGroups).reverse() as RoadGroup[];
  const inGroup = (group: RoadGroup): Expression => ["in", ["get", "class"], ["literal", [...roadGroups[group]]]];
  const line = (group: RoadGroup, casing: boolean): LayerSpecification => ({
    id: `${casing ? "casing" : "road"}-${group}`,
    type: "line",
    source: "roads",
    minzoom: roadsFrom[group],
    filter: inGroup(group),
    layout: { "line-cap": "round", "line-join": "round" },
    paint: casing
      ? {
          "line-color": palette.edge,
          "line-opacity": palette.dark ? 0 : ["interpolate", ["linear"], ["zoom"], 12, 0, 13.5, 0.8],
          "line-width": widthOf(group, 1.4),
        }
      : { "line-color": roadColour(palette, group), "line-opacity": roadOpacity(group), "line-width": widthOf(group, 0) },
  });
  return [...groups.map((group) => line(group, true)), ...groups.map((group) => line(group, false))];
}

function roadColour(palette: Palette, group: RoadGroup): string | Expression {
  if (group === "minor") {
    return palette.minor;
  }
  if (group === "mid") {
    return palette.mid;
  }
  return ["match", ["get", "class"], "primary", palette.major, palette.trunk];
}

/** Far out roads are only a hint below the counts. */
function roadOpacity(group: RoadGroup): Expression {
  return ["interpolate", ["linear"], ["zoom"], 10, group === "major" ? 0.75 : 0.4, 12.5, 1];
}

function widthOf(group: RoadGroup, more: number): Expression {
  const near = { major: 4.2, mid: 2.6, minor: 1.3 }[group];
  return [
    "interpolate",
    ["exponential", 1.6],
    ["zoom"],
    9,
    near * 0.25 + more,
    12,
    near * 0.5 + more,
    15,
    near + more,
    18,
    near * 4.5 + more,
  ];
}

function edgeLayers(palette: Palette): LayerSpecification[] {
  return [
    {
      id: "street-edges",
      type: "line",
      source: "streets",
      paint: {
        "line-color": palette.edge,
        "line-width": ["interpolate", ["linear"], ["zoom"], 10, 0.6, 14, 1],
        "line-opacity": 0.75,
        "line-dasharray": [6, 3, 1, 3],
      },
    },
    {
      id: "outline",
      type: "line",
      source: "district",
      layout: { "line-join": "round" },
      paint: { "line-color": palette.text3, "line-width": 1.25 },
    },
  ];
}

function labelLayers(palette: Palette, bare: boolean): LayerSpecification[] {
  const halo = { "text-halo-color": palette.halo, "text-halo-width": 1.5 };
  return [
    {
      id: "graticule-figures",
      type: "symbol",
      source: "graticule",
      layout: {
        visibility: bare ? "visible" : "none",
        "symbol-placement": "line",
        "symbol-spacing": 420,
        "text-field": ["get", "label"],
        "text-font": fontStack(palette),
        "text-size": 11,
      },
      paint: { "text-color": palette.text3, ...halo },
    },
    {
      id: "road-names",
      type: "symbol",
      source: "roads",
      minzoom: 12.6,
      filter: ["all", ["has", "name"], ["any", [">=", ["zoom"], 14.5], isNamedEarly()]],
      layout: {
        "symbol-placement": "line",
        "symbol-spacing": 320,
        "text-field": ["get", "name"],
        "text-font": fontStack(palette),
        "text-size": 11,
        "text-letter-spacing": 0.06,
        "text-max-angle": 30,
      },
      paint: { "text-color": palette.label, ...halo },
    },
    {
      id: "stations",
      type: "circle",
      source: "stations",
      minzoom: 12.5,
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 12.5, 2.5, 15, 4],
        "circle-color": palette.halo,
        "circle-stroke-color": palette.metro,
        "circle-stroke-width": 1.5,
      },
    },
    {
      id: "station-names",
      type: "symbol",
      source: "stations",
      minzoom: 13.2,
      layout: {
        "text-field": ["get", "name"],
        "text-font": fontStack(palette),
        "text-size": 11,
        "text-anchor": "left",
        "text-offset": [0.7, 0],
      },
      paint: { "text-color": palette.metro, ...halo },
    },
    {
      id: "street-names",
      type: "symbol",
      source: "street-names",
      layout: {
        "text-field": ["step", ["zoom"], ["get", "short"], 12.6, ["get", "name"]],
        "text-font": fontStack(palette, "medium"),
        "text-size": ["interpolate", ["linear"], ["zoom"], 10, 12, 13, 13],
        "text-letter-spacing": ["step", ["zoom"], 0, 12.6, 0.25],
        "text-padding": 4,
      },
      paint: {
        "text-color": ["step", ["zoom"], palette.text1, 12.6, palette.label],
        "text-halo-color": palette.halo,
        "text-halo-width": 1.75,
      },
    },
  ];
}

function isNamedEarly(): Expression {
  return ["in", ["get", "class"], ["literal", [...roadGroups.major, "secondary", "tertiary"]]];
}
