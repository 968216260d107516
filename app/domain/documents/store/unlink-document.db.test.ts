import { expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import {
  importOrder,
  ledgerDocuments,
  openDocumentShop,
  orderOf,
  OTHER,
  SHOP,
  work,
} from "#app/domain/documents/documents.fixture.ts";
import { orderAction } from "#app/routes/app.orders.$id/actions.server.ts";
import { createDocuments } from "./create-documents.server.ts";
import { documentsOf, withEarlierDocument } from "./document-list.server.ts";
import { relinkDocument } from "./relink-document.server.ts";
import { unlinkDocument } from "./unlink-document.server.ts";

openDocumentShop();

it("unlink keeps the old document and lets a second generation be made", async () => {
  const orderId = await importOrder(1005);
  expect(await unlinkDocument(SHOP, orderId, "ann")).toEqual({
    ok: false,
    error: { kind: "nothing-to-unlink" },
  });
  await createDocuments(SHOP, [orderId], "ann");
  await work();
  expect(await unlinkDocument(SHOP, orderId, "ann")).toEqual({
    ok: true,
    value: { generation: 2 },
  });
  expect(await orderOf(orderId)).toMatchObject({
    documentState: "unprocessed",
    documentNumber: null,
    conflict: false,
  });
  await createDocuments(SHOP, [orderId], "ann");
  await work();
  expect((await ledgerDocuments(orderId)).map(({ externalKey }) => externalKey)).toEqual([
    "SHOPIFY-SO-1005",
    "SHOPIFY-SO-1005-2",
  ]);
  expect(
    (await documentsOf(SHOP, orderId)).map(({ generation, state }) => [generation, state]),
  ).toEqual([
    [2, "created"],
    [1, "unlinked"],
  ]);
});

it("unlinking is taken back as long as the order has no other document", async () => {
  const orderId = await importOrder(1006);
  expect(await relinkDocument(SHOP, orderId, "ann")).toMatchObject({
    error: { kind: "nothing-to-relink" },
  });
  await createDocuments(SHOP, [orderId], "ann");
  await work();
  const before = await orderOf(orderId);
  await unlinkDocument(SHOP, orderId, "ann", "made by mistake");
  expect(await withEarlierDocument(SHOP, [orderId])).toEqual(new Set([orderId]));
  expect(await withEarlierDocument(OTHER, [orderId])).toEqual(new Set());
  expect(await orderAction(SHOP, orderId, "ann", { intent: "create" })).toEqual({
    refused: "order.refused.earlier",
  });
  expect(await relinkDocument(OTHER, orderId, "eve")).toMatchObject({
    error: { kind: "not-found" },
  });
  expect(await relinkDocument(SHOP, orderId, "ann")).toEqual({
    ok: true,
    value: { generation: 1 },
  });
  expect(await orderOf(orderId)).toEqual(before);
  expect((await documentsOf(SHOP, orderId)).map(({ state }) => state)).toEqual(["created"]);
  const reason = await db.orderEvent.findFirst({
    where: { shop: SHOP, orderId, kind: "documentUnlinked" },
  });
  expect(reason?.data).toMatchObject({ reason: "made by mistake" });
  await unlinkDocument(SHOP, orderId, "ann");
  await createDocuments(SHOP, [orderId], "ann");
  expect(await relinkDocument(SHOP, orderId, "ann")).toMatchObject({
    error: { kind: "nothing-to-relink" },
  });
});
