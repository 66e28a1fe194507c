/** A view as the server is told of it. */
import type { WatchMap } from "../protocol.ts";
import { farFromMetresPerPixel, isFar } from "./geometry.ts";
import type { Bounds, View } from "./geometry.ts";

/** The wire's places have 10⁻⁷ degrees. */
const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;
const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));
const place = ({ lat, lon }: { lat: number; lon: number }): { lat: number; lon: number } => ({
  lat: round(clamp(lat, -90, 90)),
  lon: round(clamp(lon, -180, 180)),
});

/** What is told of a view. */
export type Looked = Bounds & Pick<View, "metres_per_pixel">;

/** What of the ground is in sight, as the wire has it. */
export function boundsOf({ south_west, north_east }: Bounds): Bounds {
  return { south_west: place(south_west), north_east: place(north_east) };
}

export function watchOf(view: Looked, incident: number | null = null): WatchMap {
  const least = isFar(view) ? farFromMetresPerPixel + 1 : 1;
  return {
    ...boundsOf(view),
    metres_per_pixel: clamp(view.metres_per_pixel, least, 100_000),
    ...(incident === null ? {} : { incident }),
  };
}

/** What a page without a map shows of it. */
const nowhere: Looked = { south_west: { lat: 0, lon: 0 }, north_east: { lat: 0, lon: 0 }, metres_per_pixel: 1 };

export interface Watch {
  /** The view rests; the last within a quarter of a second is told. */
  look(view: Looked): void;
  /** Which incident is shown; told likewise, and without a map too. */
  choose(incident: number | null): void;
  /** A new connection knows nothing of the view: tells it at once. */
  renew(): void;
  stop(): void;
}

/** Tells views through `send`, not more often than the map comes to rest. */
export function watcher(send: (watch: WatchMap) => void, delayMs = 250): Watch {
  let last: Looked | null = null;
  let chosen: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = (): void => {
    clearTimeout(timer);
    if (last !== null || chosen !== null) {
      send(watchOf(last ?? nowhere, chosen));
    }
  };
  const tellSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(tell, delayMs);
  };
  return {
    look(view) {
      last = view;
      tellSoon();
    },
    choose(incident) {
      if (incident === chosen) return;
      chosen = incident;
      tellSoon();
    },
    renew: tell,
    stop: () => clearTimeout(timer),
  };
}
