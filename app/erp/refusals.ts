import type { RefusalText } from "#app/i18n/refusal-text.ts";
import { inEnglish } from "#app/i18n/refusal-text.ts";
import type { ErpErrorDetail } from "./errors.ts";
import { ErpError } from "./errors.ts";

export { nestedName, refusal, stateName } from "#app/i18n/refusal-text.ts";

/** An adapter's own sentence, or what the ERP said in its own words. */
type Sentence = RefusalText | string;

/** The sentence as an error's detail says it. */
export const said = (sentence: Sentence): { message: string; text?: RefusalText } =>
  typeof sentence === "string"
    ? { message: sentence }
    : { message: inEnglish(sentence), text: sentence };

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
    ...(toDo.text ? { actionText: toDo.text } : {}),
  });
}

export const conflict = (sentence: Sentence): ErpError =>
  new ErpError({ class: "stateConflict", ...said(sentence) });
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
