import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import type { FoundIncident } from "../shared/protocol.ts";
import { queryOf, Search, type Wanted } from "./search.svelte.ts";

const nothing: Wanted = { words: "", code: "", kind: "", disposition: "", unit: "", days: null, part: null };
const now = Date.UTC(2025, 10, 24, 10, 0, 0);
const one: FoundIncident = {
  incident: 611,
  code: "CY-1124-0187",
  kind: "tailing",
  priority: 2,
  state: "closed",
  opened_at: "2025-11-24T09:00:00.000Z",
  by: "closing",
};

describe("a form", () => {
  test("with nothing in it, or blanks only, is no search", () => {
    expect(queryOf(nothing, now)).toBeNull();
    expect(queryOf({ ...nothing, words: "  ", code: " " }, now)).toBeNull();
  });

  test("says what is filled in, and leaves out the rest", () => {
    expect(queryOf({ ...nothing, words: " coat ", kind: "tailing" }, now)).toEqual({
      words: "coat",
      code: "",
      kind: "tailing",
    });
  });

  test("counts days back from now", () => {
    expect(queryOf({ ...nothing, days: 7 }, now)?.from).toBe("2025-11-17T10:00:00.000Z");
  });
});

describe("a search", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  test("shows what comes for it, and nothing that was found for another", () => {
    const search = new Search();
    const id = search.begin();
    search.take({ search: "another-search", found: [one], more: false });
    expect(search.found).toBeNull();
    search.take({ search: id, found: [one], more: true });
    expect(search.found).toEqual([one]);
    expect(search.more).toBe(true);
  });

  test("takes the place of the one before", () => {
    const search = new Search();
    const first = search.begin();
    const second = search.begin();
    search.take({ search: first, found: [one], more: false });
    expect(search.found).toBeNull();
    search.take({ search: second, found: [], more: false });
    expect(search.found).toEqual([]);
  });

  test("says so when nothing has come", () => {
    const search = new Search();
    const id = search.begin();
    vi.advanceTimersByTime(15_000);
    expect(search.late).toBe(true);
    search.take({ search: id, found: [one], more: false });
    expect(search.late).toBe(false);
    vi.advanceTimersByTime(60_000);
    expect(search.late).toBe(false);
  });
});
