import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { DocumentDraft } from "#app/erp/port/documents.ts";
import type { BcScope } from "../scope.server.ts";
import type { Writing } from "./document-body.ts";
import { lineBodies } from "./document-body.ts";
import { checkAccount, resolveDraft } from "./resolve.server.ts";
import { roundingOf } from "./rounding.ts";

/** A draft as it will be written. What Business Central lacks for it is told before anything is. */
export async function prepareWriting(
  scope: BcScope,
  reference: string,
  draft: DocumentDraft,
  options: CallOptions,
): Promise<Writing> {
  const { taxGroups, roundingAccount, roundingTolerance } = scope.settings;
  const writing = { reference, draft, ids: await resolveDraft(scope, draft, options), taxGroups };
  const amount = roundingAccount === undefined ? undefined : roundingOf(draft, roundingTolerance);
  lineBodies(writing); // a tax that Business Central lacks
  if (roundingAccount === undefined || amount === undefined) return writing;
  await checkAccount(scope, roundingAccount, "roundingAccount", options);
  return {
    ...writing,
    rounding: { account: roundingAccount, amount, text: draft.roundingText ?? "Rounding" },
  };
}
