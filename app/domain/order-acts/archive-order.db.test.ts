import { simulator } from "#tests/setup/simulator.ts";
import { describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { createDocuments } from "#app/domain/documents/store/create-documents.server.ts";
import { drain } from "#tests/setup/jobs.ts";
import { changeSettings, sync } from "#tests/scenarios/shop-at-work.ts";
import { considerArchiving } from "./consider-archiving.server.ts";
import {
  SHOP,
  OTHER,
  paid,
  effects,
  tasks,
  order,
  events,
  orderAt,
  runJob,
  rest,
  openActShops,
  FAULTS,
} from "./order-acts.fixture.ts";
import type { Placed } from "./order-acts.fixture.ts";

openActShops();

describe("archive", () => {
  /** An order whose document stands in the ERP, shipped and paid in Shopify. */
  async function processed(shippedInErp = true): Promise<Placed> {
    const placed = paid();
    await sync(SHOP);
    await createDocuments(SHOP, [placed.id], "ann");
    await drain();
    expect(await order(placed.id)).toMatchObject({ documentState: "created" });
    if (shippedInErp) await shipInErp(placed.id);
    simulator.act(SHOP, "fulfillOrder", { order: placed.id });
    return placed;
  }
  const shipInErp = async (orderId: string): Promise<void> => {
    const document = await db.salesDocument.findFirstOrThrow({ where: { shop: SHOP, orderId } });
    const { postShipment } = await import("#app/erp/ledger/posting/shipment.server.ts");
    await postShipment(
      { shop: SHOP, connectionId: document.connectionId },
      { order: { kind: "salesOrder", id: document.erpId ?? "" }, by: "ann" },
    );
  };

  it("closes an order that is complete on both sides, once, and not again after a person took it out (I-60)", async () => {
    const { id } = await processed();
    await sync(SHOP);
    await rest();
    expect(effects("orderClose")).toHaveLength(1);
    expect(await order(id)).toMatchObject({ closed: true });
    expect(await events(id)).toContain("archived");
    const versions = await db.orderVersion.count({ where: { shop: SHOP, orderId: id } });
    await sync(SHOP);
    await rest();
    expect(await db.orderVersion.count({ where: { shop: SHOP, orderId: id } })).toBe(versions);
    simulator.act(SHOP, "unarchiveOrder", { order: id });
    await sync(SHOP);
    await runJob("archiveProcessedOf", { shop: SHOP });
    await rest();
    expect(await order(id)).toMatchObject({ closed: false });
    expect(effects("orderClose")).toHaveLength(1);
    expect(await considerArchiving(OTHER, [id])).toBe(0);
  });

  it("leaves what the ERP has not shipped, what is not paid, and what the card keeps", async () => {
    const { id } = await processed(false);
    await sync(SHOP);
    await rest();
    expect(effects("orderClose")).toEqual([]);
    await shipInErp(id);
    await changeSettings(SHOP, { archiveProcessed: false });
    expect(await considerArchiving(SHOP, [id])).toBe(0);
    await changeSettings(SHOP, { archiveProcessed: true });
    await runJob("archiveProcessed", {});
    await rest();
    expect(
      effects("orderClose").filter(({ input }) => (input as { id: string }).id === id),
    ).toHaveLength(1);
  });

  it.each(FAULTS)("%s closes once", async (_, fault) => {
    const { id } = await processed();
    simulator.faults.arm({ ...fault, operation: "CloseOrder", shop: SHOP });
    await sync(SHOP);
    await Promise.all([considerArchiving(SHOP, [id]), considerArchiving(SHOP, [id])]);
    await rest();
    expect(effects("orderClose")).toHaveLength(1);
    expect(await tasks(id, "archiveOrder")).toMatchObject([{ state: "done" }]);
    expect(await order(id)).toMatchObject({ closed: true });
  });

  it("an order that changed since it was found complete is left open", async () => {
    const { id } = await processed();
    await changeSettings(SHOP, { allowOutgoingRequests: false });
    await sync(SHOP);
    expect(await tasks(id, "archiveOrder")).toMatchObject([
      { state: "planned", problemKind: "outgoing-disabled" },
    ]);
    simulator.act(SHOP, "refundOrder", { order: id, lines: [{ line: 0, quantity: 1 }] });
    orderAt(id)!.cancelledAt = new Date().toISOString();
    await changeSettings(SHOP, { allowOutgoingRequests: true });
    await rest();
    expect(await tasks(id, "archiveOrder")).toMatchObject([
      { state: "done", result: { closed: false } },
    ]);
    expect(effects("orderClose")).toEqual([]);
  });
});
