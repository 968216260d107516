import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { DocumentSnapshot } from "#app/erp/port/documents.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { conflict, refusal } from "#app/erp/refusals.ts";
import { companyOf } from "../company.server.ts";
import { afterWriting } from "../port-call.server.ts";
import type { BcScope } from "../scope.server.ts";
import { getDocument } from "./read.server.ts";
import { setOf } from "./sets.ts";

/**
 * Ships and invoices an order, or posts an invoice or a credit memo. Posting would release an order
 * that nobody released: that is refused here. Business Central may answer that it is done and do
 * nothing, so what became of it is read.
 */
export async function postDocument(
  scope: BcScope,
  ref: ErpRef,
  options: CallOptions,
): Promise<DocumentSnapshot> {
  const before = await getDocument(scope, ref, options);
  const document = before.ref.number ?? before.ref.id;
  if (before.kind === "salesOrder" && before.status === "open")
    throw conflict(refusal("bcDocument.notReleased", { document }));
  if (["closed", "invoiced", "cancelled"].includes(before.status))
    throw conflict(refusal("bcDocument.isPosted", { document }));
  const { path } = await companyOf(scope, options);
  const action = before.kind === "salesOrder" ? "shipAndInvoice" : "post";
  const address = `${path}/${setOf(before.kind)}(${ref.id})/Microsoft.NAV.${action}`;
  await scope.api.act(
    { path: address, ...(before.ref.version ? { etag: before.ref.version } : {}) },
    options,
  );
  const after = await afterWriting(() =>
    getDocument(scope, { kind: ref.kind, id: ref.id }, options),
  );
  if (after.status === before.status) throw conflict(refusal("bcDocument.notPosted", { document }));
  return after;
}
