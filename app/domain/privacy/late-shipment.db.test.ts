import { SHOP, simulator } from "#tests/setup/simulator.ts";
import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { storedContent, storedPersonal } from "#app/domain/orders/snapshot/stored-order.ts";
import { sampleOrder } from "#app/domain/orders/snapshot/sample-order.fixture.ts";
import { snapshotFromShopify } from "#app/domain/orders/read/snapshot-from-shopify.ts";
import { installForTest } from "#tests/fixtures/installed-shop.ts";
import { post, processed, shipment, shipmentOf } from "#tests/fixtures/shipments.ts";
import { START } from "./progress.ts";
import { redactSlice } from "./redact-orders.server.ts";

it("what the ERP says of a shipment after its order was erased brings no tracking back", async () => {
  simulator.reset();
  simulator.install(SHOP);
  await installForTest(SHOP, { allowOutgoingRequests: true });
  const { id: connectionId } = await db.erpConnection.create({
    data: { shop: SHOP, adapter: "ledger", title: "Ledger", settings: {} },
  });
  const document = await processed(SHOP, connectionId, {
    lines: [{ title: "Cup", price: "10.00", quantity: 3 }],
  });
  const orderId = document.order.id;
  const { content, personal } = snapshotFromShopify(sampleOrder());
  await db.orderVersion.create({
    data: {
      shop: SHOP,
      id: randomUUID(),
      orderId,
      hash: "h",
      content: storedContent.store({ ...content, id: orderId }),
      personal: storedPersonal.store(personal),
      createdAt: new Date(),
    },
  });
  const tracked = { trackingNumbers: ["ZQ-1"], trackingUrl: "https://carrier.example/ZQ-1" };
  const before = shipmentOf(document, [[document.line(0), "1"]], tracked);
  const [id = ""] = await post(SHOP, connectionId, [before]);
  expect((await shipment(SHOP, id)).trackingNumbers).toEqual(["ZQ-1"]);

  await db.$transaction((tx) => redactSlice(tx, SHOP, [orderId], START));
  const erased = await shipment(SHOP, id);
  expect(erased.trackingNumbers).toEqual([]);

  // The ERP tells the same again, a correction, and another parcel.
  await post(SHOP, connectionId, [before]);
  expect(await shipment(SHOP, id)).toEqual(erased);
  const corrected = { ...before, dedupeKey: "ZQ-1 corrected", trackingNumbers: ["ZQ-2"] };
  const another = shipmentOf(document, [[document.line(0), "1"]], tracked);
  await post(SHOP, connectionId, [corrected, another]);
  const rows = await db.postedShipment.findMany({ where: { shop: SHOP, orderId } });
  expect(rows).toHaveLength(2);
  expect(JSON.stringify(rows)).not.toContain("ZQ-");
});
