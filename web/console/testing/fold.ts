import { District } from "../stores/district.ts";
import type { Incident } from "../stores/model.ts";
import type { Told } from "./notices.ts";

export function fold(items: readonly Told[], into = new District()): District {
  items.forEach(({ type, data }) => into.apply(type, data));
  return into;
}

/** The incident that the notices make; they must name it. */
export function incidentFrom(items: readonly Told[], id = 7): Incident {
  return fold(items).incidentOf(id);
}
