import { ErpError } from "#app/erp/errors.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { DocumentSnapshot } from "#app/erp/port/documents.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { conflict, missing, refusal } from "#app/erp/refusals.ts";
import type { RefusalText } from "#app/i18n/refusal-text.ts";
import { isZero } from "#app/money/decimal.ts";
import { companyOf } from "../company.server.ts";
import { afterWriting } from "../port-call.server.ts";
import type { BcScope } from "../scope.server.ts";
import { isGuid } from "../wire/filter.ts";
import { isPosted } from "./posted.server.ts";
import { leftOf, readRow } from "./read.server.ts";
import type { BcDocumentKind } from "./sets.ts";
import { isKind } from "./sets.ts";
import { SETS } from "./sets.ts";
import { snapshotOf } from "./snapshot.ts";

interface Cancelled {
  outcome: "cancelled" | "partly" | "refused";
  reason?: RefusalText;
  document: DocumentSnapshot;
}

/** Business Central has no cancelled documents: one that is cancelled is deleted. What is posted stays. */
export async function cancelDocument(
  scope: BcScope,
  ref: ErpRef,
  options: CallOptions,
): Promise<Cancelled> {
  const named = ref.number ?? ref.id;
  if (!isKind(ref.kind) || !isGuid(ref.id))
    throw missing(refusal("bcDocument.noDocument", { document: named }));
  const { kind, id } = ref;
  const row = await readRow(scope, kind, id, options);
  if (!row) {
    const left = kind === "salesOrder" ? await leftOf(scope, id, options) : undefined;
    return left ? refused(left, named) : { outcome: "cancelled", document: vanished(kind, ref) };
  }
  const posted = await isPosted(scope, kind, row, options);
  const document = snapshotOf(kind, row, posted);
  if (posted) return refused(document, row.number);
  const { path } = await companyOf(scope, options);
  try {
    await scope.api.remove(
      { path: `${path}/${SETS[kind].set}(${id})`, etag: row["@odata.etag"] },
      options,
    );
  } catch (error) {
    if (error instanceof ErpError && error.detail.class === "stateConflict")
      return {
        outcome: "refused",
        reason: refusal("bcDocument.shippedNotInvoiced", { document: row.number }),
        document,
      };
    throw error;
  }
  await afterWriting(async () => {
    if (await readRow(scope, kind, id, options))
      throw conflict(refusal("bcDocument.notDeleted", { document: row.number }));
  });
  const part = document.lines.some(
    ({ shipped, invoiced }) => !isZero(shipped) || !isZero(invoiced),
  );
  return part
    ? {
        outcome: "partly",
        reason: refusal("bcDocument.restDeleted", { document: row.number }),
        document: { ...document, status: "closed" },
      }
    : { outcome: "cancelled", document: { ...document, status: "cancelled" } };
}

const refused = (document: DocumentSnapshot, named: string): Cancelled => ({
  outcome: "refused",
  reason: refusal("bcDocument.posted", { document: named }),
  document,
});

/** What is known of a document that is not there any more, and of which nothing was posted. */
const vanished = (kind: BcDocumentKind, ref: ErpRef): DocumentSnapshot => ({
  ref,
  kind,
  status: "cancelled",
  currency: "",
  totals: { net: "0", tax: "0", gross: "0" },
  changedAt: "",
  lines: [],
});
