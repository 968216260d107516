import type { ErpErrorDetail } from "#app/erp/errors.ts";
import type { OutboundCode } from "#app/erp/outbound/failure.ts";
import type { RefusalText } from "#app/i18n/refusal-text.ts";
import { now } from "#app/lib/clock.ts";
import { askedPauseMs } from "#app/lib/pause.ts";
import { misconfigured, refusal, said } from "#app/erp/refusals.ts";

/** `read` changes nothing; after a lost `write` it is not known whether it was done. */
export type Act = "read" | "write";

const config = (sentence: RefusalText, action: RefusalText): ErpErrorDetail =>
  misconfigured(sentence, action).detail;

type Nesting = "bc.address" | "bc.certificate" | "bc.notReached" | "bc.answerLost" | "bc.noAnswer";
const because = (code: Nesting, why: RefusalText): RefusalText => ({
  code,
  params: { ...why.params, why: `refusal.${why.code}` },
});

/** A request without usable answer. */
export function failureDetail(
  { code, sent, text }: { code: OutboundCode; sent: boolean; text: RefusalText },
  act: Act,
): ErpErrorDetail {
  if (code === "address" || code === "privateAddress")
    return config(because("bc.address", text), refusal("address.another"));
  if (code === "tls")
    return config(because("bc.certificate", text), refusal("bcAction.certificate"));
  if (!sent) return { class: "unavailable", ...said(because("bc.notReached", text)) };
  if (act === "write") return { class: "ambiguous", ...said(because("bc.answerLost", text)) };
  return { class: "unavailable", ...said(because("bc.noAnswer", text)) };
}

/** An answer of success that cannot be read: not JSON, cut, of another shape. */
export function answerDetail(detail: string, act: Act): ErpErrorDetail {
  return act === "write"
    ? { class: "ambiguous", ...said(refusal("bc.unreadableWriting", { detail })) }
    : { class: "unavailable", ...said(refusal("bc.unreadable", { detail })) };
}

/** A page of a server in between, where Business Central's own answer was expected. */
export const pageDetail = (status: number, act: Act): ErpErrorDetail =>
  status >= 400
    ? statusDetail(status, undefined, act)
    : act === "write"
      ? { class: "ambiguous", ...said(refusal("bc.pageWriting", { status })) }
      : config(refusal("bc.page", { status }), refusal("bcAction.checkAddress"));

const TOO_MANY_MS = 5_000;

/** What Retry-After asks for, at most an hour. */
function retryMs(header: string | undefined): number | undefined {
  const asked = askedPauseMs(header, now());
  return asked === undefined ? undefined : Math.min(asked, 3_600_000);
}

/** A status whose envelope says nothing more, or has none. */
export function statusDetail(
  status: number,
  retryAfter: string | undefined,
  act: Act,
): ErpErrorDetail {
  const asked = retryMs(retryAfter);
  const later = asked === undefined ? {} : { retryAfterMs: asked };
  if (status === 429)
    return {
      class: "rateLimited",
      ...said(refusal("bc.tooMany")),
      retryAfterMs: asked ?? TOO_MANY_MS,
    };
  if (status === 401 || status === 403)
    return { class: "permission", ...said(refusal("bc.forbidden")) };
  if (status === 404) return config(refusal("bc.noAddress"), refusal("bcAction.checkAddress"));
  if (status === 412) return { class: "versionConflict", ...said(refusal("bc.changed")) };
  if (status === 413)
    return { class: "validation", field: "request", ...said(refusal("bc.requestTooLarge")) };
  if (status === 408 || status >= 500)
    return act === "write"
      ? { class: "ambiguous", ...said(refusal("bc.serverFailedWriting", { status })), ...later }
      : { class: "unavailable", ...said(refusal("bc.serverFailed", { status })), ...later };
  return config(refusal("bc.unexpectedStatus", { status }), refusal("bcAction.checkAddress"));
}
