import { describe, expect, it } from "vitest";

import { actionOf, type Focus, type Pressed } from "./keys.ts";

const press = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  repeat: false,
  ...more,
});
const page: Focus = { typing: false, control: false, letters: true };

describe("actionOf", () => {
  it("knows the console's keys, in either case", () => {
    expect(["j", "K", "y", "D", "n", "c", "e", "m", "a", "r", "?", "3"].map((key) => actionOf(press(key), page)))
      .toEqual([
        ...["next", "previous", "acknowledge", "dispatch", "note", "close", "why", "map", "call"],
        ...["raise", "keys", "priority-3"],
      ]);
  });

  it("leaves letters to a text field, and every key to an input method", () => {
    expect(actionOf(press("y"), { ...page, typing: true })).toBeNull();
    expect(actionOf(press("Escape"), { ...page, typing: true })).toBe("back");
    expect(actionOf(press("y", { isComposing: true }), page)).toBeNull();
    expect(actionOf(press("Escape", { isComposing: true }), page)).toBeNull();
  });

  it("leaves the browser's own combinations alone", () => {
    expect(actionOf(press("c", { ctrlKey: true }), page)).toBeNull();
    expect(actionOf(press("n", { metaKey: true }), page)).toBeNull();
  });

  it("leaves Enter and arrows to a control that has the focus", () => {
    expect(actionOf(press("Enter"), { ...page, control: true })).toBeNull();
    expect(actionOf(press("ArrowDown"), { ...page, control: true })).toBeNull();
    expect(actionOf(press("Enter"), page)).toBe("open");
  });

  it("acts once when a key is held, but walks on", () => {
    expect(actionOf(press("y", { repeat: true }), page)).toBeNull();
    expect(actionOf(press("j", { repeat: true }), page)).toBe("next");
  });

  it("can have its letters switched off", () => {
    expect(actionOf(press("y"), { ...page, letters: false })).toBeNull();
    expect(actionOf(press("ArrowDown"), { ...page, letters: false })).toBe("next");
  });
});
