import { given } from "#app/lib/given.ts";
import type { OrderId } from "#app/lib/ids.ts";
import { simulator } from "#tests/setup/simulator.ts";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { createDocuments } from "#app/domain/documents/store/create-documents.server.ts";
import { importSelected, resyncOrder } from "#app/domain/orders/order-actions.server.ts";
import { DOCUMENT_ATTRIBUTE } from "#app/domain/orders/snapshot/own-attribute.ts";
import { startSync } from "#app/domain/orders/announce/sync-run.server.ts";
import { drain } from "#tests/setup/jobs.ts";
import { createAll, deliver, openShop, ordersOf, sync } from "./shop-at-work.ts";

/** What the story's shop is filled with, and what comes of it. */
export interface Filling {
  fill: () => void;
  orders: number;
  documents: number;
}

/** Whatever is asked for twice, one after the other or at the same time, happens once. */
export function twiceIsOnce(
  SHOP: string,
  { fill, orders: ORDERS, documents: DOCUMENTS }: Filling,
): void {
  /** Everything that must not grow, with what an order points to. */
  async function standing(): Promise<Record<string, unknown>> {
    const where = { shop: SHOP };
    return {
      versions: await db.orderVersion.count({ where }),
      ledgerDocuments: await db.ledgerDocument.count({ where }),
      ledgerCustomers: await db.ledgerCustomer.count({ where }),
      ledgerItems: await db.ledgerItem.count({ where }),
      documents: await db.salesDocument.count({ where }),
      tasks: await db.task.count({ where }),
      attempts: await db.taskAttempt.count({ where }),
      mappings: await db.mapping.count({ where }),
      customerLinks: await db.customerLink.count({ where }),
      itemLinks: await db.itemLink.count({ where }),
      events: await db.orderEvent.count({ where }),
      orders: await db.order.findMany({
        where,
        orderBy: { orderId: "asc" },
        select: {
          orderId: true,
          currentVersionId: true,
          processedVersionId: true,
          documentState: true,
          documentNumber: true,
          generation: true,
          conflict: true,
        },
      }),
      writes: simulator.log.effects.filter(({ shop }) => shop === SHOP).length,
    };
  }

  const allIds = async (): Promise<OrderId[]> =>
    (await db.order.findMany({ where: { shop: SHOP }, select: { orderId: true } })).map(
      ({ orderId }) => orderId,
    );

  beforeAll(async () => {
    fill();
    await openShop(SHOP);
  });

  describe("at the same time", () => {
    it("two syncs list and import each order once (I-6)", async () => {
      const runs = await Promise.all([
        startSync(SHOP, { trigger: "click", by: "ann" }),
        startSync(SHOP, { trigger: "click", by: "bob" }),
        startSync(SHOP, { trigger: "schedule", by: "schedule", filter: { fromNumber: 1 } }),
      ]);
      expect(new Set(runs.map(({ runId }) => runId)).size).toBe(2);
      await Promise.all([drain(), drain()]);
      await drain();
      const orders = await db.order.count({ where: { shop: SHOP } });
      expect(orders).toBe(ORDERS);
      expect(await db.orderVersion.count({ where: { shop: SHOP } })).toBe(orders);
      expect(await db.orderEvent.count({ where: { shop: SHOP, kind: "imported" } })).toBe(orders);
      expect(await db.syncRun.findMany({ where: { shop: SHOP, state: { not: "done" } } })).toEqual(
        [],
      );
    });

    it("two people and two workers make each document once", async () => {
      const ids = await allIds();
      const results = await Promise.all([
        createDocuments(SHOP, ids, "ann"),
        createDocuments(SHOP, [...ids].reverse(), "bob"),
      ]);
      expect(
        results.map(({ enqueued }) => enqueued.length).reduce((sum, count) => sum + count),
      ).toBe(DOCUMENTS);
      await Promise.all([drain(), drain()]);
      await drain();
      const documents = await db.ledgerDocument.findMany({
        where: { shop: SHOP },
        select: { shopifyOrderId: true, number: true },
      });
      expect(documents).toHaveLength(DOCUMENTS);
      expect(new Set(documents.map(({ shopifyOrderId }) => shopifyOrderId)).size).toBe(DOCUMENTS);
      expect(new Set(documents.map(({ number }) => number)).size).toBe(DOCUMENTS);
      expect(
        await db.task.groupBy({ by: ["state"], where: { shop: SHOP }, _count: true }),
      ).toMatchObject([{ state: "done" }]);
      expect(
        simulator.log.effects.filter(
          ({ shop, mutation }) => shop === SHOP && mutation === "orderUpdate",
        ),
      ).toHaveLength(DOCUMENTS);
    });
  });

  describe("one after the other", () => {
    it("the echo of our own attribute writes makes no version, no event and no task", async () => {
      // An order of goods that never ship was fulfilled at once: reading that archives it.
      await sync(SHOP);
      const before = await standing();
      const reads = (): number =>
        simulator.log.requests.filter(({ operation }) => operation === "ImportOrders").length;
      const readsBefore = reads();
      const written = ordersOf(SHOP).filter((order) =>
        order.customAttributes.some(({ key }) => key === DOCUMENT_ATTRIBUTE),
      );
      expect(written).toHaveLength(DOCUMENTS);
      for (const { id, updatedAt } of written.slice(0, 5))
        expect(
          await deliver(SHOP, "orders/updated", {
            id: Number(id.split("/").at(-1)),
            admin_graphql_api_id: id,
            updated_at: updatedAt,
          }),
        ).toBe(200);
      await drain();
      await sync(SHOP);
      expect(reads()).toBeGreaterThan(readsBefore);
      expect(await standing()).toEqual(before);
      expect(
        await db.orderToImport.count({ where: { shop: SHOP, verdict: { not: "held" } } }),
      ).toBe(0);
    });

    it("every sync, import and create again changes nothing", async () => {
      const before = await standing();
      for (let round = 0; round < 2; round += 1) {
        await sync(SHOP);
        await sync(SHOP, { includeArchived: false });
        const ids = await allIds();
        await importSelected(SHOP, ids, "merchant");
        expect(await resyncOrder(SHOP, given(ids[0], "an order"), "merchant")).toEqual({
          ok: true,
          value: "unchanged",
        });
        const created = await createAll(SHOP);
        expect(created).toMatchObject({ enqueued: [], unknown: [] });
        expect(created.already).toHaveLength(DOCUMENTS);
        await drain({ future: true });
      }
      expect(await standing()).toEqual(before);
    });

    it("a webhook told twice is worked once", async () => {
      const before = await standing();
      const [order] = ordersOf(SHOP);
      const payload = {
        id: Number(order?.id.split("/").at(-1)),
        admin_graphql_api_id: order?.id,
        updated_at: order?.updatedAt,
      };
      const statuses = await Promise.all(
        [1, 2, 3].map(() =>
          deliver(SHOP, "orders/updated", payload, { id: "11111111-1111-4111-8111-111111111111" }),
        ),
      );
      expect(statuses).toEqual([200, 200, 200]);
      expect(
        await db.webhookDelivery.count({
          where: { shop: SHOP, webhookId: "11111111-1111-4111-8111-111111111111" },
        }),
      ).toBe(1);
      expect(
        (
          await db.$queryRaw<
            unknown[]
          >`SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'handleOrderWebhooks'`
        ).length,
      ).toBeLessThanOrEqual(1);
      await drain();
      expect(await standing()).toEqual(before);
    });

    it("met no gap of the simulated Shopify", () => {
      expect(simulator.log.defects).toEqual([]);
    });
  });
}
