/** Names of the groups at a scene. */
import { texts } from "./i18n.svelte.ts";
import type { SceneGroup } from "./protocol.ts";

const names = texts({
  search: ["搜寻组", "Search"],
  cordon: ["警戒组", "Cordon"],
  traffic: ["交通组", "Traffic"],
  medical: ["救护组", "Medical"],
  contact: ["联络组", "Contact"],
  reserve: ["机动组", "Reserve"],
} satisfies Record<SceneGroup, [string, string]>);

export const sceneGroups: readonly SceneGroup[] = ["search", "cordon", "traffic", "medical", "contact", "reserve"];

export const groupName = (group: SceneGroup): string => names[group];
