/** For tests: what the card would draw. */
import { slotFloats } from "./mark-pool.ts";
import type { People } from "./people.ts";

export { shapes } from "./shapes.ts";

/** The sprite of a mark, by its id. */
export function slotSprite(people: People, id: number): number | undefined {
  const slot = people.pool?.slotOf(id);
  return slot === undefined ? undefined : people.pool?.data[slot * slotFloats + 5];
}
