import { expect, test } from "vitest";

import type { post } from "../../shared/post.ts";
import type { PersonRow, UnitRow } from "../../shared/protocol.ts";
import { Registry, treeOf } from "./registry.svelte.ts";

const unit = (name: string, above?: string): UnitRow => ({
  unit: name,
  ...(above !== undefined && { above }),
  name: { zh: name, en: name },
  people: 0,
});
const person = (number: number): PersonRow => ({
  person: number,
  role: "volunteer",
  trainings: [],
  name: "",
  service: "serving",
  on_duty: false,
});

test("each unit stands behind the one above it, and the top ones at the front", () => {
  const tree = treeOf([unit("group", "station"), unit("street"), unit("station", "street"), unit("other", "elsewhere")]);
  expect(tree.map(({ unit: { unit: name }, depth }) => `${depth} ${name}`)).toEqual([
    "0 street",
    "1 station",
    "2 group",
    "0 other",
  ]);
});

/** Answers in order; keeps what was asked. */
function server(answers: unknown[]): { ask: typeof post; asked: [string, unknown][] } {
  const asked: [string, unknown][] = [];
  const ask = ((path: string, wish: unknown) => {
    asked.push([path, wish]);
    const answer = answers.shift();
    return Promise.resolve(
      answer === undefined ? { ok: false, code: "busy", field: "", wait_s: 0 } : { ok: true, answer },
    );
  }) as typeof post;
  return { ask, asked };
}

test("people are read in parts, and none is shown twice", async () => {
  const { ask, asked } = server([
    { units: [unit("station")], own: "station" },
    { people: [person(1)], next: 1 },
    { people: [person(2)] },
  ]);
  const registry = new Registry(() => "token", ask);
  await registry.load();
  expect(registry.people.map((one) => one.person)).toEqual([1]);
  await registry.more();
  expect(registry.people.map((one) => one.person)).toEqual([1, 2]);
  expect(registry.next).toBeNull();
  await registry.more();
  expect(asked.map(([path]) => path)).toEqual(["units", "people", "people"]);
  expect(asked[2]![1]).toEqual({ nobody: false, after: 1 });
});

test("a part of a view that was left is thrown away", async () => {
  let answer: (value: unknown) => void = () => {};
  const late = new Promise<unknown>((resolve) => (answer = resolve));
  const answers = [late, Promise.resolve({ ok: true, answer: { people: [person(2)] } })];
  const registry = new Registry(() => "token", (() => answers.shift()) as unknown as typeof post);
  const first = registry.show("all");
  await registry.show("nobody");
  answer({ ok: true, answer: { people: [person(1)] } });
  await first;
  expect(registry.people.map((one) => one.person)).toEqual([2]);
});

test("a refusal is told, and the list stays empty", async () => {
  const registry = new Registry(() => "token", server([]).ask);
  await registry.load();
  expect(registry.error?.en).toContain("busy");
  expect(registry.busy).toBe(false);
});
