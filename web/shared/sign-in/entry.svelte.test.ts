import { describe, expect, test } from "vitest";

import type { SignIn } from "../protocol.ts";
import type { Entered } from "./door.ts";
import { Entry, otpauthUri, type Form } from "./entry.svelte.ts";

interface Knock {
  path: string;
  wish: Record<string, unknown>;
}

/** An entry whose door answers by a script. */
function entry(first: Form, ...answers: Entered[]) {
  const knocks: Knock[] = [];
  const admitted: string[] = [];
  const one = new Entry(
    first,
    "device-0001",
    async (token) => {
      admitted.push(token);
    },
    async (path, wish) => {
      knocks.push({ path, wish: wish as unknown as Record<string, unknown> });
      return answers.shift()!;
    },
  );
  return { one, knocks, admitted };
}

const token = "t".repeat(26);
const done: Entered = { ok: true, answer: { step: "done", token } };
const refused = (code: string, field = "", wait_s = 0): Entered =>
  ({ ok: false, code, field, wait_s }) as Entered;

describe("Entry", () => {
  test("a code lets in", async () => {
    const { one, knocks, admitted } = entry("code", done);
    one.code = " 7k3m 0xq9-tdv2 ";
    await one.submit();
    expect(knocks).toEqual([
      { path: "sign-in", wish: { device: "device-0001", code: "7k3m 0xq9-tdv2" } },
    ]);
    expect(admitted).toEqual([token]);
  });

  test("a whole token is taken as it is, and nobody is asked", async () => {
    const { one, knocks, admitted } = entry("code");
    one.code = ` ${token} `;
    await one.submit();
    expect(knocks).toEqual([]);
    expect(admitted).toEqual([token]);
  });

  test("a code that isn't complete is not sent", async () => {
    const { one, knocks } = entry("code");
    one.code = "7K3M-0XQ9-TD";
    await one.submit();
    expect(knocks).toEqual([]);
    expect(one.error?.en).toContain("12 characters");
  });

  test("a dispatcher's code leads over a login and a one-time code to the token", async () => {
    const secret = "A".repeat(32);
    const { one, knocks, admitted } = entry(
      "code",
      { ok: true, answer: { step: "choose-login" } },
      { ok: true, answer: { step: "confirm-one-time", secret } },
      refused("bad-field", "one_time"),
      done,
    );
    one.code = "7K3M-0XQ9-TDV2";
    await one.submit();
    expect(one.form).toBe("choose-login");
    one.login = " night.desk ";
    one.password = "four words are enough";
    await one.submit();
    expect(one.form).toBe("confirm");
    expect(one.secret).toBe(secret);
    one.oneTime = "123 456";
    await one.submit();
    expect(one.form).toBe("confirm");
    expect(one.error?.en).toContain("six digits");
    await one.submit();
    const last = knocks.at(-1)!.wish as unknown as SignIn;
    expect(last).toEqual({
      device: "device-0001",
      code: "7K3M-0XQ9-TDV2",
      login: "night.desk",
      password: "four words are enough",
      one_time: "123456",
    });
    expect(admitted).toEqual([token]);
    expect(one.password).toBe("");
  });

  test("a login that is taken leads back to choosing", async () => {
    const { one } = entry("confirm", refused("bad-field", "login"));
    one.code = "7K3M-0XQ9-TDV2";
    await one.submit();
    expect(one.form).toBe("choose-login");
    expect(one.error?.en).toContain("taken");
  });

  test("a login that is refused doesn't say what of it was wrong", async () => {
    const { one, knocks } = entry("login", refused("not-signed-in"));
    one.login = "wang";
    one.password = "p";
    one.oneTime = "123456";
    await one.submit();
    expect(knocks[0]!.wish).not.toHaveProperty("code");
    expect(one.error?.en).toContain("Name, password or one-time code");
  });

  test("who must wait is told how long", async () => {
    const { one } = entry("code", refused("too-many", "", 840));
    one.code = "7K3M-0XQ9-TDV2";
    await one.submit();
    expect(one.error?.en).toContain("14 min");
  });

  test("a resident needs a name, and is told where none may register", async () => {
    const { one, knocks } = entry("register", refused("not-allowed"));
    one.name = "  ";
    await one.submit();
    expect(knocks).toEqual([]);
    one.name = " 张三 ";
    await one.submit();
    expect(knocks).toEqual([
      { path: "sign-up", wish: { device: "device-0001", name: "张三" } },
    ]);
    expect(one.error?.en).toContain("workstation");
  });

  test("without a connection it says so and can be tried again", async () => {
    const { one, admitted } = entry("code", refused("no-connection"), done);
    one.code = "7K3M-0XQ9-TDV2";
    await one.submit();
    expect(one.error?.en).toContain("No connection");
    await one.submit();
    expect(admitted).toEqual([token]);
  });
});

test("authenticator apps get the secret with its label", () => {
  expect(otpauthUri("wang@desk", "ABC")).toBe(
    "otpauth://totp/Dageng%3Awang%40desk?secret=ABC&issuer=Dageng",
  );
});
