import { describe, expect, it } from "vitest";

import type { Message } from "../../shared/protocol.ts";
import { TalkStore } from "./talk.svelte.ts";

const at = "2025-11-24T10:39:00.000Z";
const said = (message: number, more: Partial<Message> = {}): Message => ({
  ...{ message, from: "desk", tips: [], own: false, at, words: `words ${message}` },
  ...more,
});

describe("what is said with the desk", () => {
  it("keeps messages in order, each once, by assignment and by tip", () => {
    const talk = new TalkStore();
    talk.put(said(4, { assignment: 9 }));
    talk.put(said(3, { assignment: 9 }));
    talk.put(said(4, { assignment: 9 }));
    talk.put(said(5, { tips: [7] }));
    expect(talk.ofAssignment(9).map((one) => one.message)).toEqual([3, 4]);
    expect(talk.ofTip(7).map((one) => one.message)).toEqual([5]);
    expect(talk.ofTip(8)).toEqual([]);
  });

  it("counts what was not seen, also after a snapshot has told it again", () => {
    const talk = new TalkStore();
    talk.put(said(1, { tips: [7] }));
    talk.put(said(2, { tips: [7], own: true }));
    expect(talk.unreadOfTips).toBe(1);
    talk.see(talk.ofTip(7));
    expect(talk.unreadOfTips).toBe(0);
    talk.clear();
    talk.put(said(1, { tips: [7] }));
    talk.put(said(3, { tips: [7] }));
    expect(talk.unreadOfTips).toBe(1);
  });

  it("keeps what was released until it is withdrawn or the assignment ends", () => {
    const talk = new TalkStore();
    const details = { incident: 5, said: [{ at, place_words: "", words: "灰外套", photos: [] }], at };
    talk.show(details);
    expect(talk.detailsOf(5)?.said[0]?.words).toBe("灰外套");
    talk.withdraw(5);
    expect(talk.detailsOf(5)).toBe(null);
    talk.show(details);
    talk.put(said(1, { assignment: 9 }));
    talk.drop(9, 5);
    expect(talk.detailsOf(5)).toBe(null);
    expect(talk.ofAssignment(9)).toEqual([]);
  });
});
