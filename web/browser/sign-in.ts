import { createHmac } from "node:crypto";
import type { Page } from "playwright-core";

/** Signs in with a token or a code, from whatever form the page begins with. */
export async function enter(page: Page, code: string): Promise<void> {
  const toCode = page.getByRole("button", { name: "我有邀请码" });
  const field = page.getByLabel("邀请码", { exact: true });
  await toCode.or(field).first().waitFor();
  if (await toCode.isVisible()) await toCode.click();
  await field.fill(code);
  await page.getByRole("button", { name: "登录", exact: true }).click();
}

/** What an authenticator app shows for a secret in base 32 at a time (RFC 6238). */
export function shownCode(secret: string, at_ms = Date.now()): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret.replace(/\s/g, "")]
    .map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at_ms / 30_000)));
  const hash = createHmac("sha1", key).update(counter).digest();
  const from = hash.at(-1)! & 15;
  return String((hash.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}
