import type { Tx } from "#app/db/client.server.ts";
import type { Decimal } from "#app/money/decimal.ts";
import type { Scope } from "../scope.ts";
import { decimalOf } from "../scope.ts";

/** By document line: what its posted invoices say, in the price basis of the document. */
export async function invoicedParts(
  tx: Tx,
  scope: Scope,
  documentId: string,
): Promise<Map<string, { amount: Decimal; tax: Decimal }>> {
  const rows = await tx.ledgerPostedInvoiceLine.groupBy({
    by: ["documentLineId"],
    where: { shop: scope.shop, invoice: { connectionId: scope.connectionId, documentId } },
    _sum: { amount: true, tax: true },
  });
  return new Map(
    rows.map((row) => [
      row.documentLineId,
      {
        amount: row._sum.amount ? decimalOf(row._sum.amount) : "0",
        tax: row._sum.tax ? decimalOf(row._sum.tax) : "0",
      },
    ]),
  );
}
