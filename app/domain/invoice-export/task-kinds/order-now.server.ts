import type { OrderId } from "#app/lib/ids.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { parseDecimal } from "#app/money/decimal.ts";
import { shopifyRequest } from "#app/shopify/client.server.ts";
import { OrderOutstandingDocument } from "#app/shopify/generated/admin.ts";
import type { TaskContext } from "#app/tasks/kind.ts";
import { TaskStop } from "#app/tasks/outcome.ts";
import { failShopifyCall } from "#app/tasks/shopify-error-class.ts";

interface OfInvoice {
  orderId: OrderId;
  /** Of the invoice. */
  number: string;
}

/** What is still open of an exported invoice's order, and whether it has payment terms, read right before it is written to. */
export async function orderNow({
  shop,
  traceId,
  payload: invoice,
}: TaskContext<OfInvoice>): Promise<{ open: Decimal; hasTerms: boolean }> {
  const { orderId } = invoice;
  const answer = await shopifyRequest(
    shop,
    OrderOutstandingDocument,
    { id: orderId },
    { orderId, traceId },
  );
  if (!answer.ok) return failShopifyCall(answer.error);
  const { order } = answer.value;
  if (!order) throw refused(invoice, "Shopify no longer has the order.");
  if (order.cancelledAt) throw refused(invoice, "The order is cancelled.");
  const open = parseDecimal(order.totalOutstandingSet.shopMoney.amount);
  if (open === undefined) throw new Error("Shopify answered no amount.");
  return { open, hasTerms: order.paymentTerms !== null && order.paymentTerms !== undefined };
}

export const refused = ({ number }: Pick<OfInvoice, "number">, message: string): TaskStop =>
  new TaskStop(problem("export-follow-refused", { number, message }, message), message);
