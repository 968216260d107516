import { expect, it } from "vitest";
import { listMappings, saveMapping } from "#app/domain/mapping/mappings.server.ts";
import { afterImport, findMappingAgain } from "./after-import.server.ts";
import {
  cardId,
  importOrder,
  openDocumentShop,
  orderOf,
  settings,
  SHOP,
  work,
} from "./documents.fixture.ts";

openDocumentShop();

it("makes documents of new orders only, and only when the card says so (I-24)", async () => {
  const [first, second] = [await importOrder(1021), await importOrder(1022)];
  await afterImport(SHOP, [first], [first]);
  expect(await orderOf(first)).toMatchObject({ documentState: "unprocessed" });
  await settings({ autoCreateOrders: true });
  await afterImport(SHOP, [first, second], [second]);
  await work();
  expect(await orderOf(first)).toMatchObject({ documentState: "unprocessed" });
  expect(await orderOf(second)).toMatchObject({ documentState: "created" });
  await settings({ autoCreateOrders: false });
});

it("seen values get blank rows, and a saved row is revised, not overwritten", async () => {
  const orderId = await importOrder(1023);
  await findMappingAgain(SHOP, [orderId], "ann");
  const [row] = (await listMappings(SHOP, cardId, "shipmentMethod", { limit: 10 })).rows;
  expect(row).toMatchObject({ key: "Standard", erp: null });
  const save = (revision: number, erp: unknown) =>
    saveMapping(SHOP, { cardId, kind: "shipmentMethod", key: "Standard", revision, erp }, "ann");
  expect((await save(row?.revision ?? 0, {})).ok).toBe(true);
  expect(await save(row?.revision ?? 0, {})).toMatchObject({
    ok: false,
    error: { kind: "conflict" },
  });
  expect(await save(2, { code: 5 })).toMatchObject({ ok: false, error: { kind: "invalid" } });
  expect((await save(2, null)).ok).toBe(true);
});
