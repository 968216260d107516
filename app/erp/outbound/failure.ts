import type { RefusalText } from "#app/i18n/refusal-text.ts";
import { inEnglish } from "#app/i18n/refusal-text.ts";

export type OutboundCode =
  | "address"
  | "dns"
  | "privateAddress"
  | "refused"
  | "tls"
  | "timeout"
  | "aborted"
  | "reset"
  | "redirect"
  | "tooLarge"
  | "badAnswer";

/** Why a request had no usable answer. `sent`: whether the server may have had it; only `false` is certain. */
export class OutboundFailure extends Error {
  constructor(
    readonly code: OutboundCode,
    readonly sent: boolean,
    readonly text: RefusalText,
  ) {
    super(inEnglish(text));
    this.name = "OutboundFailure";
  }
}
