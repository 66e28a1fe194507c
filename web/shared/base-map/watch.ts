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

export function watchOf(view: Looked): WatchMap {
  const least = isFar(view) ? farFromMetresPerPixel + 1 : 1;
  return {
    south_west: place(view.south_west),
    north_east: place(view.north_east),
    metres_per_pixel: clamp(view.metres_per_pixel, least, 100_000),
  };
}

export interface Watch {
  /** The view rests; the last within a quarter of a second is told. */
  look(view: Looked): void;
  /** A new connection knows nothing of the view: tells it at once. */
  renew(): void;
  stop(): void;
}

/** Tells views through `send`, not more often than the map comes to rest. */
export function watcher(send: (watch: WatchMap) => void, delayMs = 250): Watch {
  let last: Looked | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = (): void => {
    clearTimeout(timer);
    if (last !== null) {
      send(watchOf(last));
    }
  };
  return {
    look(view) {
      last = view;
      clearTimeout(timer);
      timer = setTimeout(tell, delayMs);
    },
    renew: tell,
    stop: () => clearTimeout(timer),
  };
}
