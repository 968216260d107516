import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { redactShipments } from "#app/domain/fulfillments/redact-shipments.server.ts";
import type { ErasedBooks } from "#app/erp/registry.server.ts";
import { eraseFromBooks } from "#app/erp/registry.server.ts";
import { now } from "#app/lib/clock.ts";
import { eraseEvents, recordEvents } from "#app/domain/timeline/timeline.server.ts";
import type { Subject } from "./compliance.ts";
import { ordersOf } from "./held-data.server.ts";
import { redactJson } from "./redact-json.ts";
import { UNSETTLED } from "#app/tasks/states.ts";

type Json = Parameters<typeof redactJson>[0];

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
  await tx.orderToImport.deleteMany({
    where: { shop, orderId: { in: [...subject.orderGids, ...ids].filter((id) => !busy.has(id)) } },
  });
  if (subject.customerGid !== null) {
    await tx.customerLink.updateMany({
      where: { shop, shopifyId: subject.customerGid },
      data: { title: null },
    });
  }
  const gids = [...new Set([...subject.orderGids, ...ids])];
  // Reports of earlier data requests hold the same data.
  await tx.$executeRaw`
    UPDATE "PrivacyRequest" SET "result" = jsonb_build_object('erased', true) WHERE "shop" = ${shop} AND "topic" = 'customers/data_request'
      AND ("subject" ->> 'customerGid' = ${subject.customerGid} OR EXISTS (SELECT 1 FROM jsonb_array_elements_text("subject" -> 'orderGids') g WHERE g = ANY(${gids}::text[])))`;
  await tx.webhookDelivery.updateMany({
    where: { shop, resourceId: { in: gids } },
    data: { payload: {} },
  });
  await tx.$executeRaw`
    DELETE FROM "ApiLog" WHERE "shop" = ${shop} AND (EXISTS (SELECT 1 FROM unnest(${gids}::text[]) g WHERE strpos("request"::text, '"' || g || '"') > 0)
      OR (${subject.email}::text IS NOT NULL AND strpos(lower(concat("request"::text, "response"::text)), ${subject.email}) > 0))`;
  const books = await eraseFromBooks(tx, shop, {
    orderGids: free,
    customerGid: busy.size > 0 ? null : subject.customerGid,
    email: busy.size > 0 ? null : subject.email,
    customerIds: busy.size > 0 ? [] : links.map(({ erpId }) => erpId),
  });
  return { orders: free.length, waiting: busy.size, books, erased: ERASED, kept: KEPT };
}

const SLICE = 100;

/** Orders, versions, plans and tasks of these orders without anything personal. */
async function redactOrders(tx: Tx, shop: string, ids: readonly string[]): Promise<void> {
  for (let start = 0; start < ids.length; start += SLICE) {
    const slice = ids.slice(start, start + SLICE);
    const where = { shop, orderId: { in: slice } };
    await tx.orderVersion.updateMany({ where, data: { personal: Prisma.DbNull } });
    const orders = await tx.order.findMany({
      where,
      select: { orderId: true, state: true, choices: true },
    });
    for (const order of orders) {
      await tx.order.updateMany({
        where: { shop, orderId: order.orderId },
        data: {
          customerName: null,
          email: null,
          choices: redact(order.choices),
          state: { ...(redact(order.state) as Prisma.InputJsonObject), statusPageUrl: null },
        },
      });
    }
    for (const document of await tx.salesDocument.findMany({
      where,
      select: { id: true, plan: true },
    })) {
      await tx.salesDocument.updateMany({
        where: { shop, id: document.id },
        data: { plan: redact(document.plan) },
      });
    }
    for (const task of await tx.task.findMany({
      where,
      select: { id: true, payload: true, evidence: true, result: true, problem: true },
    })) {
      await tx.task.updateMany({
        where: { shop, id: task.id },
        data: {
          payload: redact(task.payload),
          ...(task.evidence === null ? {} : { evidence: redact(task.evidence) }),
          ...(task.result === null ? {} : { result: redact(task.result) }),
          ...(task.problem === null ? {} : { problem: redact(task.problem) }),
          lastAnswer: null,
        },
      });
      await tx.taskAttempt.updateMany({ where: { shop, taskId: task.id }, data: { answer: null } });
    }
    await redactShipments(tx, shop, slice);
    await tx.problem.deleteMany({ where });
    await tx.apiLog.deleteMany({ where });
    await eraseEvents(tx, shop, slice);
    await recordEvents(
      tx,
      shop,
      slice
        .filter((id) => orders.some(({ orderId }) => orderId === id))
        .map((orderId) => ({ orderId, kind: "redacted", actor: "shopify", data: {} })),
    );
  }
}

const redact = (value: Prisma.JsonValue): Prisma.InputJsonValue =>
  redactJson(value as Json) as Prisma.InputJsonValue;

/** Erases a shop that left (shop/redact), all but what accounting needs: orders and documents without personal data, cards and connections without secrets. */
export async function redactShop(tx: Tx, shop: string): Promise<Omit<Redacted, "waiting">> {
  const ids = (await tx.order.findMany({ where: { shop }, select: { orderId: true } })).map(
    ({ orderId }) => orderId,
  );
  await redactOrders(tx, shop, ids);
  const where = { shop };
  await tx.session.deleteMany({ where });
  await tx.orderToImport.deleteMany({ where });
  await tx.customerLink.deleteMany({ where });
  await tx.itemLink.deleteMany({ where });
  await tx.mapping.deleteMany({ where });
  await tx.problem.deleteMany({ where });
  await tx.apiLog.deleteMany({ where });
  await tx.schedule.deleteMany({ where });
  await tx.syncRun.deleteMany({ where });
  await tx.syncCursor.deleteMany({ where });
  await tx.throttleBucket.deleteMany({ where });
  await tx.webhookDelivery.updateMany({ where, data: { payload: {} } });
  await tx.privacyRequest.updateMany({
    where: { shop, topic: "customers/data_request" },
    data: { result: { erased: true } },
  });
  await tx.erpConnection.updateMany({ where, data: { secrets: null, probe: Prisma.DbNull } });
  await tx.shop.updateMany({
    where: { domain: shop },
    data: { name: null, facts: {}, scopes: "", redactedAt: now() },
  });
  const books = await eraseFromBooks(tx, shop, "everybody");
  return { orders: ids.length, books, erased: ERASED, kept: KEPT };
}
