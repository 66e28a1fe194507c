/** What dispatchers do by hand to a running response. */
import { ms } from "../../shared/clock.svelte.ts";
import type * as Wire from "../../shared/protocol.ts";
import type { District } from "./district.ts";
import type { ByHand } from "./model.ts";

/** Item types of this subject and what each carries, as far as a console folds them. */
export interface HandsFolded {
  "incident-held": Wire.IncidentHeld;
  "incident-released": Wire.IncidentReleased;
  "alarm-lowered": Wire.AlarmLowered;
  "command-undone": Wire.CommandUndone;
  "scene-moved": Wire.SceneMoved;
  "more-wanted": Wire.MoreWanted;
}

type HandsFold = { [Type in keyof HandsFolded]: (district: District, data: HandsFolded[Type]) => void };

function set(district: District, incident: number, change: Partial<ByHand>): void {
  district.change(incident, { byHand: { ...district.incidentOf(incident).byHand, ...change } });
}

export const handsFolds: HandsFold = {
  "incident-held"(district, { incident, by, at, until, words }) {
    set(district, incident, { hold: { by, at: ms(at), until: ms(until), words: words ?? "" }, over: null });
  },

  "incident-released"(district, { incident, by, at, cause }) {
    set(district, incident, { hold: null, over: { by: by ?? null, at: ms(at), cause } });
  },

  "alarm-lowered"(district, { incident, level, wanted }) {
    district.change(incident, { level, wanted, shortfall: null });
  },

  "command-undone"(district, { incident, by, at, what }) {
    set(district, incident, { undone: { by, at: ms(at), what } });
  },

  // What was short before is looked for anew, there and with these people.
  "scene-moved"(district, { incident, place, by, at, place_words }) {
    const { lat, lon } = place.at;
    district.change(incident, { place: { lat, lon, accuracyM: place.accuracy_m }, shortfall: null });
    set(district, incident, { moved: { by, at: ms(at), placeWords: place_words ?? "" } });
  },

  "more-wanted"(district, { incident, wanted, by, at, count }) {
    district.change(incident, { wanted, shortfall: null });
    set(district, incident, { more: { by, at: ms(at), count } });
  },
};
