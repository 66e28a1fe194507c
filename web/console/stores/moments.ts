/**
 * What is only of the moment: totals, and places of those who are engaged. Each replaces the one
 * before; nothing of it is in the record.
 */
import { ms } from "../../shared/clock.svelte.ts";
import type * as Wire from "../../shared/protocol.ts";
import type { Spot } from "./model.ts";

export interface Heard extends Spot {
  heardAt: number;
}

export interface TotalFigures {
  onDuty: number;
  reachable: number;
  engaged: number;
  officers: number;
  openIncidents: number;
}

export class Moments {
  totals: Wire.Totals | null = null;
  readonly places = new Map<number, Heard>();
  /** By incident, who has it before them. */
  readonly viewers = new Map<number, number[]>();

  /** False: of no interest here; tiles and counts go to the map as they are. */
  apply(type: string, data: unknown): boolean {
    switch (type) {
      case "totals":
        this.totals = data as Wire.Totals;
        return true;
      case "responder-places":
        this.#takePlaces(data as Wire.ResponderPlaces);
        return true;
      case "viewers":
        this.#takeViewers(data as Wire.Viewers);
        return true;
      default:
        return false;
    }
  }

  figures(): TotalFigures | null {
    if (this.totals === null) {
      return null;
    }
    const sum: TotalFigures = {
      onDuty: 0,
      reachable: 0,
      engaged: 0,
      officers: 0,
      openIncidents: this.totals.open_incidents,
    };
    for (const category of this.totals.categories) {
      if (category.category === "officer") {
        sum.officers += category.on_duty;
      } else {
        sum.onDuty += category.on_duty;
        sum.reachable += category.reachable;
      }
      sum.engaged += category.engaged;
    }
    return sum;
  }

  #takeViewers({ viewers }: Wire.Viewers): void {
    this.viewers.clear();
    for (const { incident, person } of viewers) {
      this.viewers.set(incident, [...(this.viewers.get(incident) ?? []), person]);
    }
  }

  #takePlaces({ places }: Wire.ResponderPlaces): void {
    this.places.clear();
    for (const { person, at, heard_at } of places) {
      this.places.set(person, { lat: at.lat, lon: at.lon, heardAt: ms(heard_at) });
    }
  }
}
