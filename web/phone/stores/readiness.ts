/** Would an offer ring on this phone now? */
export interface RingFacts {
  live: boolean;
  thisDevice: boolean;
  visible: boolean;
  screenHeld: boolean;
  /** Can the browser hold the screen at all? */
  screenPossible: boolean;
  sound: boolean;
  placeTrouble: boolean;
}

/** What keeps it from ringing, or may soon; the worst first. */
export type Hindrance = "offline" | "other-device" | "no-place" | "no-sound" | "screen-may-sleep";

/** Those that make it certain that nothing rings. */
const certain: readonly Hindrance[] = ["offline", "other-device", "no-place"];

export function hindrances(facts: RingFacts): Hindrance[] {
  const found: Hindrance[] = [];
  if (!facts.live) found.push("offline");
  if (!facts.thisDevice) found.push("other-device");
  if (facts.placeTrouble) found.push("no-place");
  if (!facts.sound) found.push("no-sound");
  if (!facts.screenPossible || (facts.visible && !facts.screenHeld)) found.push("screen-may-sleep");
  return found;
}

/** `quiet`: it shows on the screen, without a sound. */
export type Readiness = "rings" | "quiet" | "no";

export function readiness(found: readonly Hindrance[]): Readiness {
  if (found.some((hindrance) => certain.includes(hindrance))) return "no";
  return found.includes("no-sound") ? "quiet" : "rings";
}
