import type { Welcome } from "../shared/protocol.ts";
import { w } from "./words.ts";

/** Who sat at a desk. Names of other dispatchers are not told to consoles. */
export function deskName(person: number, me: Welcome | null): string {
  return me !== null && me.person === person ? w.mine : w.otherDesk(person);
}
