/** What pages put on the map. */
import type { LatLon, Mark } from "../protocol.ts";
import type { View } from "./geometry.ts";
import type { Person } from "./people.ts";
import type { MarkState } from "./shapes.ts";

export interface IncidentMark {
  incident: number;
  /** 1 to 5: the plate's outline. */
  priority: number;
  /** A plan's `icon`. */
  icon: string;
  at: LatLon;
  /** Words above the plate, such as `0187 老人走失`; none: the plate alone. */
  label?: string | undefined;
  selected?: boolean | undefined;
  /** Priority 1 that nobody has acknowledged. */
  pulse?: boolean | undefined;
}

export interface ResponderMark {
  /** The page's own number of them; comes back with a click. */
  person: number;
  /** Of the category: `circle`, `shield`, …, `star` for police. */
  shape: string;
  state: MarkState;
  at: LatLon;
  label?: string | undefined;
}

export interface CircleMark {
  at: LatLon;
  radius_m: number;
  /** `wave`: dashed, with words. `error`: a pale disc, within which a place lies. */
  kind: "wave" | "error";
  label?: string | undefined;
}

/** The way that somebody has gone. */
export interface TrailMark {
  points: readonly LatLon[];
  /** A category's shape: police have a colour of their own. */
  shape: string;
}

/** What was clicked. */
export interface Clicks {
  onincident?: ((incident: number) => void) | undefined;
  onresponder?: ((person: number) => void) | undefined;
  /** A mark of a tile. */
  onperson?: ((person: Person) => void) | undefined;
  /** The ground; any click while picking. */
  onpoint?: ((at: LatLon) => void) | undefined;
}

export interface CellFigures {
  people: number;
  engaged: number;
  /** On the map's element, in CSS pixels. */
  x: number;
  y: number;
}

export interface MapEvents extends Clicks {
  /** The view has come to rest somewhere else; once at the start too. */
  onview?: ((view: View) => void) | undefined;
  /** While the view moves: for the scale. */
  onscale?: ((metresPerPixel: number) => void) | undefined;
  /** The pointer is over a cell of counts; null: no longer. */
  oncell?: ((cell: CellFigures | null) => void) | undefined;
}

export type { Mark, Person, View };
