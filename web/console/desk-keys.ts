/** What each key does at a desk. */
import type { Desk } from "./desk.svelte.ts";
import { preferences } from "./preferences.svelte.ts";
import { speeds } from "./replay.svelte.ts";
import type { Alarm } from "./stores/alarms.ts";
import type { Action } from "./stores/keys.ts";
import { isEnded, type Incident } from "./stores/model.ts";
import { awaitsLook } from "./stores/triage.ts";

export type Acknowledgeable = { what: "incident"; incident: Incident } | { what: "alarm"; alarm: Alarm };

/** What the acknowledge key is for now: the alert, else the chosen incident, else the strip. */
export function toAcknowledge(desk: Desk): Acknowledgeable | null {
  const { alert, chosen } = desk;
  if (alert !== null) return { what: "incident", incident: alert.incident };
  if (chosen !== null && chosen.acknowledgedAt === null && (!isEnded(chosen) || awaitsLook(chosen))) {
    return { what: "incident", incident: chosen };
  }
  const alarm = desk.alarms.find((one) => !one.confirmed);
  return alarm === undefined ? null : { what: "alarm", alarm };
}

/** Stops an alarm's sound; where nobody has taken its incident, this desk does. */
export async function confirmAlarm(desk: Desk, alarm: Alarm): Promise<void> {
  if (alarm.incident.acknowledgedAt === null) await desk.acknowledge(alarm.incident.id);
  desk.confirm(alarm);
}

/** What can be done while an incident's minutes are shown again: nothing to any incident, but for an alert. */
function performInReplay(action: Action, desk: Desk, acknowledge: (target: Acknowledgeable) => void): boolean | null {
  const { player } = desk;
  switch (action) {
    case "play":
      player.toggle();
      return true;
    case "earlier":
    case "later":
      player.step(action === "later" ? 1 : -1);
      return true;
    case "priority-1":
    case "priority-2":
    case "priority-3": {
      player.speed = speeds[Number(action.slice(-1)) - 1] ?? player.speed;
      return true;
    }
    case "acknowledge": {
      const { alert } = desk;
      if (alert !== null) acknowledge({ what: "incident", incident: alert.incident });
      return alert !== null;
    }
    case "back":
      if (desk.alert !== null) desk.putAside(desk.alert.incident.id);
      else player.close();
      return true;
    case "next":
    case "previous":
    case "open":
    case "map":
    case "silence":
    case "keys":
      return null;
    default:
      return false;
  }
}

/** Carries an action out; what goes by the network is left to the page's own deed. */
export function perform(action: Action, desk: Desk, acknowledge: (target: Acknowledgeable) => void): boolean {
  const done = desk.player.incident === null ? null : performInReplay(action, desk, acknowledge);
  if (done !== null) return done;
  switch (action) {
    case "next":
    case "previous":
      desk.step(action === "next" ? 1 : -1);
      return true;
    case "acknowledge": {
      const target = toAcknowledge(desk);
      if (target !== null) acknowledge(target);
      return target !== null;
    }
    case "dispatch":
      desk.openSheet("assign");
      return true;
    case "raise":
    case "note":
    case "close":
    case "call":
    case "merge":
    case "split":
    case "reclassify":
    case "refer":
    case "hold":
    case "move":
    case "more":
    case "release":
    case "broadcast":
    case "search":
      desk.openSheet(action);
      return true;
    case "undo":
      return desk.undo.take() !== null;
    case "replay":
      desk.replay();
      return desk.player.incident !== null;
    case "play":
    case "earlier":
    case "later":
      return false;
    case "why":
      preferences.set({ dock: !preferences.dock });
      return true;
    case "map":
      document.querySelector<HTMLElement>(".maplibregl-canvas")?.focus();
      return true;
    case "silence":
      desk.silence();
      return true;
    case "keys":
      desk.keysShown = true;
      return true;
    case "open":
      desk.detailShown = desk.chosen !== null;
      return true;
    case "back":
      return back(desk);
    default: {
      const priority = Number(action.slice(-1));
      desk.show(desk.tab, desk.priority === priority ? null : priority);
      return true;
    }
  }
}

/** One thing at a time, the uppermost first. */
function back(desk: Desk): boolean {
  if (desk.sheet !== null) desk.closeSheet();
  else if (desk.alert !== null) desk.putAside(desk.alert.incident.id);
  else if (desk.priority !== null) desk.show(desk.tab, null);
  else if (desk.detailShown) desk.detailShown = false;
  else return false;
  return true;
}
