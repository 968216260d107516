import type { ErpErrorDetail } from "#app/erp/errors.ts";
import type { OutboundCode } from "#app/erp/outbound/failure.ts";
import type { RefusalText } from "#app/i18n/refusal-text.ts";
import { now } from "#app/lib/clock.ts";
import { askedPauseMs } from "#app/lib/pause.ts";
import { because, misconfigured, refusal, said } from "#app/erp/refusals.ts";

/** `read` changes nothing in Tryton; after a lost `write` it is not known whether it was done. */
export type Act = "read" | "write";

const config = (sentence: RefusalText, action: RefusalText): ErpErrorDetail =>
  misconfigured(sentence, action).detail;

/** A request without usable answer. */
export function failureDetail(
  failure: { code: OutboundCode; sent: boolean; text: RefusalText },
  act: Act,
): ErpErrorDetail {
  const { code, sent, text } = failure;
  if (code === "address" || code === "privateAddress")
    return config(because("tryton.address", text), refusal("address.another"));
  if (code === "redirect" && act === "read")
    return config(because("tryton.redirect", text), refusal("trytonAction.ownAddress"));
  if (code === "tls")
    return config(because("tryton.certificate", text), refusal("trytonAction.certificate"));
  if (!sent) return { class: "unavailable", ...said(because("tryton.notReached", text)) };
  if (act === "write") return { class: "ambiguous", ...said(because("tryton.answerLost", text)) };
  return { class: "unavailable", ...said(because("tryton.noAnswer", text)) };
}

/** A status other than 200; 401 is dealt with before (a new log-in). */
export function statusDetail(
  status: number,
  retryAfter: string | undefined,
  act: Act,
  method: string,
): ErpErrorDetail {
  if (status === 429)
    return {
      class: "rateLimited",
      ...said(refusal("tryton.tooMany")),
      retryAfterMs: retryMs(retryAfter) ?? COUNTED_MS,
    };
  if (status === 403)
    return { class: "permission", ...said(refusal("tryton.methodRefused", { method })) };
  if (status === 404)
    return config(refusal("tryton.noDatabase"), refusal("trytonAction.checkAddressAndDatabase"));
  if (status === 413)
    return {
      class: "validation",
      ...said(refusal("tryton.requestTooLarge")),
      field: "request",
    };
  const asked = retryMs(retryAfter);
  const later = asked === undefined ? {} : { retryAfterMs: asked };
  if (status >= 500 && act === "write")
    return {
      class: "ambiguous",
      ...said(refusal("tryton.serverFailedWriting", { status })),
      ...later,
    };
  if (status >= 500)
    return { class: "unavailable", ...said(refusal("tryton.serverFailed", { status })), ...later };
  return config(
    refusal("tryton.unexpectedStatus", { status }),
    refusal("trytonAction.checkAddress"),
  );
}

/** As long as Tryton counts failed log-ins. */
const COUNTED_MS = 60_000;

/** What Retry-After asks for, at most an hour; undefined where it says nothing. */
function retryMs(header: string | undefined): number | undefined {
  const asked = askedPauseMs(header, now());
  return asked === undefined ? undefined : Math.min(asked, 3_600_000);
}

/** An answer of 200 that is no answer: not JSON, cut, of another shape. `detail` is for whoever reads the log. */
export function answerDetail(detail: string, act: Act, trace: string): ErpErrorDetail {
  return act === "write"
    ? { class: "ambiguous", ...said(refusal("tryton.unreadableWriting", { detail })) }
    : { class: "internal", ...said(refusal("tryton.unreadable", { detail, trace })) };
}

