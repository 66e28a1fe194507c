/**
 * Base-map layers from the folder of real data, as the server would serve them; read where they
 * lie, never kept. Layers whose file is absent are left out.
 */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../../..");
export const dataFolder = process.env.DAGENG_DATA ?? join(root, "../shared/data");

const attribution = "(c) OpenStreetMap contributors";

function geojson(name) {
  const file = join(dataFolder, name);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}

function stations() {
  const file = join(dataFolder, "metro_stations.csv");
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, "utf8").trim().split("\n").slice(1);
  const features = lines.map((line) => {
    const [, name, , lat, lon] = line.split(",");
    return {
      type: "Feature",
      properties: { class: "metro", name },
      geometry: { type: "Point", coordinates: [Number(lon), Number(lat)] },
    };
  });
  return { type: "FeatureCollection", attribution, features };
}

/** `which` of district, streets, roads, stations; all unless given. */
export function layers(which = ["district", "streets", "roads", "stations"]) {
  const read = {
    district: () => geojson("chaoyang_district.geojson"),
    streets: () => geojson("chaoyang_streets.geojson"),
    roads: () => {
      const roads = geojson("roads.geojson");
      return roads && { ...roads, attribution };
    },
    stations,
  };
  return which.map((name) => read[name]()).filter((layer) => layer !== null);
}
