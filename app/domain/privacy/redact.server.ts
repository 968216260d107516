import type { Tx } from "#app/db/client.server.ts";
import { redactDocuments } from "#app/domain/documents/erase.server.ts";
import { eraseSecrets } from "#app/domain/erp-connections/erase.server.ts";
import { redactShipments } from "#app/domain/fulfillments/redact-shipments.server.ts";
import { eraseFacts } from "#app/domain/installation/erase.server.ts";
import { eraseMappings, forgetCustomerName } from "#app/domain/mapping/erase.server.ts";
import * as orders from "#app/domain/orders/erase.server.ts";
import { forgetListing, forgetWaiting } from "#app/domain/orders/erase.server.ts";
import { eraseProblems } from "#app/domain/problems/erase.server.ts";
import { eraseRuns } from "#app/domain/runs/erase.server.ts";
import { eraseSchedules } from "#app/domain/schedules/erase.server.ts";
import type { ErasedBooks } from "#app/erp/registry.server.ts";
import { eraseFromBooks } from "#app/erp/registry.server.ts";
import { eraseEvents, recordEvents } from "#app/domain/timeline/timeline.server.ts";
import { eraseMentions, eraseShopify, eraseTrafficOf } from "#app/shopify/erase.server.ts";
import { redactTasks } from "#app/tasks/erase.server.ts";
import type { Subject } from "./compliance.ts";
import { ordersOf } from "./held-data.server.ts";
import { UNSETTLED } from "#app/tasks/states.ts";

export interface Redacted {
  orders: number;
  /** Orders whose document is being made right now: their copies go when it is done. */
  waiting: number;
  /** The built-in ledger's customers and documents that name nobody any more. */
  books: ErasedBooks;
  erased: string;
  kept: string;
}

const ERASED = "names, addresses, e-mail, phone, notes and attributes";
const KEPT =
  "order and document numbers, days, amounts, items and countries, which accounting and tax need; another ERP's own records are the merchant's to clean";

/**
 * Empties our copies of a person's data (customers/redact), the built-in ledger's too. Documents are kept, tax law wants them, with numbers, days and amounts. A document
 * that is just being made keeps what it needs until it is made.
 */
export async function redactCustomer(tx: Tx, shop: string, subject: Subject): Promise<Redacted> {
  const ids = await ordersOf(tx, shop, subject);
  const busy = new Set(
    (
      await tx.task.findMany({
        where: { shop, orderId: { in: ids }, state: { in: [...UNSETTLED] } },
        select: { orderId: true },
      })
    ).map(({ orderId }) => orderId),
  );
  const free = ids.filter((id) => !busy.has(id));
  const links =
    subject.customerGid === null
      ? []
      : await tx.customerLink.findMany({
          where: { shop, shopifyId: subject.customerGid },
          select: { erpId: true },
        });
  await redactOrders(tx, shop, free);
  await forgetWaiting(
    tx,
    shop,
    [...subject.orderGids, ...ids].filter((id) => !busy.has(id)),
  );
  if (subject.customerGid !== null) await forgetCustomerName(tx, shop, subject.customerGid);
  const gids = [...new Set([...subject.orderGids, ...ids])];
  // Reports of earlier data requests hold the same data.
  await tx.$executeRaw`
    UPDATE "PrivacyRequest" SET "result" = jsonb_build_object('erased', true) WHERE "shop" = ${shop} AND "topic" = 'customers/data_request'
      AND ("subject" ->> 'customerGid' = ${subject.customerGid} OR EXISTS (SELECT 1 FROM jsonb_array_elements_text("subject" -> 'orderGids') g WHERE g = ANY(${gids}::text[])))`;
  await eraseMentions(tx, shop, { gids, email: subject.email });
  const books = await eraseFromBooks(tx, shop, {
    orderGids: free,
    customerGid: busy.size > 0 ? null : subject.customerGid,
    email: busy.size > 0 ? null : subject.email,
    customerIds: busy.size > 0 ? [] : links.map(({ erpId }) => erpId),
  });
  return { orders: free.length, waiting: busy.size, books, erased: ERASED, kept: KEPT };
}

const SLICE = 100;

/** Everything about these orders without anything personal. */
async function redactOrders(tx: Tx, shop: string, ids: readonly string[]): Promise<void> {
  for (let start = 0; start < ids.length; start += SLICE) {
    const slice = ids.slice(start, start + SLICE);
    const known = await orders.redactOrders(tx, shop, slice);
    await redactDocuments(tx, shop, slice);
    await redactTasks(tx, shop, slice);
    await redactShipments(tx, shop, slice);
    await eraseProblems(tx, shop, slice);
    await eraseTrafficOf(tx, shop, slice);
    await eraseEvents(tx, shop, slice);
    await recordEvents(
      tx,
      shop,
      known.map((orderId) => ({ orderId, kind: "redacted", actor: "shopify", data: {} })),
    );
  }
}

/** Erases a shop that left (shop/redact), all but what accounting needs: orders and documents without personal data, cards and connections without secrets. */
export async function redactShop(tx: Tx, shop: string): Promise<Omit<Redacted, "waiting">> {
  const ids = (await tx.order.findMany({ where: { shop }, select: { orderId: true } })).map(
    ({ orderId }) => orderId,
  );
  await redactOrders(tx, shop, ids);
  await eraseShopify(tx, shop);
  await forgetListing(tx, shop);
  await eraseMappings(tx, shop);
  await eraseProblems(tx, shop);
  await eraseSchedules(tx, shop);
  await eraseRuns(tx, shop);
  await eraseSecrets(tx, shop);
  await eraseFacts(tx, shop);
  await tx.privacyRequest.updateMany({
    where: { shop, topic: "customers/data_request" },
    data: { result: { erased: true } },
  });
  const books = await eraseFromBooks(tx, shop, "everybody");
  return { orders: ids.length, books, erased: ERASED, kept: KEPT };
}