/** The `error` member of an answer: its name and arguments, as Tryton's exceptions have them. */
export function refusalDetail(error: unknown, act: Act, traceId: string): ErpErrorDetail {
  if (!Array.isArray(error)) return answerDetail("an error without name", act, traceId);
  const [name, args] = error as [unknown, unknown];
  const parts = (Array.isArray(args) ? args : [args]).map((part) =>
    typeof part === "string" ? short(part) : "",
  );
  switch (name) {
    case "UserError":
      return userError(parts[0] ?? "", parts[1] ?? "");
    case "UserWarning":
      return {
        class: "confirmation",
        ...said(refusal("tryton.asks", { said: quoted(parts[1] ?? "", parts[2] ?? "") })),
        code: parts[0] ?? "",
      };
    case "ConcurrencyException":
      return { class: "versionConflict", ...said(refusal("tryton.sameTime")) };
    case "LoginException":
      return { class: "auth", ...said(refusal("tryton.secondFactor")) };
    default:
      return failureInside(typeof name === "string" ? short(name) : "", act, traceId);
  }
}

const short = (text: string): string => (text.length > 500 ? `${text.slice(0, 500)}…` : text);
const quoted = (message: string, description: string): string =>
  `“${[message, description].filter(Boolean).join(" — ")}”`;

const PERMISSION = /^You are not allowed to|^Calling button .* is not allowed/;
const GONE = /that don't exist anymore/;
const RACE = /must be unique|^Failed to save, please retry/;
const FIELD = /\bfield "(?<field>[^"]*)" in "(?<model>[^"]*)"/;
const LIMIT = /is too long \(\d+ > (?<limit>\d+)\)/;
const SET_UP =
  /^To (continue|post|invoice|process|number|compute|confirm)\b|closed (period|journal)|you must (define|create|set)/;

/** Tryton's own words are kept: who works in Tryton knows them. They are English, since every call says so. */
function userError(message: string, description: string): ErpErrorDetail {
  const own = { said: quoted(message, description) };
  if (PERMISSION.test(message))
    return { class: "permission", ...said(refusal("tryton.notAllowed", own)) };
  if (GONE.test(message)) return { class: "notFound", ...said(refusal("tryton.recordGone", own)) };
  // Numbers of two writers at once meet in Tryton's sequences; the next try takes the next number.
  if (RACE.test(message)) return { class: "versionConflict", ...said(refusal("tryton.race", own)) };
  const field = FIELD.exec(message)?.groups;
  if (field) {
    const limit = LIMIT.exec(message)?.groups?.limit;
    return {
      class: "validation",
      ...said(refusal("tryton.value", own)),
      field: `${field.model}: ${field.field}`,
      ...(limit === undefined ? {} : { limit: Number(limit) }),
    };
  }
  return SET_UP.test(message)
    ? config(refusal("tryton.cannotContinue", own), refusal("trytonAction.setUp"))
    : config(refusal("tryton.refuses", own), refusal("trytonAction.correct"));
}

/** Exceptions Tryton did not mean to raise: the message of Python's exception alone. */
function failureInside(message: string, act: Act, trace: string): ErpErrorDetail {
  if (
    /database is locked|could not serialize|deadlock detected|could not obtain lock/i.test(message)
  ) {
    // Raised also after the change was kept, when the session's time is noted.
    return act === "write"
      ? { class: "ambiguous", ...said(refusal("tryton.busyWriting")) }
      : { class: "unavailable", ...said(refusal("tryton.busy")) };
  }
  // While a server loads another of its databases, what all of them share is not whole for a
  // moment: calls end in an assertion without
  // words or in a recursion, some after the change was kept.
  if (message === "" || message.startsWith("maximum recursion depth exceeded")) {
    return act === "write"
      ? { class: "ambiguous", ...said(refusal("tryton.startingWriting")) }
      : { class: "unavailable", ...said(refusal("tryton.starting")) };
  }
  if (/^Database '.*' doesn't exist!$/.test(message))
    return config(refusal("tryton.noDatabase"), refusal("trytonAction.checkDatabase"));
  return { class: "internal", ...said(refusal("tryton.failed", { said: message, trace })) };
}
