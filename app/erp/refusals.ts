import type { RefusalCode, RefusalText } from "#app/i18n/refusal-text.ts";
import { inEnglish } from "#app/i18n/refusal-text.ts";
import type { ErpErrorDetail } from "./errors.ts";
import { ErpError } from "./errors.ts";

export type { RefusalText };
export {
  isRefusalText,
  nestedName,
  refusal,
  stateName,
  trytonStateName,
} from "#app/i18n/refusal-text.ts";

/** An adapter's sentence; what the ERP said in its own words is one of its parameters. */
type Sentence = RefusalText;

/** The sentence as an error's detail says it. */
export const said = (sentence: Sentence): { message: string; text: RefusalText } => ({
  message: inEnglish(sentence),
  text: sentence,
});

/** A sentence that nests the one that explains it, by `$t({{why}})`. */
export const because = (code: Explained, why: RefusalText): RefusalText => ({
  code,
  params: { ...why.params, why: `refusal.${why.code}` },
});
type Explained = Extract<RefusalCode, `tryton.${string}`>;

/** A value that cannot be taken; `limit` when it is about a length or a count of decimals. */
export function invalid(field: string, sentence: Sentence, limit?: number): ErpError {
  return new ErpError({
    class: "validation",
    field,
    ...said(sentence),
    ...(limit === undefined ? {} : { limit }),
  });
}

/** Something must be set up or unblocked first. */
export function misconfigured(sentence: Sentence, action: Sentence): ErpError {
  const what = said(sentence);
  const toDo = said(action);
  return new ErpError({
    class: "config",
    ...what,
    message: `${what.message} ${toDo.message}`,
    action: toDo.message,
    actionText: toDo.text,
  });
}

export const conflict = (sentence: Sentence): ErpError =>
  new ErpError({ class: "stateConflict", ...said(sentence) });
export const gone = (sentence: Sentence): ErpError =>
  new ErpError({ class: "gone", ...said(sentence) });
export const unsupported = (capability: string, sentence: Sentence): ErpError =>
  new ErpError({ class: "unsupported", capability, ...said(sentence) });
/** An error whose class needs nothing beside its sentence. */
export const refusedAs = (
  kind: "auth" | "permission" | "unavailable" | "internal",
  sentence: Sentence,
): ErpError => new ErpError({ class: kind, ...said(sentence) });
export const missing = (sentence: Sentence): ErpError =>
  new ErpError({ class: "notFound", ...said(sentence) });
export const stale = (sentence: Sentence): ErpError =>
  new ErpError({ class: "versionConflict", ...said(sentence) });
export const duplicate = (sentence: Sentence, ids: string[]): ErpError =>
  new ErpError({ class: "duplicate", ...said(sentence), ids });

/** What screens show of a refusal: its coded sentences, else what the ERP said. */
export function wordsOf(detail: ErpErrorDetail): string | RefusalText[] {
  if (!detail.text) return detail.message;
  return detail.class === "config" && detail.actionText
    ? [detail.text, detail.actionText]
    : [detail.text];
}
