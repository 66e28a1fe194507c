import { expect, test } from "vitest";

import { sort } from "./frames.ts";

test("answers and refusals are known by their ids", () => {
  expect(sort('{"type":"ok","id":"a","data":{"tip":1}}')).toEqual({
    is: "answer",
    id: "a",
    data: { tip: 1 },
  });
  expect(sort('{"type":"error","id":"a","error":{"code":"busy","detail":"d"}}')).toEqual({
    is: "refusal",
    id: "a",
    refusal: { code: "busy", detail: "d", field: "", retry_after_ms: 0 },
  });
  expect(
    sort('{"type":"error","id":"a","error":{"code":"busy","detail":"d","retry_after_ms":9000}}'),
  ).toMatchObject({ refusal: { retry_after_ms: 9000 } });
  expect(sort('{"type":"error","error":{"code":"bad-json","detail":""}}')).toMatchObject({
    id: null,
  });
});

test("what has a number is a notice, also of a type that this client doesn't know", () => {
  expect(sort('{"type":"brand-new","n":5,"prev":3,"data":{}}')).toEqual({
    is: "notice",
    notice: { type: "brand-new", n: 5, prev: 3, late: false, data: {} },
  });
  expect(sort('{"type":"offer","n":5,"prev":3,"late":true,"data":{}}')).toMatchObject({
    notice: { late: true },
  });
});

test("what is of the moment has none", () => {
  expect(sort('{"type":"tile","data":{"x":1}}')).toEqual({
    is: "moment",
    moment: { type: "tile", data: { x: 1 } },
  });
});

test.each([
  "",
  "{",
  "[]",
  "null",
  "7",
  '{"type":7}',
  '{"type":"brand-new","data":{}}',
  '{"type":"error"}',
])("what can't be understood is nothing: %s", (text) => {
  expect(sort(text)).toEqual({ is: "unknown" });
});
