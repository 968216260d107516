import { isText } from "#app/erp/port/line-kinds.ts";
import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import { isCreditKind } from "#app/erp/port/documents.ts";
import type { DocumentSnapshot } from "#app/erp/port/documents.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { now } from "#app/lib/clock.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { add, compare, isZero, min, multiply, negate, subtract } from "#app/money/decimal.ts";
import { totalsOf } from "../arithmetic.ts";
import type { LockedDocument } from "../documents/change.server.ts";
import { lockDocument } from "../documents/change.server.ts";
import { getDocument } from "../documents/read.server.ts";
import { takeNumber } from "../number-series.server.ts";
import { conflict, refusal, stateName } from "#app/erp/refusals.ts";
import type { Scope } from "../scope.ts";
import { decimalOf } from "../scope.ts";
import { invoicedParts } from "./invoiced.server.ts";
import { portion } from "./portion.ts";
import type { PostedRef } from "./shipment.server.ts";
import { shipWithin } from "./shipment.server.ts";
import { moveStock, stockedIds } from "./stock.server.ts";

/** `shipped`: goods as far as they left, and all that is no goods; `whole`: everything that is not invoiced yet. */
export type InvoiceScope = "shipped" | "whole";

/** What was posted: the invoice of an order or of an invoice, or the credit memo of a credit memo or of a return order. */
type Posted = PostedRef & { kind: "salesInvoice" | "creditMemo" };

/** Posts an invoice of a released order, or a released invoice or credit memo as a whole. */
export async function postInvoice(
  scope: Scope,
  ref: ErpRef,
  what: InvoiceScope,
  by: string,
): Promise<Posted> {
  return db.$transaction(async (tx) =>
    invoiceWithin(tx, scope, await lockDocument(tx, scope, ref), { what, by }),
  );
}

/** Goods move by a posting of their own, before the document is invoiced or credited. */
const isOrder = (kind: string): boolean => kind === "salesOrder" || kind === "returnOrder";

/**
 * The port's `postDocument`: an order is shipped, a return order received, as far as anything is left, and invoiced or credited whole;
 * other documents are posted.
 */
export async function postDocument(
  scope: Scope,
  ref: ErpRef,
  by: string,
): Promise<DocumentSnapshot> {
  await db.$transaction(async (tx) => {
    const document = await lockDocument(tx, scope, ref);
    const toShip =
      isOrder(document.kind) &&
      document.lines.some(
        (line) =>
          line.itemId !== null && compare(decimalOf(line.quantity), decimalOf(line.shipped)) > 0,
      );
    if (toShip) await shipWithin(tx, scope, document, { by });
    await invoiceWithin(tx, scope, document, { what: "whole", by });
  });
  return getDocument(scope, { kind: ref.kind, id: ref.id });
}

async function invoiceWithin(
  tx: Tx,
  scope: Scope,
  document: LockedDocument,
  { what, by }: { what: InvoiceScope; by: string },
): Promise<Posted> {
  if (document.state !== "released")
    throw conflict(
      refusal("invoice.notReleased", {
        document: document.number,
        state: stateName(document.state),
      }),
    );
  const parts = document.lines
    .filter((line) => !isText(line))
    .map((line) => ({ line, quantity: toInvoice(line, what) }))
    // Below zero: what a credit memo sends out.
    .filter(({ quantity }) =>
      document.kind === "creditMemo" ? !isZero(quantity) : compare(quantity, "0") > 0,
    );
  if (parts.length === 0)
    throw conflict(
      refusal(what === "shipped" ? "invoice.nothingShipped" : "invoice.nothingLeft", {
        document: document.number,
      }),
    );
  const earlier = await invoicedParts(tx, scope, document.id);
  const lines = parts.map(({ line, quantity }) => {
    // Up to here less what was posted, not a share of its own: the invoices add up to the line even
    // when it was edited between them.
    const upTo = (amount: { toFixed(): string }): Decimal =>
      portion(
        {
          amount: decimalOf(amount),
          quantity: decimalOf(line.quantity),
          currency: document.currency,
        },
        add(decimalOf(line.invoiced), quantity),
      );
    const before = earlier.get(line.id);
    return {
      documentLineId: line.id,
      sequence: line.sequence,
      description: line.description,
      quantity,
      amount: subtract(upTo(line.amount), before?.amount ?? "0"),
      tax: subtract(upTo(line.tax), before?.tax ?? "0"),
    };
  });
  const totals = totalsOf(lines, document.pricesIncludeTax);
  const kind = isCreditKind(document.kind) ? "creditMemo" : "salesInvoice";
  const at = now();
  const posted = await tx.ledgerPostedInvoice.create({
    data: {
      ...scope,
      kind,
      number: await takeNumber(
        tx,
        scope,
        kind === "creditMemo" ? "postedCreditMemo" : "postedInvoice",
      ),
      documentId: document.id,
      billToId: document.billToId,
      currency: document.currency,
      ...totals,
      remaining: totals.gross,
      status: compare(totals.gross, "0") === 0 ? "paid" : "posted",
      dueDate: document.dueDate,
      postedBy: by,
      postedAt: at,
      changedAt: at,
    },
  });
  await tx.ledgerPostedInvoiceLine.createMany({
    data: lines.map((line) => ({ shop: scope.shop, invoiceId: posted.id, ...line })),
  });
  const order = isOrder(document.kind);
  for (const { line, quantity } of parts) {
    // A document that is no order is shipped by being posted.
    await tx.ledgerDocumentLine.update({
      where: { shop_id: { shop: scope.shop, id: line.id } },
      data: {
        invoiced: { increment: quantity },
        ...(order || line.itemId === null ? {} : { shipped: { increment: quantity } }),
      },
    });
  }
  if (!order) await moveGoods(tx, scope, document, { posted, by });
  await tx.ledgerDocument.update({
    where: { shop_id: { shop: scope.shop, id: document.id } },
    data: {
      ...(order ? {} : { state: "posted", postedAt: at }),
      changedAt: at,
      version: { increment: 1 },
    },
  });
  return { id: posted.id, number: posted.number, kind };
}

function toInvoice(line: LockedDocument["lines"][number], what: InvoiceScope): Decimal {
  const left = subtract(decimalOf(line.quantity), decimalOf(line.invoiced));
  return what === "whole" || line.itemId === null
    ? left
    : min(left, subtract(decimalOf(line.shipped), decimalOf(line.invoiced)));
}

/** An invoice takes its goods from stock, a credit memo brings them back, at the locations its lines name. */
async function moveGoods(
  tx: Tx,
  scope: Scope,
  document: LockedDocument,
  { posted, by }: { posted: PostedRef; by: string },
): Promise<void> {
  const credit = document.kind === "creditMemo";
  const stocked = await stockedIds(
    tx,
    scope,
    document.lines.flatMap((line) => line.itemId ?? []),
  );
  await moveStock(
    tx,
    scope,
    document.lines.flatMap((line) => {
      if (!line.itemId || !line.location || !stocked.has(line.itemId)) return [];
      const quantity = multiply(decimalOf(line.quantity), decimalOf(line.perBase));
      return [
        {
          itemId: line.itemId,
          variantCode: line.variantCode,
          location: line.location,
          quantity: credit ? quantity : negate(quantity),
        },
      ];
    }),
    { kind: credit ? "return" : "shipment", by, documentId: posted.id, note: posted.number },
  );
}
