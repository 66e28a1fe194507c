import { expect, test } from "vitest";

import { newId } from "./ids.ts";

test("an id has 22 characters that the wire takes, and none comes twice", () => {
  const ids = Array.from({ length: 500 }, newId);
  for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{22}$/);
  expect(new Set(ids).size).toBe(500);
});
