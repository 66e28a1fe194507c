import { describe, expect, it } from "vitest";

import { fold } from "../testing/fold.ts";
import { at, offered, opened, told, wave } from "../testing/notices.ts";
import { ordered, QueueOrder } from "./queue.ts";

const closed = (incident: number, seconds: number) =>
  told("incident-closed", {
    incident,
    disposition: "handled",
    by: 1,
    at: at(seconds),
    words: null,
    outcome: "",
  });
const acknowledged = (incident: number) =>
  told("incident-acknowledged", { incident, by: 90, at: at(50) });

describe("ordered", () => {
  const district = fold([
    ...[opened(1, 10, { priority: 3 }), acknowledged(1)],
    ...[opened(2, 20, { priority: 1, wanted: 0 })],
    ...[opened(3, 0, { priority: 2, wanted: 0 }), acknowledged(3)],
    ...[opened(4, 30, { priority: 2 }), wave(4, 1, 30), offered(1, 4, 30), acknowledged(4)],
    ...[opened(5, 40, { priority: 2 }), closed(5, 90)],
    ...[opened(6, 41, { priority: 2 }), closed(6, 80)],
  ]);
  const ids = (...rest: [Parameters<typeof ordered>[1], number | null]): number[] =>
    ordered(district.known(), ...rest).map((incident) => incident.id);

  it("goes by priority, then by what is due, then by age", () => {
    expect(ids("open", null)).toEqual([2, 4, 3, 1]);
  });

  it("shows those that nobody has acknowledged apart, and those closed newest first", () => {
    expect(ids("unclaimed", null)).toEqual([2]);
    expect(ids("closed", null)).toEqual([5, 6]);
  });

  it("can show one priority only", () => {
    expect(ids("open", 2)).toEqual([4, 3]);
  });
});

describe("QueueOrder", () => {
  const rows = (...list: [id: number, priority: number][]) =>
    list.map(([id, priority]) => ({ id, priority }));

  it("keeps rows where they are while held, closed ones too, and lets new ones wait", () => {
    const order = new QueueOrder();
    order.settle(rows([1, 2], [2, 2], [3, 3]), false);
    order.settle(rows([4, 2], [2, 2], [3, 3]), true);
    expect(order.shown).toEqual([1, 2, 3]);
    expect(order.waiting).toEqual([4]);
    order.settle(rows([4, 2], [2, 2], [3, 3]), false);
    expect(order.shown).toEqual([4, 2, 3]);
    expect(order.waiting).toEqual([]);
  });

  it("lets priority 1 in at once", () => {
    const order = new QueueOrder();
    order.settle(rows([2, 2]), false);
    order.settle(rows([9, 1], [2, 2]), true);
    expect(order.shown).toEqual([9, 2]);
    expect(order.waiting).toEqual([]);
  });

  it("steps to a neighbour and stays at the ends", () => {
    const order = new QueueOrder();
    order.settle(rows([1, 1], [2, 2]), false);
    expect(order.neighbour(null, 1)).toBe(1);
    expect(order.neighbour(1, 1)).toBe(2);
    expect(order.neighbour(2, 1)).toBe(2);
    expect(order.neighbour(1, -1)).toBe(1);
    expect(new QueueOrder().neighbour(null, 1)).toBeNull();
  });
});
