import { expect, test } from "vitest";

import { errorText, errorTexts } from "./error-texts.ts";
import { errorCodes } from "./protocol.ts";

test("every published code has a sentence in both languages", () => {
  for (const code of errorCodes) {
    expect(errorTexts[code].zh).toMatch(/[。]$/);
    expect(errorTexts[code].en).toMatch(/[.]$/);
  }
});

test("a code of a newer server gets a general sentence", () => {
  expect(errorText("brand-new").zh).toBe("没有成功，请再试。");
});
