import { expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { importOrder, openDocumentShop, SHOP, work } from "../documents.fixture.ts";
import { createDocuments } from "./create-documents.server.ts";
import { madeDocuments } from "./made-documents.server.ts";

openDocumentShop();

it("one whose task is gone, or whose plan or task cannot be read, hurts no other", async () => {
  const [gone, damaged, unplanned, whole] = [
    await importOrder(1101, { customer: 101 }),
    await importOrder(1102, { customer: 102 }),
    await importOrder(1103, { customer: 103 }),
    await importOrder(1104, { customer: 104 }),
  ];
  const ids = [gone, damaged, unplanned, whole];
  await createDocuments(SHOP, ids, "ann");
  await work();
  const made = await madeDocuments(SHOP, ids);
  expect([...made.keys()].sort()).toEqual(ids);
  for (const one of made.values()) expect(one?.draft.sellTo.id).toMatch(/^[0-9a-f-]{36}$/);

  const create = { shop: SHOP, kind: "createDocument" };
  await db.task.deleteMany({ where: { ...create, orderId: gone } });
  await db.task.updateMany({ where: { ...create, orderId: damaged }, data: { payload: {} } });
  await db.salesDocument.updateMany({
    where: { shop: SHOP, subject: unplanned },
    data: { plan: { document: 7 } },
  });
  const left = await madeDocuments(SHOP, ids);
  expect(ids.map((id) => left.get(id))).toEqual([null, null, null, made.get(whole)]);
});
