import { countDocuments } from "#app/erp/ledger/back-office/counts.server.ts";
import { listDocuments } from "#app/erp/ledger/back-office/documents.server.ts";
import type { Scope } from "#app/erp/ledger/scope.ts";
import { DOCUMENT_KINDS } from "#app/erp/port/documents.ts";
import { DOCUMENT } from "#app/erp/ledger/states.ts";
import { sumCounted } from "#app/lib/counted.ts";
import { listRequest } from "#app/web/ledger.server.ts";

/** `state` is a state, `kind` a kind of document, `customer` a customer's id, `q` the search, `after` the place. */
export async function documentsScreen(scope: Scope, params: URLSearchParams) {
  const state = DOCUMENT.states.find((name) => name === params.get("state"));
  const kind = DOCUMENT_KINDS.find((name) => name === params.get("kind"));
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
    counts: { ...counts, all: sumCounted(Object.values(counts)) },
  };
}
