import type { ErpErrorDetail } from "#app/erp/errors.ts";
import { said } from "#app/erp/refusals.ts";

/**
 * What a call failed with, when calls before it may have left something in Tryton: `ambiguous`,
 * with the failure's own sentence.
 */
export function begun(
  code: "tryton.begun" | "tryton.documentBegun",
  { text, message, ...detail }: ErpErrorDetail,
): ErpErrorDetail {
  // Said once is enough; and a sentence cannot nest itself.
  if (detail.class === "ambiguous" || !text)
    return { class: "ambiguous", message, ...(text ? { text } : {}) };
  return {
    class: "ambiguous",
    ...said({ code, params: { ...text.params, first: `refusal.${text.code}` } }),
  };
}
