import { simulator } from "#tests/setup/simulator.ts";
import { expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { createCreditMemos } from "#app/domain/refunds/create-credit-memos.server.ts";
import { unlinkCreditMemo } from "#app/domain/refunds/unlink-credit-memo.server.ts";
import { RefundId } from "#app/lib/ids.ts";
import { drain } from "#tests/setup/jobs.ts";
import { anOrder, place, type Placed } from "./back-office.ts";
import { createMissing, inEmptyShop, sync } from "./shop-at-work.ts";

/** refunds of a return that name no goods, and what their return says came back. */
const SHOP = "returned-goods.myshopify.com";
inEmptyShop(SHOP);

const ann = { shop: SHOP, by: "ann" };
const act = (name: string, { id }: Placed, args: object = {}): void => {
  simulator.clock.advance(1_000);
  simulator.act(SHOP, name, { order: id, ...args });
};
const read = async (): Promise<void> => {
  await sync(SHOP);
  await drain();
};
/** Two lanterns at 149 were sold, paid and shipped; both come back, one of them broken. */
async function cameBack(): Promise<Placed> {
  const order = place(SHOP, {
    spec: anOrder({ lines: [{ variant: "LANTERN", quantity: 2 }], payments: [{}] }),
  });
  act("fulfillOrder", order);
  await read();
  await createMissing(SHOP);
  await drain();
  act("returnOrder", order, { lines: [{ line: 0, quantity: 2, reason: "too-big" }] });
  act("processReturn", order);
  act("disposeReturn", order, {
    lines: [
      { line: 0, quantity: 1, type: "RESTOCKED", location: "luebeck" },
      { line: 0, quantity: 1, type: "NOT_RESTOCKED", location: "luebeck" },
    ],
  });
  return order;
}
const refundsOf = async ({ id }: Placed) =>
  (
    await db.refund.findMany({ where: { shop: SHOP, orderId: id }, orderBy: { refundId: "asc" } })
  ).map((row) => ({ ...row, refundId: RefundId.parse(row.refundId) }));
const memosOf = async ({ id }: Placed) =>
  (
    await db.ledgerDocument.findMany({
      where: { shop: SHOP, kind: "creditMemo", shopifyOrderId: id },
      include: { lines: { orderBy: { sequence: "asc" } } },
      orderBy: { createdAt: "asc" },
    })
  ).map(({ gross, lines }) => [
    gross.toFixed(2),
    ...lines.map(({ itemId, quantity, amount }) =>
      [itemId ? "item" : "account", quantity.toFixed(), amount.toFixed(2)].join(" "),
    ),
  ]);
const statesOf = async (order: Placed) =>
  (await refundsOf(order)).map(({ state, reason }) => [
    state,
    (reason as { kind?: string } | null)?.kind ?? null,
  ]);

it("the return took the goods off the order: each is credited as it came back, once", async () => {
  const order = await cameBack();
  act("refundOrder", order, {
    lines: [{ line: 0, quantity: 2, restock: "RETURN" }],
    ...{ ofReturn: 0, goodsOnReturn: true },
  });
  await read();
  expect(await statesOf(order)).toEqual([["ready", null]]);
  const [refund] = await refundsOf(order);
  await createCreditMemos(ann, refund ? [refund.refundId] : []);
  await drain();
  expect(await memosOf(order)).toEqual([["298.00", "item 1 149.00", "account 1 149.00"]]);
  const stored = await db.order.findFirstOrThrow({ where: { shop: SHOP, orderId: order.id } });
  expect(stored.conflict).toBe(false);
});

it("an amount that Shopify names as a discrepancy books nothing in, and its goods are refunded later", async () => {
  const order = await cameBack();
  act("refundOrder", order, { custom: "50", ofReturn: 0 });
  await read();
  const [first] = await refundsOf(order);
  await createCreditMemos(ann, first ? [first.refundId] : []);
  await drain();
  expect(await memosOf(order)).toEqual([["50.00", "account 1 50.00"]]);
  act("refundOrder", order, {
    lines: [{ line: 0, quantity: 1, restock: "RETURN" }],
    ofReturn: 0,
  });
  await read();
  expect(await statesOf(order)).toEqual([
    ["created", null],
    ["ready", null],
  ]);
});

it("goods that a refund names after they were credited with another are not booked in a second time", async () => {
  const order = await cameBack();
  act("refundOrder", order, {
    lines: [{ line: 0, quantity: 1, restock: "RETURN" }],
    ...{ ofReturn: 0, goodsOnReturn: true },
  });
  await read();
  const [first] = await refundsOf(order);
  if (!first) throw new Error("no refund");
  await createCreditMemos(ann, [first.refundId]);
  await drain();
  act("refundOrder", order, {
    lines: [{ line: 0, quantity: 1, restock: "RETURN" }],
    ofReturn: 0,
  });
  await read();
  expect((await statesOf(order))[1]).toEqual(["problem", "refund-beyond-document"]);
  // Unlinked, the first is an amount, and the goods are those of the refund that names them.
  await unlinkCreditMemo(ann, first.refundId, "goods of the other");
  await drain();
  expect((await statesOf(order))[1]).toEqual(["ready", null]);
});
