import { given } from "#app/lib/given.ts";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import type { Card } from "#app/domain/shop-card/cards.server.ts";
import { ensureDefaultConnection } from "#app/domain/erp-connections/default-connection.server.ts";
import { prepareConnections } from "#app/domain/erp-connections/prepare-connections.server.ts";
import { addMapping, saveMapping } from "#app/domain/mapping/mappings.server.ts";
import { ensureDefaultCard, getCard, saveCard } from "#app/domain/shop-card/cards.server.ts";
import { exportCard } from "./export-card.server.ts";
import { importCard } from "./import-card.server.ts";

const [SHOP, OTHER] = ["file.myshopify.com", "other-file.myshopify.com"];
const LOCATION = { kind: "location" as const, key: "gid://shopify/Location/1", title: "Berlin" };
const GATEWAY = { kind: "paymentMethod" as const, key: "bogus", title: "Bogus" };
const SECRET = "zq-secret";
const scope = (shop: string) => ({ shop, by: "ann" });
const cardOf = async (shop = SHOP): Promise<Card> => given(await getCard(shop), "the card");
const fileOf = async (shop = SHOP): Promise<string> =>
  given(await exportCard(shop, (await cardOf(shop)).id), "the file").text;

async function open(shop: string): Promise<void> {
  await db.shop.create({ data: { domain: shop, timeZone: "Europe/Berlin", currency: "EUR" } });
  await db.$transaction(async (tx) =>
    ensureDefaultCard(tx, shop, await ensureDefaultConnection(tx, shop)),
  );
  expect(await prepareConnections(shop)).toBe(true);
}

/** A card with a value of every part, and another shop whose card has none. */
beforeEach(async () => {
  for (const table of [db.mapping, db.shopCardVersion, db.shopCard, db.erpConnection])
    await (table as typeof db.mapping).deleteMany({});
  await db.shop.deleteMany({});
  for (const shop of [SHOP, OTHER]) await open(shop);
  const card = await cardOf();
  await saveCard(scope(SHOP), card, {
    values: { autoRelease: true },
    filter: { channels: ["Online Store"] },
  });
  for (const [row, erp] of [
    [LOCATION, { code: "MAIN" }],
    [GATEWAY, { code: "CARD" }],
  ] as const) {
    await addMapping(SHOP, card.id, row);
    const saved = await saveMapping(SHOP, { ...row, cardId: card.id, revision: 1, erp }, "ann");
    expect(saved.ok).toBe(true);
  }
}, 60_000);

const rowsOf = (shop: string) =>
  db.mapping.findMany({
    where: { shop },
    orderBy: { kind: "asc" },
    select: { kind: true, key: true, erp: true },
  });
const check = async (text: string, shop = SHOP) =>
  importCard(scope(shop), (await cardOf(shop)).id, text, null);
const take = async (text: string, shop = SHOP) => {
  const { id, revision } = await cardOf(shop);
  return importCard(scope(shop), id, text, { revision });
};

