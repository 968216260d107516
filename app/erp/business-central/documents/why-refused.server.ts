import { z } from "zod";
import { ErpError } from "#app/erp/errors.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { DocumentDraft } from "#app/erp/port/documents.ts";
import { invalid, misconfigured, refusal } from "#app/erp/refusals.ts";
import { companyOf } from "../company.server.ts";
import type { BcScope } from "../scope.server.ts";
import { PORTION, anyOf, portions } from "../wire/filter.ts";
import { guid, text } from "../wire/shapes.ts";

const REFUSED = new Set(["config", "validation", "notFound"]);

/**
 * Which item or customer it was. Business Central tells it in words, and a blocked item as one it
 * does not have; what a document names is looked up only after it was refused.
 */
export async function explained(
  scope: BcScope,
  draft: DocumentDraft,
  error: unknown,
  options: CallOptions,
): Promise<unknown> {
  if (!(error instanceof ErpError) || !REFUSED.has(error.detail.class)) return error;
  try {
    return (
      (await itemAtFault(scope, draft, options)) ??
      (await customerAtFault(scope, draft, options)) ??
      error
    );
  } catch {
    return error; // what Business Central said stands
  }
}

const itemRow = z.object({ id: guid, number: text, blocked: z.boolean() });

async function itemAtFault(
  scope: BcScope,
  draft: DocumentDraft,
  options: CallOptions,
): Promise<ErpError | undefined> {
  const { path } = await companyOf(scope, options);
  const wanted = [...new Set(draft.lines.flatMap(({ item }) => (item ? [item.id] : [])))];
  const known = new Map<string, z.infer<typeof itemRow>>();
  for (const part of portions(wanted, PORTION)) {
    const listing = {
      path: `${path}/items`,
      filter: anyOf("id", part),
      select: "id,number,blocked",
    };
    for (const row of await scope.api.all(listing, itemRow, options)) known.set(row.id, row);
  }
  for (const [index, { item }] of draft.lines.entries()) {
    if (!item) continue;
    const row = known.get(item.id);
    const name = { item: row?.number ?? item.number ?? item.id };
    if (!row) return invalid(`lines[${index}].item`, refusal("bcDocument.noItem", name));
    if (row.blocked)
      return misconfigured(
        refusal("bcDocument.itemBlocked", name),
        refusal("bcAction.unblockItem", name),
      );
  }
  return undefined;
}

const customerRow = z.object({ id: guid, number: text, displayName: text, blocked: text });

async function customerAtFault(
  scope: BcScope,
  draft: DocumentDraft,
  options: CallOptions,
): Promise<ErpError | undefined> {
  const { path } = await companyOf(scope, options);
  const ids = [...new Set([draft.sellTo.id, draft.billTo.id])];
  const rows = await scope.api.all(
    { path: `${path}/customers`, filter: anyOf("id", ids) },
    customerRow,
    options,
  );
  for (const field of ["sellTo", "billTo"] as const) {
    const ref = draft[field];
    const row = rows.find(({ id }) => id === ref.id);
    if (!row)
      return invalid(field, refusal("bcDocument.noCustomer", { customer: ref.number ?? ref.id }));
    if (row.blocked === "All" || row.blocked === "Invoice") {
      const name = { customer: `${row.number} ${row.displayName}` };
      return misconfigured(
        refusal("bcDocument.customerBlocked", name),
        refusal("bcAction.unblockCustomer", name),
      );
    }
  }
  return undefined;
}
