import { z } from "zod";
import type { ErpErrorDetail } from "#app/erp/errors.ts";
import type { RefusalText } from "#app/i18n/refusal-text.ts";
import { misconfigured, refusal, said } from "#app/erp/refusals.ts";
import type { Act } from "./errors.ts";
import { statusDetail } from "./errors.ts";

const envelope = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

export interface Refused {
  status: number;
  retryAfter?: string | undefined;
  body: unknown;
}

/** Business Central's words without the number for its support. */
const wordsOf = (message: string): string => {
  const words = message.replace(/\s*CorrelationId:\s*[0-9a-f-]+\.?\s*$/i, "").trim();
  return words.length > 500 ? `${words.slice(0, 500)}…` : words;
};

const config = (sentence: RefusalText): ErpErrorDetail =>
  misconfigured(sentence, refusal("bcAction.correct")).detail;

/** What a refusal of Business Central means to the app. Its own words are kept: who works there knows them. */
export function refusedDetail({ status, retryAfter, body }: Refused, act: Act): ErpErrorDetail {
  const read = envelope.safeParse(body);
  if (!read.success || status === 429 || status === 408 || status >= 500)
    return statusDetail(status, retryAfter, act);
  const { code, message } = read.data.error;
  const own = { said: wordsOf(message) };
  if (code.startsWith("Authorization_"))
    return { class: "permission", ...said(refusal("bc.notAllowed", own)) };
  switch (code) {
    case "Request_EntityChanged":
      return { class: "versionConflict", ...said(refusal("bc.changed")) };
    case "Internal_EntityWithSameKeyExists":
      return { class: "duplicate", ids: [], ...said(refusal("bc.sameKey", own)) };
    case "BadRequest_NotFound":
    case "Internal_DataNotFoundFilter":
      return { class: "notFound", ...said(refusal("bc.notFound", own)) };
    case "Internal_RecordNotFound":
      return status === 404
        ? { class: "notFound", ...said(refusal("bc.notFound", own)) }
        : config(refusal("bc.refuses", own));
    case "BadRequest_ResourceNotFound":
    case "BadRequest_MethodNotAllowed":
    case "BadRequest_NotImplemented":
    case "Internal_TenantNotFound":
      return misconfigured(refusal("bc.noFeature", own), refusal("bcAction.checkAddress")).detail;
    case "BadRequest_InvalidToken":
    case "BadRequest_InvalidOperation":
      return { class: "internal", ...said(refusal("bc.ourFault", own)) };
    case "Application_StringExceededLength":
    case "Application_FilterErrorException":
      return tooLong(message);
    case "Application_FieldValidationException":
      return fieldRule(own);
    case "Application_DialogException":
      return rule(own);
    case "Application_CallbackNotAllowed":
      return { class: "confirmation", code, ...said(refusal("bc.asks", own)) };
    case "Internal_InvalidTableRelation":
      return { class: "validation", field: "request", ...said(refusal("bc.value", own)) };
    // Whatever went wrong, it went wrong inside: what was done before is not known.
    case "Internal_ServerError":
      return act === "write"
        ? { class: "ambiguous", ...said(refusal("bc.failedWriting", own)) }
        : { class: "unavailable", ...said(refusal("bc.failed", own)) };
  }
  if (status === 401 || status === 403 || status === 404 || status === 412 || status === 413)
    return statusDetail(status, retryAfter, act);
  if (status === 409) return { class: "versionConflict", ...said(refusal("bc.changed")) };
  return { class: "validation", field: "request", ...said(refusal("bc.value", own)) };
}

function tooLong(message: string): ErpErrorDetail {
  const limit = /less than or equal to (\d+)/.exec(message)?.[1];
  return {
    class: "validation",
    field: "request",
    ...said(refusal("bc.value", { said: wordsOf(message) })),
    ...(limit === undefined ? {} : { limit: Number(limit) }),
  };
}

const STATE = /\bStatus must be equal to\b|\bQty\. Shipped Not Invoiced\b/;

const fieldRule = (own: { said: string }): ErpErrorDetail =>
  STATE.test(own.said)
    ? { class: "stateConflict", ...said(refusal("bc.state", own)) }
    : config(refusal("bc.refuses", own));

const PERMISSION = /^You do not have (the following )?permissions?\b/;
const ALREADY =
  /nothing to post|has been posted and can no longer|can be applied to a (draft|posted)|must be approved and released/;

/** A rule of the business in free text. */
function rule(own: { said: string }): ErpErrorDetail {
  if (PERMISSION.test(own.said))
    return { class: "permission", ...said(refusal("bc.notAllowed", own)) };
  if (ALREADY.test(own.said)) return { class: "stateConflict", ...said(refusal("bc.state", own)) };
  return config(refusal("bc.refuses", own));
}
