import { DOCUMENT_STATES, countDocuments } from "#app/erp/ledger/back-office/counts.server.ts";
import { listDocuments } from "#app/erp/ledger/back-office/documents.server.ts";
import type { Scope } from "#app/erp/ledger/scope.ts";
import type { DocumentKind } from "#app/erp/port/documents.ts";
import { listRequest } from "#app/web/ledger.server.ts";

const KINDS: readonly DocumentKind[] = ["salesOrder", "salesInvoice", "creditMemo"];

/** `state` is a state, `kind` a kind of document, `customer` a customer's id, `q` the search, `after` the place. */
export async function documentsScreen(scope: Scope, params: URLSearchParams) {
  const state = DOCUMENT_STATES.find((name) => name === params.get("state"));
  const kind = KINDS.find((name) => name === params.get("kind"));
  const customerId = params.get("customer");
  const [page, counts] = await Promise.all([
    listDocuments(scope, {
      ...listRequest(params),
      ...(state ? { state } : {}),
      ...(kind ? { kind } : {}),
      ...(customerId ? { customerId } : {}),
    }),
    countDocuments(scope),
  ]);
  return {
    documents: page.rows,
    next: page.next,
    previous: page.previous,
    counts: { ...counts, all: Object.values(counts).reduce((sum, count) => sum + count, 0) },
  };
}
