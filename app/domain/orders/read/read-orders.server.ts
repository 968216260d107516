import type { Result } from "#app/lib/result.ts";
import { err, ok } from "#app/lib/result.ts";
import { shopifyRequest, shopifyRequestNodes } from "#app/shopify/client.server.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import { ImportOrdersDocument } from "#app/shopify/generated/admin.ts";
import type { Details } from "./order-details.server.ts";
import { readDetails } from "./order-details.server.ts";
import { readLongParts } from "./long-parts.server.ts";
import type { OrderSnapshot } from "../snapshot/snapshot.ts";
import type { Listing } from "../announce/listed-from-shopify.ts";
import { listedFromShopify } from "../announce/listed-from-shopify.ts";
import { snapshotFromShopify } from "./snapshot-from-shopify.ts";
import {
  moreFulfillmentLines,
  moreFulfillmentOrderLines,
  moreAgreements,
  moreFulfillmentOrders,
  moreLines,
  morePaymentSchedules,
  moreShippingLines,
} from "./order-pages.server.ts";
import type { Ask } from "./order-pages.server.ts";
import { moreDuties } from "./line-duties.server.ts";
import { wholeRefund } from "./refund-pages.server.ts";
import { allReturns, wholeReturn } from "./return-pages.server.ts";
import type { OrderNode, WholeOrder } from "./whole-order.ts";
import { companyLocationOf, isOrderNode } from "./whole-order.ts";

/** What became of one order of a batch. `again`: it changed while its parts were read. */
export type Reading =
  | { kind: "read"; snapshot: OrderSnapshot; listing: Listing }
  | { kind: "gone" }
  | { kind: "unreadable"; part: string }
  | { kind: "again" };

/**
 * Reads orders whole (IMP-2): one call for the batch in the usual case, a second for details that only some have, another for lists that overflow.
 * A bad order becomes its own reading; the error is for the batch as a whole (IMP-4).
 */
export async function readOrders(
  shop: string,
  ids: readonly string[],
): Promise<Result<Map<string, Reading>, ShopifyError>> {
  const answer = await shopifyRequestNodes(shop, ImportOrdersDocument, { ids: [...ids] });
  if (!answer.ok) return answer;
  const readings = new Map<string, Reading>();
  const heads = new Map<string, OrderNode>();
  ids.forEach((id, index) => {
    const node = answer.value.data.nodes[index] ?? null;
    const broken = answer.value.nodeErrors.get(index);
    if (broken !== undefined) readings.set(id, { kind: "unreadable", part: broken.slice(0, 300) });
    else if (node === null || !isOrderNode(node) || node.id !== id)
      readings.set(id, { kind: "gone" });
    else {
      const missing = missingPart(node);
      if (missing) readings.set(id, { kind: "unreadable", part: missing });
      else heads.set(id, node);
    }
  });
  const details = await readDetails(shop, [...heads.values()]);
  if (!details.ok) return details;
  const whole = await readLongParts(shop, [...heads.values()]);
  if (!whole.ok) return whole;
  for (const head of whole.value) {
    const reading = await assemble(shop, head, details.value);
    if (!reading.ok) return reading;
    readings.set(head.id, reading.value);
  }
  return ok(readings);
}

/** Names the first part an order cannot do without that is null in the answer. */
function missingPart(head: OrderNode): string | undefined {
  const parts = [
    "lineItems",
    "shippingLines",
    "fulfillmentOrders",
    "fulfillments",
    "refunds",
    "transactions",
    "tags",
    "totalPriceSet",
    "risk",
  ] as const;
  return parts.find((part) => head[part] === null || head[part] === undefined);
}

class ReadFailed extends Error {
  constructor(readonly error: ShopifyError) {
    super(error.message);
  }
}

async function assemble(
  shop: string,
  head: OrderNode,
  details: Details,
): Promise<Result<Reading, ShopifyError>> {
  const times = new Set<string>();
  const ask: Ask = async (document, variables) => {
    const answer = await shopifyRequest(shop, document, variables, { orderId: head.id });
    if (!answer.ok) throw new ReadFailed(answer.error);
    return answer.value;
  };
  try {
    const refunds: WholeOrder["refunds"] = [];
    for (const { id, updatedAt } of head.refunds) {
      const node = details.refunds.get(id);
      if (!node) return ok({ kind: "unreadable", part: `refund ${id}` });
      if (node.updatedAt !== updatedAt) return ok({ kind: "again" });
      refunds.push(await wholeRefund(ask, node));
    }
    const returns: WholeOrder["returns"] = [];
    const known = await allReturns(ask, head, details.returns, times);
    for (const [id, node] of known) {
      if (!node) return ok({ kind: "unreadable", part: `return ${id}` });
      returns.push(await wholeReturn(ask, node));
    }
    const lines = await moreLines(ask, head, times);
    const order: WholeOrder = {
      head,
      lines,
      duties: await moreDuties(ask, head, lines, details.duties),
      shippingLines: await moreShippingLines(ask, head, times),
      fulfillmentOrders: await Promise.all(
        (await moreFulfillmentOrders(ask, head, times)).map(async (entry) => ({
          head: entry,
          lines: await moreFulfillmentOrderLines(ask, entry),
        })),
      ),
      fulfillments: await Promise.all(
        head.fulfillments.map(async (entry) => ({
          head: entry,
          lines: await moreFulfillmentLines(ask, entry),
        })),
      ),
      refunds,
      paymentSchedules: await morePaymentSchedules(ask, head, times),
      returns,
      agreements: await moreAgreements(ask, head, details.agreements.get(head.id), times),
      company: details.companies.get(companyLocationOf(head) ?? "") ?? null,
    };
    // Read in several pages: only whole when it did not change between them.
    if ([...times].some((time) => time !== head.updatedAt)) return ok({ kind: "again" });
    const listing = listedFromShopify(head);
    return ok({ kind: "read", snapshot: snapshotFromShopify(order), listing });
  } catch (error) {
    if (error instanceof ReadFailed) return err(error.error);
    // The answer has a form we do not know: it concerns this order, not its batch.
    return ok({
      kind: "unreadable",
      part: error instanceof Error ? error.message.slice(0, 300) : "unknown",
    });
  }
}
