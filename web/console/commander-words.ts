/** Words for command at a scene. */
import { texts } from "../shared/i18n.svelte.ts";

export const cw = texts({
  commander: ["现场指挥", "Commander"],
  none: ["无现场指挥", "No commander"],
  left: ["现场指挥已离开", "The commander has left"],
  appoint: ["任现场指挥", "Make commander"],
  dismiss: ["免去指挥", "End command"],
  group: ["编组", "Group"],
  noGroup: ["未编组", "No group"],
  choose: ["请另选一名民警", "choose another officer"],
});
