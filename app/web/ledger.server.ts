import type { ConnectionId } from "#app/lib/ids.ts";
import type { TextKey } from "#app/i18n/text-keys.ts";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { ErpError } from "#app/erp/errors.ts";
import { ledgerBooks } from "#app/erp/ledger/back-office/books.server.ts";
import { wordsOf } from "#app/erp/refusals.ts";
import type { ListRequest } from "#app/erp/ledger/back-office/list-request.ts";
import { pageRequest, type Page } from "#app/lib/paging.ts";
import type { Scope } from "#app/erp/ledger/scope.ts";
import type { FieldOutcome } from "#app/ui/fields/use-fields.ts";
import { notFound, authenticated } from "./authenticated.server.ts";

/** The shop's own books, which every query of these screens names. */
export async function ledgerScope(shop: string): Promise<Scope & { connectionId: ConnectionId }> {
  const books = await ledgerBooks(shop);
  if (!books) notFound();
  return books.scope;
}

/** Reads from the books: what is not there is a page that is not there. */
export async function readLedger<T>(shop: string, read: (scope: Scope) => Promise<T>): Promise<T> {
  const scope = await ledgerScope(shop);
  try {
    return await read(scope);
  } catch (error) {
    if (
      error instanceof ErpError &&
      (error.detail.class === "notFound" || error.detail.class === "validation")
    )
      notFound();
    throw error;
  }
}

/** A list's place and search, as its address says them. */
export function listRequest(params: URLSearchParams): ListRequest {
  const search = params.get("q")?.trim();
  return { ...pageRequest(params), ...(search ? { search } : {}) };
}

/** A page of one of the books' lists. The address names a view with `view`. */
export function listLedger<Row>(
  args: LoaderFunctionArgs,
  list: (scope: Scope, request: ListRequest, view: string | null) => Promise<Page<Row>>,
) {
  return authenticated(args, ({ shop, url: { searchParams } }) =>
    readLedger(shop, (scope) => list(scope, listRequest(searchParams), searchParams.get("view"))),
  );
}

/** Does something in the ledger; its refusals become an outcome that stands beside the field or above the form. */
export async function ledgerOutcome(
  done: TextKey,
  work: () => Promise<{ id?: string } | void>,
): Promise<FieldOutcome> {
  try {
    const made = await work();
    return { done, ...(made?.id === undefined ? {} : { id: made.id }) };
  } catch (error) {
    if (!(error instanceof ErpError)) throw error;
    const { detail } = error;
    const field = detail.class === "validation" ? formField(detail.field) : "";
    if (detail.class === "validation")
      return {
        refused: "ledger.refused.validation",
        errors: { [field]: "ledger.problem.notTaken" },
        fieldWords: { [field]: wordsOf(detail) },
        words: wordsOf(detail),
      };
    return { refused: `ledger.refused.${detail.class}`, words: wordsOf(detail) };
  }
}

/** "address.zip" is the field "zip" of a form; "lines[7].quantity" is "quantity:7", the quantity in the row 7. */
function formField(field: string): string {
  const [, row, part] = /^lines\[([^\]]+)\]\.(\w+)$/.exec(field) ?? [];
  return row !== undefined && part !== undefined ? `${part}:${row}` : field.replace(/^.*\./, "");
}

/** A list's view in the address: all, active or blocked. */
export const blockedFilter = (view: string | null): { blocked?: boolean } =>
  view === "active" ? { blocked: false } : view === "blocked" ? { blocked: true } : {};
