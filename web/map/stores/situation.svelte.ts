import type { PageHandlers } from "../../shared/connection.svelte.ts";
import { Calls } from "../../shared/calls.svelte.ts";
import { KeptHeads } from "../../shared/heads.svelte.ts";
import type { LiveMap } from "../../shared/base-map/live-map.ts";
import type { Catalogue, Moment, Totals } from "../../shared/protocol.ts";
import { Incidents, type OpenIncident } from "./incidents.ts";

/** Notices of so many ms reach the screen together. */
const batchMs = 100;

/** What the wall shows, as reactive state. People go to the map directly: they are not state here. */
export class Situation {
  catalogue: Catalogue | null = $state.raw(null);
  incidents: readonly OpenIncident[] = $state.raw([]);
  totals: Totals | null = $state.raw(null);
  /** Server time up to which the picture is true, in ms; NaN before there is one. */
  asOf = $state(NaN);
  /** In the map's view. */
  people = $state.raw({ shown: 0, more: 0 });
  map: LiveMap | null = $state.raw(null);

  /** Incidents about which this account is called. */
  readonly calls = new Calls();
  readonly heads = new KeptHeads("map");
  readonly #incidents = new Incidents();
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly handlers: PageHandlers = {
    snapshot: (items, welcome) => {
      this.#incidents.clear();
      this.calls.clear();
      for (const item of items) {
        if (item.type === "catalogue") {
          this.catalogue = item.data;
        }
        this.#incidents.apply(item.type, item.data);
        if (item.type === "escalation-call") this.calls.put(item.data);
      }
      this.asOf = Date.parse(welcome.server_time);
      this.#show();
    },
    notice: (notice) => {
      if (notice.type === "escalation-call") this.calls.put(notice.data);
      else if (notice.type === "incident-acknowledged") this.calls.end(notice.data.incident);
      if (this.#incidents.apply(notice.type, notice.data)) {
        this.#timer ??= setTimeout(() => this.#show(), batchMs);
      }
    },
    moment: (moment) => this.#take(moment),
  };

  #take(moment: Moment): void {
    switch (moment.type) {
      case "tile":
        this.map?.takeTile(moment.data);
        break;
      case "counts":
        this.map?.takeCounts(moment.data);
        break;
      case "totals":
        this.totals = moment.data;
        this.asOf = Date.parse(moment.data.at);
        this.people = this.map?.people ?? this.people;
        break;
      case "signed-head":
        this.heads.keep(moment.data);
        break;
    }
  }

  #show(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.incidents = this.#incidents.inOrder();
  }
}