describe("a shop card's file", () => {
  it("holds the card's values and no secret, no connection", async () => {
    await db.erpConnection.updateMany({
      where: { shop: SHOP },
      data: { secrets: SECRET, settings: { address: SECRET } },
    });
    const text = await fileOf();
    expect(text).toContain('"autoRelease": true');
    expect(text).not.toContain(SECRET);
    const { connectionId } = await cardOf();
    expect(text).not.toContain(String(connectionId));
    expect(await exportCard(OTHER, (await cardOf()).id)).toBeNull();
  });

  it("changes nothing of the card that it is of", async () => {
    expect(await check(await fileOf())).toMatchObject({
      ok: true,
      value: { settings: [], mappings: [], unknown: [], foreign: [], imported: false },
    });
  });

  it("says old and new, writes nothing while it only checks, and all of it then", async () => {
    const file = await fileOf();
    const card = await cardOf();
    await saveCard(scope(SHOP), card, { values: { autoRelease: false }, filter: {} });
    await saveMapping(
      SHOP,
      { ...GATEWAY, cardId: card.id, revision: 2, erp: { code: "CASH" } },
      "ann",
    );
    const before = { card: await cardOf(), rows: await rowsOf(SHOP) };
    const changes = {
      settings: [
        { key: "filter.channels", before: "", after: "Online Store" },
        { key: "autoRelease", before: false, after: true },
      ],
      mappings: [{ title: "Bogus", before: "CASH", after: "CARD" }],
    };
    expect(await check(file)).toMatchObject({ ok: true, value: { ...changes, imported: false } });
    expect({ card: await cardOf(), rows: await rowsOf(SHOP) }).toEqual(before);
    expect(await take(file)).toMatchObject({ ok: true, value: { ...changes, imported: true } });
    expect((await cardOf()).settings.autoRelease).toBe(true);
    expect(await rowsOf(SHOP)).toMatchObject([
      { kind: "location", erp: { code: "MAIN" } },
      { kind: "paymentMethod", erp: { code: "CARD" } },
    ]);
    expect(await check(file)).toMatchObject({ ok: true, value: { settings: [], mappings: [] } });
  });

  it("of another shop: its records are named and not taken, the rest is", async () => {
    const file = await fileOf();
    expect(await take(file, OTHER)).toMatchObject({
      ok: true,
      value: {
        foreign: [{ page: "locations", title: "Berlin", key: LOCATION.key }],
        mappings: [{ page: "payment-methods", title: "Bogus", before: "" }],
        imported: true,
      },
    });
    expect(await rowsOf(OTHER)).toMatchObject([{ kind: "paymentMethod", erp: { code: "CARD" } }]);
    expect((await cardOf(OTHER)).settings.autoRelease).toBe(true);
  });

  it.each([
    ["a code that the ERP lacks", { mappings: [{ ...GATEWAY, erp: { code: "MOON" } }] }],
    ["a setting's wrong value", { settings: { taxAreaPriority: "nonsense" } }],
    ["settings that clash", { settings: { customerMapping: "default", defaultCustomer: "" } }],
    ["a filter that no order can meet", { filter: { tags: ["*"] } }],
    ["a shape that is none", { mappings: 7 }],
  ])("with %s changes nothing", async (_what, over) => {
    const file = JSON.parse(await fileOf()) as { settings: object };
    // What is right in it is not taken either.
    const text = JSON.stringify({
      ...file,
      ...over,
      settings: {
        ...file.settings,
        autoRelease: false,
        ...("settings" in over ? over.settings : {}),
      },
    });
    const before = { card: await cardOf(), rows: await rowsOf(SHOP) };
    const answer = await take(text);
    if (answer.ok) {
      expect(answer.value.imported).toBe(false);
      expect(answer.value.problems.length + answer.value.notInErp.length).toBeGreaterThan(0);
    }
    expect({ card: await cardOf(), rows: await rowsOf(SHOP) }).toEqual(before);
  });

  it("is not taken over a card that somebody changed after the check", async () => {
    const file = await fileOf();
    const seen = await cardOf();
    await saveCard(scope(SHOP), seen, { values: { autoRelease: false } });
    expect(await importCard(scope(SHOP), seen.id, file, seen)).toEqual({
      ok: false,
      error: { kind: "conflict" },
    });
    expect(await importCard(scope(OTHER), seen.id, file, seen)).toEqual({
      ok: false,
      error: { kind: "not-found" },
    });
    expect((await cardOf()).settings.autoRelease).toBe(false);
  });

  it("is put back like any save", async () => {
    const file = await fileOf();
    const card = await cardOf();
    await saveCard(scope(SHOP), card, { values: { autoRelease: false } });
    const { revision } = await cardOf();
    await take(file);
    const version = await db.shopCardVersion.findFirst({ where: { shop: SHOP, revision } });
    expect(version?.savedBy).toBe("ann");
  });
});
