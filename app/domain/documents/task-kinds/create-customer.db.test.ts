import { expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { assignCustomer } from "#app/domain/documents/choices/choices.server.ts";
import {
  connectionId,
  importOrder,
  kinds,
  openDocumentShop,
  orderOf,
  SHOP,
  work,
} from "#app/domain/documents/documents.fixture.ts";
import { createDocuments } from "#app/domain/documents/store/create-documents.server.ts";
import { problemsOf } from "#app/domain/problems/problems.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import { seedLedger } from "#app/erp/ledger/set-up.server.ts";
import { defineTask } from "#app/tasks/kind.ts";
import { createCustomer } from "./create-customer.server.ts";

openDocumentShop();

it("two orders of one new customer create one customer", async () => {
  const ids = [
    await importOrder(1014, { customer: 70 }),
    await importOrder(1015, { customer: 70 }),
  ];
  await createDocuments(SHOP, ids, "ann");
  await work();
  expect(await db.ledgerCustomer.count({ where: { shop: SHOP } })).toBe(1);
  for (const orderId of ids)
    expect(await orderOf(orderId)).toMatchObject({ documentState: "created" });
  expect(await db.customerLink.findMany({ where: { shop: SHOP } })).toMatchObject([
    { shopifyId: "gid://shopify/Customer/70", foundBy: "created" },
  ]);
});

it("a customer that cannot be created holds its order up, visibly, until another is assigned (MAP-2)", async () => {
  const orderId = await importOrder(1016, { customer: 71 });
  await createDocuments(SHOP, [orderId], "ann");
  await work(
    new Map(kinds).set(
      "createCustomer",
      defineTask({
        ...createCustomer,
        act: async () => {
          throw new ErpError({
            class: "validation",
            message: "No such template.",
            field: "template",
          });
        },
      }),
    ),
  );
  expect(await orderOf(orderId)).toMatchObject({ documentState: "failed" });
  expect((await problemsOf(SHOP, orderId)).map(({ kind }) => kind)).toEqual(["erp-refused"]);
  await seedLedger(
    { shop: SHOP, connectionId },
    { customers: [{ name: "Walk-in", address: { name: "Walk-in", countryCode: "DE" } }] },
  );
  const walkIn = await db.ledgerCustomer.findFirstOrThrow({
    where: { shop: SHOP, name: "Walk-in" },
  });
  const customer = {
    ref: { kind: "customer" as const, id: walkIn.id, number: walkIn.number },
    name: "Walk-in",
  };
  expect(
    (
      await assignCustomer({ shop: SHOP, by: "ann" }, orderId, {
        sellTo: customer,
        billTo: customer,
      })
    ).ok,
  ).toBe(true);
  await createDocuments(SHOP, [orderId], "ann");
  await work();
  expect(await orderOf(orderId)).toMatchObject({ documentState: "created" });
  expect(await db.ledgerCustomer.count({ where: { shop: SHOP } })).toBe(1);
});
