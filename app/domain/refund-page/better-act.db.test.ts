// What may be better than a credit memo, as the order's document stands in the ledger.
import type { OrderId } from "#app/lib/ids.ts";
import { RefundId } from "#app/lib/ids.ts";
import { OTHER_SHOP, SHOP, simulator } from "#tests/setup/simulator.ts";
import { expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import {
  connectionId,
  openPaymentShop,
  post,
  sold,
} from "#app/domain/payments/payments.fixture.ts";
import { cancelDocument } from "#app/erp/ledger/documents/change.server.ts";
import { sync } from "#tests/scenarios/shop-at-work.ts";
import { drain } from "#tests/setup/jobs.ts";
import { betterAct } from "./better-act.server.ts";
import { refundView } from "./refund-page.server.ts";

openPaymentShop();

const refund = async (order: OrderId) => {
  simulator.clock.advance(1_000);
  simulator.act(SHOP, "refundOrder", {
    order,
    lines: [{ line: 0, quantity: 1, restock: "RETURN" }],
  });
  await sync(SHOP);
  await drain();
  const { refundId } = await db.refund.findFirstOrThrow({ where: { shop: SHOP, orderId: order } });
  return refundView({ shop: SHOP, by: "ann" }, RefundId.parse(refundId));
};

it("nothing left the warehouse: reduce or cancel the order; once something did, the credit memo is the way", async () => {
  const orderId = await sold([{ kind: "SALE" }]);
  expect((await refund(orderId))?.better).toMatchObject({ kind: "notShipped" });
  expect(await betterAct(OTHER_SHOP, orderId)).toBeNull();
  await post(orderId, "1");
  expect(await betterAct(SHOP, orderId)).toBeNull();
});

it("cancelled in the ERP: there is nothing to credit", async () => {
  const orderId = await sold([{ kind: "SALE" }]);
  const { id } = await db.ledgerDocument.findFirstOrThrow({
    where: { shop: SHOP, shopifyOrderId: orderId },
  });
  await cancelDocument({ shop: SHOP, connectionId }, { kind: "salesOrder", id });
  expect((await refund(orderId))?.better).toMatchObject({ kind: "cancelled" });
});

it("an ERP that cannot be asked says nothing", async () => {
  const orderId = await sold([{ kind: "SALE" }]);
  const of = { where: { shop: SHOP, id: connectionId } };
  await db.erpConnection.updateMany({ ...of, data: { adapter: "tryton" } });
  expect(await betterAct(SHOP, orderId)).toBeNull();
  await db.erpConnection.updateMany({ ...of, data: { adapter: "ledger" } });
  expect(await betterAct(SHOP, orderId)).toMatchObject({ kind: "notShipped" });
});
