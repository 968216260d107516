import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { saveCustomerLink, saveItemLink } from "#app/domain/mapping/links.server.ts";
import { groupedProblems, problemsOf } from "#app/domain/problems/problems.server.ts";
import { cardHistory, restoreCard } from "#app/domain/shop-card/card-history.server.ts";
import { getCard } from "#app/domain/shop-card/cards.server.ts";
import { ACCOUNTS } from "#app/erp/ledger/set-up/default-books.ts";
import { afterImport } from "./after-import.server.ts";
import { assignItem, chooseHeader } from "./choices/choices.server.ts";
import {
  cardId,
  connectionId,
  importOrder,
  openDocumentShop,
  orderOf,
  settings,
  SHOP,
  work,
} from "./documents.fixture.ts";
import { recheckOrders } from "./recheck-orders.server.ts";
import { createDocuments } from "./store/create-documents.server.ts";

openDocumentShop();

it("an unknown item is a named problem; once linked, the order that was asked for is made by itself", async () => {
  const [bad, good] = [await importOrder(1011, { sku: "NIL" }), await importOrder(1012)];
  const result = await createDocuments(SHOP, [bad, good], "ann");
  expect(result.enqueued).toEqual([good]);
  expect(
    result.refused.map(({ orderId, problems }) => [orderId, problems.map(({ kind }) => kind)]),
  ).toEqual([[bad, ["unknown-item"]]]);
  expect(await orderOf(bad)).toMatchObject({ documentState: "failed" });
  expect(await groupedProblems(SHOP)).toMatchObject([{ kind: "unknown-item", orders: 1 }]);
  const pot = await db.ledgerItem.findFirstOrThrow({ where: { shop: SHOP, number: "POT" } });
  await saveItemLink(
    { shop: SHOP, by: "ann" },
    connectionId,
    "gid://shopify/ProductVariant/10112",
    { ref: { kind: "item", id: pot.id, number: "POT" }, title: "Pot" },
  );
  expect(
    await db.$queryRaw`SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE task_identifier = 'recheckOrders' AND key LIKE '%variantId%'`,
  ).toEqual([{ n: 1 }]);
  expect(
    await recheckOrders(SHOP, { variantId: "gid://shopify/ProductVariant/10112" }, "ann"),
  ).toBe(1);
  await work();
  expect(await orderOf(bad)).toMatchObject({ documentState: "created" });
  expect(await problemsOf(SHOP, bad)).toEqual([]);
});

it("an order nobody asked for only loses the problem when its item is assigned by hand", async () => {
  const orderId = await importOrder(1013, { sku: "NIL" });
  await afterImport(SHOP, [orderId], [orderId]);
  expect(await orderOf(orderId)).toMatchObject({ documentState: "unprocessed" });
  expect((await problemsOf(SHOP, orderId)).map(({ kind }) => kind)).toEqual(["unknown-item"]);
  const pot = await db.ledgerItem.findFirstOrThrow({ where: { shop: SHOP, number: "POT" } });
  expect(
    await assignItem({ shop: SHOP, by: "ann" }, orderId, "gid://shopify/LineItem/1", {
      item: { ref: { kind: "item", id: pot.id } },
    }),
  ).toEqual({ ok: false, error: { kind: "not-a-line" } });
  expect(
    (
      await assignItem({ shop: SHOP, by: "ann" }, orderId, "gid://shopify/LineItem/10132", {
        item: { ref: { kind: "item", id: pot.id, number: "POT" } },
      })
    ).ok,
  ).toBe(true);
  expect(await problemsOf(SHOP, orderId)).toEqual([]);
  expect(await orderOf(orderId)).toMatchObject({ documentState: "unprocessed" });
  expect((await chooseHeader({ shop: SHOP, by: "ann" }, orderId, { shipmentMethod: 7 })).ok).toBe(
    false,
  );
});

it("a link to a customer or an item that the ERP no longer has is removed, and the document made with who is found", async () => {
  const orderId = await importOrder(1016, { customer: 71 });
  const gone = { id: randomUUID(), number: "GONE" };
  const scope = [{ shop: SHOP, by: "ann" }, connectionId] as const;
  await saveCustomerLink(...scope, "gid://shopify/Customer/71", {
    ref: { kind: "customer", ...gone },
    name: "Gone",
  });
  await saveItemLink(...scope, "gid://shopify/ProductVariant/1", {
    ref: { kind: "item", ...gone },
  });
  await createDocuments(SHOP, [orderId], "ann");
  await work();
  expect(await orderOf(orderId)).toMatchObject({ documentState: "failed" });
  expect(
    await db.$queryRaw`SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE task_identifier = 'recheckOrders' AND key LIKE '%refusedOrder%'`,
  ).toEqual([{ n: 1 }]);
  expect(await recheckOrders(SHOP, { refusedOrder: orderId }, "app")).toBe(1);
  await work();
  expect(await orderOf(orderId)).toMatchObject({ documentState: "created" });
  expect(await problemsOf(SHOP, orderId)).toEqual([]);
  expect(await db.customerLink.count({ where: { shop: SHOP, erpId: gone.id } })).toBe(0);
  // M-11: it is said on the order.
  expect(
    await db.orderEvent.findMany({ where: { shop: SHOP, orderId, kind: "deadLinksRemoved" } }),
  ).toMatchObject([{ data: { numbers: ["GONE"] } }]);
  // Refused for another reason, it stays refused.
  expect(await recheckOrders(SHOP, { refusedOrder: orderId }, "app")).toBe(0);
});

it("lets orders that wait for a setting go on after it is saved, and after an earlier state came back", async () => {
  const jobs = () =>
    db.$queryRaw<
      { payload: unknown }[]
    >`SELECT payload FROM graphile_worker._private_jobs AS j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'recheckOrders'`;
  const orderId = await importOrder(1051);
  await settings({ shippingAccount: "", testOrders: "hold" });
  await createDocuments(SHOP, [orderId], "ann");
  expect(await orderOf(orderId)).toMatchObject({ documentState: "failed" });
  await db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  await settings({ shippingAccount: ACCOUNTS.shipping });
  expect((await jobs()).map(({ payload }) => payload)).toEqual([
    { shop: SHOP, scope: { all: true }, by: "ann" },
  ]);
  await recheckOrders(SHOP, { all: true }, "ann");
  await work();
  expect(await orderOf(orderId)).toMatchObject({ documentState: "created" });
  await db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  const [version] = await cardHistory(SHOP, cardId, 1);
  expect(
    (
      await restoreCard(
        { shop: SHOP, by: "bob" },
        { id: cardId, revision: (await getCard(SHOP, cardId))?.revision ?? 0 },
        version?.id ?? "",
      )
    ).ok,
  ).toBe(true);
  expect((await jobs()).map(({ payload }) => payload)).toEqual([
    { shop: SHOP, scope: { all: true }, by: "bob" },
  ]);
  await settings({ shippingAccount: ACCOUNTS.shipping });
});
