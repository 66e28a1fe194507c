/** The console's keys. */
export type Action =
  | "next"
  | "previous"
  | "open"
  | "acknowledge"
  | "dispatch"
  | "raise"
  | "note"
  | "close"
  | "merge"
  | "split"
  | "reclassify"
  | "refer"
  | "hold"
  | "move"
  | "more"
  | "undo"
  | "release"
  | "broadcast"
  | "search"
  | "why"
  | "map"
  | "call"
  | "silence"
  | "keys"
  | "replay"
  | "play"
  | "earlier"
  | "later"
  | "back"
  | "priority-1"
  | "priority-2"
  | "priority-3"
  | "priority-4"
  | "priority-5";

const letters: Record<string, Action> = {
  j: "next",
  k: "previous",
  y: "acknowledge",
  d: "dispatch",
  r: "raise",
  n: "note",
  c: "close",
  b: "merge",
  x: "split",
  l: "reclassify",
  o: "refer",
  h: "hold",
  g: "move",
  p: "more",
  u: "undo",
  i: "release",
  w: "broadcast",
  f: "search",
  e: "why",
  m: "map",
  a: "call",
  s: "silence",
  t: "replay",
  "?": "keys",
  "1": "priority-1",
  "2": "priority-2",
  "3": "priority-3",
  "4": "priority-4",
  "5": "priority-5",
};

/** What of a keyboard event decides; `KeyboardEvent` fits. */
export interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  isComposing: boolean;
  repeat: boolean;
}

export interface Focus {
  /** In a field that takes text. */
  typing: boolean;
  /** On a control that has keys of its own, such as a button or a list. */
  control: boolean;
  /** Single letters are switched on. */
  letters: boolean;
}

/**
 * What a key means there, or null. While a Chinese input method composes no key is ours; in a field
 * only Escape is.
 */
export function actionOf(pressed: Pressed, focus: Focus): Action | null {
  const withCtrl = (pressed.ctrlKey || pressed.metaKey) && !pressed.altKey && !pressed.isComposing;
  if (withCtrl && pressed.key.toLowerCase() === "z") {
    // In a field it takes back what was typed.
    return focus.typing || pressed.repeat ? null : "undo";
  }
  if (pressed.isComposing || pressed.ctrlKey || pressed.metaKey || pressed.altKey) {
    return null;
  }
  if (pressed.key === "Escape") {
    return "back";
  }
  if (focus.typing) {
    return null;
  }
  if (pressed.key === "Enter") {
    return focus.control || pressed.repeat ? null : "open";
  }
  if (pressed.key === " ") {
    return focus.control || pressed.repeat ? null : "play";
  }
  if (pressed.key === "ArrowLeft" || pressed.key === "ArrowRight") {
    return focus.control ? null : pressed.key === "ArrowLeft" ? "earlier" : "later";
  }
  if (pressed.key === "ArrowDown" || pressed.key === "ArrowUp") {
    return focus.control ? null : pressed.key === "ArrowDown" ? "next" : "previous";
  }
  const action = focus.letters ? (letters[pressed.key.toLowerCase()] ?? null) : null;
  const repeats = action === "next" || action === "previous";
  return pressed.repeat && !repeats ? null : action;
}
