import { errorText, type LocalCode } from "../error-texts.ts";
import type { Bilingual, ErrorCode } from "../protocol.ts";

/** A command was refused, by the server or before it was ever sent. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly code: ErrorCode | LocalCode;
  /** For a developer; never shown to people. */
  readonly detail: string;
  /** Path of the field at fault, or empty. */
  readonly field: string;

  constructor(code: ErrorCode | LocalCode, detail = "", field = "") {
    super(detail ? `${code}: ${detail}` : code);
    this.code = code;
    this.detail = detail;
    this.field = field;
  }

  /** For people, in both languages. */
  get text(): Bilingual {
    return errorText(this.code, this.field);
  }
}
