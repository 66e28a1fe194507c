import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";

/** Where the developers' copy of real data lies. */
const folder = process.env["DAGENG_DATA"] ?? resolve(import.meta.dirname, "../../../shared/data");
const attribution = "(c) OpenStreetMap contributors";

export type LayerName = "district" | "streets" | "roads" | "stations";
export const allLayers: readonly LayerName[] = ["district", "streets", "roads", "stations"];
const files: Record<LayerName, string> = {
  district: "chaoyang_district.geojson",
  streets: "chaoyang_streets.geojson",
  roads: "roads.geojson",
  stations: "metro_stations.csv",
};

/** The wanted layers of which there is a file, as the server would give them. Read where they lie. */
export function layersOf(wanted: readonly LayerName[] = allLayers): object[] {
  return wanted.flatMap((name) => {
    const path = join(folder, files[name]);
    if (!existsSync(path)) return [];
    const text = readFileSync(path, "utf8");
    if (name === "stations") return [stations(text)];
    const layer = JSON.parse(text) as object;
    return [name === "roads" ? { ...layer, attribution } : layer];
  });
}

/** Answers a page's requests for the base map. */
export async function serveLayers(page: Page, layers: readonly object[]): Promise<void> {
  const paths = layers.map((_, index) => `/api/v1/base-map/${index}`);
  await page.route("**/api/v1/base-map", (route) => route.fulfill({ json: { layers: paths } }));
  await page.route("**/api/v1/base-map/*", (route) =>
    route.fulfill({ json: layers[Number(route.request().url().split("/").at(-1))] }),
  );
}

function stations(csv: string): object {
  const features = csv
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => {
      const [, name, , lat, lon] = line.split(",");
      const geometry = { type: "Point", coordinates: [Number(lon), Number(lat)] };
      return { type: "Feature", properties: { class: "metro", name }, geometry };
    });
  return { type: "FeatureCollection", attribution, features };
}
