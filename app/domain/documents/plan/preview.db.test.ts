import { describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { afterImport } from "#app/domain/documents/after-import.server.ts";
import {
  cardId,
  connectionId,
  importOrder,
  openDocumentShop,
  OTHER,
  settings,
  SHOP,
} from "#app/domain/documents/documents.fixture.ts";
import { mappingKey } from "#app/domain/mapping/kinds.ts";
import { addMapping, removeMapping, saveMapping } from "#app/domain/mapping/mappings.server.ts";
import { getCard, saveCard } from "#app/domain/shop-card/cards.server.ts";
import { setClock } from "#app/lib/clock.ts";
import { previewDocument } from "./preview.server.ts";

openDocumentShop();

it("a tax area's row is added, mapped, decides, and is removed again by hand", async () => {
  const area = { shop: SHOP, connectionId, kind: "taxArea", code: "DE-TAX" };
  await db.ledgerReference.create({ data: { ...area, title: "Germany" } });
  const row = { kind: "taxArea" as const, key: mappingKey.taxArea("de", ""), title: "DE" };
  expect(await addMapping(SHOP, cardId, row)).toBe(1);
  expect(
    (await saveMapping(SHOP, { ...row, cardId, revision: 1, erp: { code: "DE-TAX" } }, "ann")).ok,
  ).toBe(true);
  await settings({ taxAreaPriority: "shipTo-sellTo-billTo" });
  const orderId = await importOrder(1080);
  expect((await previewDocument(SHOP, orderId))?.plan?.document?.taxArea).toBe("DE-TAX");
  const scope = { shop: SHOP, by: "ann" };
  expect(await removeMapping({ ...scope, shop: OTHER }, { cardId, ...row })).toBe(false);
  expect(await removeMapping(scope, { cardId, ...row })).toBe(true);
  expect((await previewDocument(SHOP, orderId))?.plan?.document?.taxArea).toBeUndefined();
  await settings({ taxAreaPriority: "none" });
});

describe("codes of the ERP", () => {
  it("are checked when they are saved and when an order is planned, also after they were removed", async () => {
    const card = await getCard(SHOP, cardId);
    expect(
      await saveCard(
        { shop: SHOP, by: "ann" },
        { id: cardId, revision: card?.revision ?? 0 },
        { values: { shippingAccount: "9999", defaultCustomer: "NOBODY" } },
      ),
    ).toMatchObject({
      ok: false,
      error: {
        errors: [
          { key: "shippingAccount", problem: "settings.problem.notInErp" },
          { key: "defaultCustomer", problem: "settings.problem.notInErp" },
        ],
      },
    });
    const where = { shop: SHOP, cardId, kind: "shipmentMethod" } as const;
    await db.mapping.deleteMany({ where });
    const orderId = await importOrder(1070);
    await afterImport(SHOP, [orderId], []);
    const row = await db.mapping.findFirstOrThrow({ where });
    const save = (code: string, revision: number) =>
      saveMapping(SHOP, { ...where, key: row.key, revision, erp: { code } }, "ann");
    expect(await save("NONE", row.revision)).toMatchObject({
      ok: false,
      error: { kind: "not-in-erp", codes: ["NONE"] },
    });
    const method = { shop: SHOP, connectionId, kind: "shipmentMethod", code: "VAN" };
    await db.ledgerReference.create({ data: { ...method, title: "Van" } });
    expect((await save("VAN", row.revision)).ok).toBe(true);
    expect((await previewDocument(SHOP, orderId))?.plan?.problems).toEqual([]);
    await db.ledgerReference.deleteMany({ where: method });
    const restore = setClock({ now: () => new Date(Date.now() + 120_000) });
    expect((await previewDocument(SHOP, orderId))?.plan?.problems).toMatchObject([
      { kind: "unknown-number", params: { number: "VAN", what: "problem.what.shipmentMethod" } },
    ]);
    restore();
    await db.mapping.deleteMany({ where });
  });
});
