import type { Bilingual } from "../protocol.ts";
import { errorTexts } from "../error-texts.ts";
import { knock, type Entered } from "./door.ts";

/** What a person is asked for. */
export type Form = "code" | "register" | "login" | "choose-login" | "confirm";

/** A token, as the operator prints it, is longer than any code. */
const tokenLength = 20;
const codeLength = 12;

const texts = {
  short: {
    zh: "邀请码有 12 位，请检查是否完整。",
    en: "A code has 12 characters. Is it complete?",
  },
  nameless: { zh: "请写您的姓名。", en: "Please write your name." },
  phone: {
    zh: "电话至少 5 位；也可以不填。",
    en: "A telephone number has at least 5 digits, or leave it empty.",
  },
  badCode: {
    zh: "这个码无效、用过了或已过期，请向工作站要一个新的。",
    en: "This code isn't valid, was used or is over. Ask your workstation for a new one.",
  },
  badLogin: {
    zh: "账号、密码或动态码不对，或者动态码已用过。请等下一个动态码再试。",
    en: "Name, password or one-time code is wrong, or that code was used. Wait for the next one.",
  },
  login: {
    zh: "账号至少 3 位，只用 a 到 z、数字和 . - _ @；也可能已被别人使用。",
    en: "A name has at least 3 of a to z, digits and . - _ @, and may be taken by somebody else.",
  },
  password: {
    zh: "密码至少 12 位，且不含账号。",
    en: "A password has at least 12 characters, without the name in it.",
  },
  one_time: {
    zh: "动态码不对。请输入应用里现在显示的 6 位数字。",
    en: "Not the code. Enter the six digits that the app shows now.",
  },
  closed: {
    zh: "这里不能自己注册，请向社区工作站要邀请码。",
    en: "Accounts are made by the community here. Ask your workstation for a code.",
  },
} satisfies Record<string, Bilingual>;

/** The way in, step by step. `admit` takes the token that it ends with. */
export class Entry {
  form: Form = $state("code");
  code = $state("");
  name = $state("");
  phone = $state("");
  login = $state("");
  password = $state("");
  oneTime = $state("");
  /** Of one-time codes, while they are confirmed. */
  secret = $state("");
  busy = $state(false);
  error: Bilingual | null = $state.raw(null);

  readonly #device: string;
  readonly #admit: (token: string) => Promise<void>;
  readonly #knock: typeof knock;

  constructor(
    first: Form,
    device: string,
    admit: (token: string) => Promise<void>,
    knocking: typeof knock = knock,
  ) {
    this.form = first;
    this.#device = device;
    this.#admit = admit;
    this.#knock = knocking;
  }

  show(form: Form): void {
    this.form = form;
    this.error = null;
  }

  async submit(): Promise<void> {
    if (this.busy) return;
    this.error = this.#missing();
    if (this.error) return;
    if (this.form === "code" && this.code.trim().length >= tokenLength) {
      await this.#admit(this.code.trim());
      return;
    }
    this.busy = true;
    const entered = await this.#ask();
    this.busy = false;
    if (entered.ok) await this.#go(entered.answer);
    else this.error = this.#explain(entered);
  }

  #missing(): Bilingual | null {
    if (this.form === "register") return this.name.trim() ? null : texts.nameless;
    const letters = this.code.replace(/[\s-]/g, "").length;
    if (this.form === "code" && letters < codeLength) return texts.short;
    return null;
  }

  #ask(): Promise<Entered> {
    const device = this.#device;
    if (this.form === "register") {
      const phone = this.phone.trim();
      return this.#knock("sign-up", { device, name: this.name.trim(), ...(phone && { phone }) });
    }
    const { login, password } = this;
    const one_time = this.oneTime.replace(/\s/g, "");
    const code = this.code.trim();
    if (this.form === "code") return this.#knock("sign-in", { device, code });
    if (this.form === "login") {
      return this.#knock("sign-in", { device, login: login.trim(), password, one_time });
    }
    const chosen = { device, code, login: login.trim(), password };
    return this.#knock("sign-in", this.form === "confirm" ? { ...chosen, one_time } : chosen);
  }

  async #go(answer: (Entered & { ok: true })["answer"]): Promise<void> {
    if (answer.token !== undefined) {
      await this.#admit(answer.token);
      this.password = "";
      this.secret = "";
    } else if (answer.step === "choose-login") {
      this.show("choose-login");
    } else {
      this.secret = answer.secret ?? "";
      this.oneTime = "";
      this.show("confirm");
    }
  }

  #explain(refused: Entered & { ok: false }): Bilingual {
    if (refused.code === "too-many" && refused.wait_s > 0) {
      const minutes = Math.ceil(refused.wait_s / 60);
      return {
        zh: `试错太多次了，请 ${minutes} 分钟后再来。`,
        en: `Too many wrong tries. Come back in ${minutes} min.`,
      };
    }
    if (refused.code === "not-signed-in") {
      return this.form === "login" ? texts.badLogin : texts.badCode;
    }
    if (refused.code === "not-allowed" && this.form === "register") return texts.closed;
    if (refused.field === "login" || refused.field === "password") {
      this.form = this.form === "confirm" ? "choose-login" : this.form;
      return texts[refused.field];
    }
    if (refused.field === "one_time") return texts.one_time;
    if (refused.field === "code") return texts.short;
    if (refused.field === "phone") return texts.phone;
    return errorTexts[refused.code];
  }
}

/** What authenticator apps scan: RFC 6238's secret with its label. */
export function otpauthUri(login: string, secret: string): string {
  const label = encodeURIComponent(`Dageng:${login}`);
  return `otpauth://totp/${label}?secret=${secret}&issuer=Dageng`;
}

/**
 * The code of a link such as `…/#code=7K3M-0XQ9-TDV2`; takes it out of the address, so that it stays
 * in no history.
 */
export function codeOfLink(): string {
  const found = /^#code=([0-9A-Za-z-]{12,24})$/.exec(location.hash);
  if (!found) return "";
  history.replaceState(null, "", location.pathname + location.search);
  return found[1]!;
}
