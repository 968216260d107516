// CAT-2: items made in the ledger from products, and products of Shopify from items.
import { simulator } from "#tests/setup/simulator.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { checkAll, createNow, retryItems } from "#app/domain/items/exchange.server.ts";
import type { Direction } from "#app/domain/items/states.ts";
import { itemsScreen } from "#app/domain/items/views/items-screen.server.ts";
import { insertItem, updateItem } from "#app/erp/ledger/back-office.server.ts";
import type { ItemData } from "#app/erp/port/items.ts";
import { forgetToken } from "#app/shopify/tokens.server.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { installShop } from "#tests/setup/install.ts";
import { drain } from "#tests/setup/jobs.ts";
import { booksOf, later } from "./back-office.ts";
import { changeSettings, inEmptyShop, worldOf } from "./shop-at-work.ts";

const SHOP = "items-both.myshopify.com";
inEmptyShop(SHOP);

const made = () =>
  simulator.log.effects.filter(({ shop, mutation }) => shop === SHOP && mutation === "productSet");
const products = (sku: string) =>
  worldOf(SHOP)
    .store()
    .products.flatMap(({ variantRecords }) => variantRecords)
    .filter((variant) => variant.sku === sku);
const items = (number: string) => db.ledgerItem.findMany({ where: { shop: SHOP, number } });
const rowOf = (direction: Direction, sku: string) =>
  db.itemSync.findFirst({ where: { shop: SHOP, direction, sku } });
async function checked(): Promise<void> {
  await checkAll(SHOP);
  await drain();
}
const read = (address: string) => itemsScreen(SHOP, new URLSearchParams(address));
/** Clicks Create on what the search finds. */
async function create(direction: Direction, q: string | null): Promise<number> {
  const count = await createNow(SHOP, direction, { q });
  await drain({ allowFailures: true });
  return count;
}
let numbers = 0;
async function item(data: Partial<ItemData> = {}): Promise<string> {
  const number = data.number ?? `OUT-${(numbers += 1)}`;
  await insertItem(await booksOf(SHOP), null, {
    description: `Compass ${number}`,
    price: "24.5",
    currency: "EUR",
    ...data,
    number,
  });
  return number;
}
async function change(number: string, data: Partial<ItemData>): Promise<void> {
  const { id } = await db.ledgerItem.findFirstOrThrow({ where: { shop: SHOP, number } });
  await updateItem(await booksOf(SHOP), { kind: "item", id }, data);
}

beforeAll(async () => {
  simulator.setScopes(SHOP, [...simulator.shops.need(SHOP).scopes, "write_products"]);
  forgetToken(SHOP);
  await installShop(SHOP);
  await drain();
});
beforeEach(() => simulator.log.clear());
afterAll(() => releaseHolder());

describe("items in the ERP from products", () => {
  it("nothing is read, and nothing created, while no card allows it", async () => {
    await checked();
    expect(await db.itemSync.count({ where: { shop: SHOP } })).toBe(0);
  });

  it("shows what would be created before anything is, and what is linked", async () => {
    await changeSettings(SHOP, { itemsToErp: true, itemsWithPrice: true });
    await checked();
    expect(await rowOf("toErp", "PROTO-X9")).toMatchObject({ state: "ready", reason: null });
    expect(await rowOf("toErp", "MUG-BLUE")).toMatchObject({ state: "done", number: "MUG-BLUE" });
    const { rows } = await read("way=toErp&q=proto");
    expect(rows).toMatchObject([
      {
        sku: "PROTO-X9",
        values: { number: "PROTO-X9", price: { amount: "199", currency: "EUR" } },
      },
    ]);
    expect(await items("PROTO-X9")).toEqual([]);
  });

  it("a gift card is no item", async () => {
    const { rows } = await read("way=toErp&state=excluded");
    expect(rows.map(({ reason }) => reason)).toContain("giftCard");
  });

  it("two clicks create one item, linked; the ERP's feed does not bring it back as a product", async () => {
    await changeSettings(SHOP, { productsToShopify: true });
    const clicks = await Promise.all([1, 2].map(() => createNow(SHOP, "toErp", { q: "PROTO" })));
    expect(clicks.reduce((sum, count) => sum + count, 0)).toBe(1);
    await drain();
    expect(await db.itemLink.count({ where: { shop: SHOP, erpNumber: "PROTO-X9" } })).toBe(1);
    expect(await items("PROTO-X9")).toMatchObject([{ description: "Unlisted prototype" }]);
    expect(await rowOf("toErp", "PROTO-X9")).toMatchObject({ state: "done", data: null });
    await checked();
    expect(await rowOf("toShopify", "PROTO-X9")).toMatchObject({ state: "done", data: null });
    expect(await createNow(SHOP, "toErp", { q: "PROTO" })).toBe(0);
    expect(await createNow(SHOP, "toShopify", { q: "PROTO" })).toBe(0);
    expect(products("PROTO-X9")).toHaveLength(1);
    expect(made()).toEqual([]);
  });

  it("all that a search finds is created in one go, and nothing else", async () => {
    simulator.act(SHOP, "addProducts", { prefix: "BULK-", count: 30 });
    simulator.act(SHOP, "addProducts", { prefix: "REST-", count: 2 });
    await checked();
    expect(await create("toErp", "bulk-")).toBe(30);
    expect(
      await db.ledgerItem.count({ where: { shop: SHOP, number: { startsWith: "BULK-" } } }),
    ).toBe(30);
    expect(
      await db.ledgerItem.count({ where: { shop: SHOP, number: { startsWith: "REST-" } } }),
    ).toBe(0);
  });

  it("two variants with one SKU: neither is created, each names the other; set right, it goes", async () => {
    simulator.act(SHOP, "addProducts", { prefix: "TWIN-", count: 1 });
    simulator.act(SHOP, "addProducts", { prefix: "TWIN-", count: 1 });
    await checked();
    const rows = await db.itemSync.findMany({ where: { shop: SHOP, sku: "TWIN-000001" } });
    expect(rows.map(({ state, reason, detail }) => [state, reason, detail])).toEqual([
      ["excluded", "skuTwice", "Item 000001"],
      ["excluded", "skuTwice", "Item 000001"],
    ]);
    const [first] = products("TWIN-000001");
    if (first) first.sku = "TWIN-FREE";
    expect(await retryItems(SHOP, "toErp", { ids: rows.map(({ id }) => id) })).toBe(2);
    await drain();
    expect(await rowOf("toErp", "TWIN-FREE")).toMatchObject({ state: "ready" });
    expect(await rowOf("toErp", "TWIN-000001")).toMatchObject({ state: "ready" });
  });

  it("what the ERP refuses is said in its words, and goes once it is right", async () => {
    simulator.act(SHOP, "addProducts", { prefix: "LATE-", count: 1 });
    await checked();
    // Somebody else takes the number between the look and the click, for an item that is blocked.
    await insertItem(
      await booksOf(SHOP),
      null,
      { number: "LATE-000001", description: "Other" },
      { blocked: true },
    );
    await create("toErp", "LATE-");
    const row = await rowOf("toErp", "LATE-000001");
    expect(row).toMatchObject({ state: "failed", reason: "refused" });
    expect(row?.detail).toContain("LATE-000001");
    await checked();
    expect(await rowOf("toErp", "LATE-000001")).toMatchObject({
      state: "excluded",
      reason: "isBlocked",
    });
  });

  it("a product that is deleted in Shopify is gone from the list, and nothing is deleted in the ERP", async () => {
    simulator.act(SHOP, "deleteProduct", { sku: "REST-000002" });
    await checked();
    expect(await rowOf("toErp", "REST-000002")).toMatchObject({ state: "gone", reason: "deleted" });
  });
});

describe("products in Shopify from items", () => {
  it("shows price, barcode, weight and stock, and creates a draft with them, once", async () => {
    const number = await item({
      barcode: "4006381399999",
      weight: "1.25",
      description: "Café & Co.",
    });
    const { id } = await db.ledgerItem.findFirstOrThrow({ where: { shop: SHOP, number } });
    const { connectionId } = await booksOf(SHOP);
    await db.ledgerStock.create({
      data: {
        shop: SHOP,
        connectionId,
        itemId: id,
        location: "MAIN",
        variantCode: "",
        quantity: 7,
      },
    });
    await checked();
    const [shown] = (await read(`way=toShopify&q=${number}`)).rows;
    expect(shown).toMatchObject({
      state: "ready",
      values: {
        number,
        barcode: "4006381399999",
        price: { amount: "24.5", currency: "EUR" },
        weight: "1.25",
        status: "DRAFT",
      },
    });
    expect(shown?.values?.stock.map(({ quantity }) => quantity).sort()).toEqual([0, 7]);
    expect(made()).toEqual([]);
    expect(await create("toShopify", number)).toBe(1);
    const [variant, ...more] = products(number);
    expect(more).toEqual([]);
    expect(variant).toMatchObject({
      price: "24.5",
      barcode: "4006381399999",
      title: "Default Title",
      product: {
        title: "Café & Co.",
        status: "DRAFT",
        handle: `cafe-co-${number.toLowerCase()}`,
      },
      inventoryItem: { tracked: true, weight: { unit: "KILOGRAMS", value: 1.25 } },
    });
    expect(
      variant?.inventoryItem.levels.map(({ counted }) => counted).sort((a, b) => a - b),
    ).toEqual([0, 7]);
    expect(await rowOf("toShopify", number)).toMatchObject({ state: "done", data: null });
    expect(
      await db.itemLink.findFirst({ where: { shop: SHOP, variantId: variant?.id ?? "" } }),
    ).toMatchObject({ erpNumber: number, foundBy: "created" });
  });

  it("no echo: what was created does not come back as an item to create, nor a changed item as a second product", async () => {
    const number = await item();
    await checked();
    await create("toShopify", number);
    await change(number, { description: "Another name" });
    await checked();
    expect(await rowOf("toErp", number)).toMatchObject({ state: "done", data: null });
    expect(await rowOf("toShopify", number)).toMatchObject({ state: "done", data: null });
    expect(await createNow(SHOP, "toShopify", { q: number })).toBe(0);
    expect(made()).toHaveLength(1);
    expect(await items(number)).toHaveLength(1);
  });

  it("an item whose SKU Shopify has is linked, and no product is created", async () => {
    simulator.act(SHOP, "addProducts", { prefix: "THERE-", count: 1 });
    const number = await item({ number: "THERE-000001" });
    await checked();
    expect(await rowOf("toShopify", number)).toMatchObject({ state: "done" });
    expect(made()).toEqual([]);
  });

  it.each([
    ["no price", { price: undefined, currency: undefined }, "noPrice"],
    ["a price of nothing", { price: "0" }, "noPrice"],
    ["more decimals than the currency has", { price: "1.999" }, "priceDecimals"],
    ["another currency", { currency: "USD" }, "otherCurrency"],
  ] as const)("%s: not created, and why", async (_what, over, reason) => {
    const number = `BAD-${(numbers += 1)}`;
    const { price = undefined, currency = undefined } = over as Partial<ItemData>;
    const data: ItemData = {
      number,
      description: "Bad",
      ...("price" in over && price === undefined ? {} : { price: price ?? "24.5" }),
      ...("currency" in over && currency === undefined ? {} : { currency: currency ?? "EUR" }),
    };
    await insertItem(await booksOf(SHOP), null, data);
    await checked();
    expect(await rowOf("toShopify", number)).toMatchObject({ state: "excluded", reason });
    expect(await create("toShopify", number)).toBe(0);
    await change(number, { price: "3", currency: "EUR" });
    await checked();
    expect(await rowOf("toShopify", number)).toMatchObject({ state: "ready" });
  });

  it("Shopify's refusal is told in its words; retried after it was set right, it is created", async () => {
    const number = await item({ description: "Storm lamp" });
    await checked();
    // Somebody gave a product of another SKU the same address.
    const taken = worldOf(SHOP).store().products[0];
    const before = taken?.handle ?? "";
    if (taken) taken.handle = `storm-lamp-${number.toLowerCase()}`;
    await create("toShopify", number);
    const row = await rowOf("toShopify", number);
    expect(row).toMatchObject({ state: "failed", reason: "refused" });
    expect(row?.detail).toContain("already in use");
    expect(
      await db.problem.findFirst({ where: { shop: SHOP, kind: "item-refused", clearedAt: null } }),
    ).not.toBeNull();
    if (taken) taken.handle = before;
    expect(await retryItems(SHOP, "toShopify", { ids: [row?.id ?? ""] })).toBe(1);
    await drain();
    expect(await rowOf("toShopify", number)).toMatchObject({ state: "done" });
    expect(products(number)).toHaveLength(1);
    expect(
      await db.problem.findFirst({ where: { shop: SHOP, kind: "item-refused", clearedAt: null } }),
    ).toBeNull();
  });

  it.each(["drop-answer", "error-after-act"] as const)(
    "%s: the answer is lost after the act, and the product stands once",
    async (kind) => {
      const number = await item();
      await checked();
      simulator.faults.arm({ kind, operation: "CreateProduct", shop: SHOP });
      await create("toShopify", number);
      for (let turn = 0; turn < 4; turn += 1) await later(SHOP);
      expect(simulator.faults.armed()).toEqual([]);
      expect(await rowOf("toShopify", number)).toMatchObject({ state: "done" });
      expect(products(number)).toHaveLength(1);
    },
  );

  it("without the permission nothing is created, and the row says so", async () => {
    const number = await item();
    await checked();
    const { scopes } = simulator.shops.need(SHOP);
    simulator.setScopes(
      SHOP,
      [...scopes].filter((scope) => scope !== "write_products"),
    );
    forgetToken(SHOP);
    await create("toShopify", number);
    expect(await rowOf("toShopify", number)).not.toMatchObject({ state: "done" });
    expect(products(number)).toEqual([]);
    simulator.setScopes(SHOP, [...scopes]);
    forgetToken(SHOP);
  });
});

it("nothing is created once the right is taken back, whatever was on the list", async () => {
  const number = await item();
  await checked();
  await changeSettings(SHOP, { productsToShopify: false });
  expect(await createNow(SHOP, "toShopify", { q: number })).toBe(0);
  expect(products(number)).toEqual([]);
  await changeSettings(SHOP, { productsToShopify: true });
  expect(await create("toShopify", number)).toBe(1);
  expect(products(number)).toHaveLength(1);
});

it("what was decided for another ERP is forgotten, once the card names this one", async () => {
  const at = new Date();
  const other = {
    shop: SHOP,
    connectionId: "00000000-0000-4000-8000-000000000001",
    state: "ready",
    foundAt: at,
    createdAt: at,
    updatedAt: at,
  };
  await db.itemSync.createMany({
    data: [
      { ...other, direction: "toErp", sourceId: "gid://shopify/ProductVariant/1", sku: "OTHER" },
      { ...other, direction: "toShopify", sourceId: "their-1", sku: "OTHER" },
    ],
  });
  await db.itemExchange.updateMany({
    where: { shop: SHOP },
    data: { connectionId: other.connectionId },
  });
  await checked();
  expect(await db.itemSync.count({ where: { shop: SHOP, sku: "OTHER" } })).toBe(0);
});

it("another shop's rows are not created, and not tried again", async () => {
  const number = await item();
  await checked();
  const row = await rowOf("toShopify", number);
  const others = "items-other.myshopify.com";
  expect(await createNow(others, "toShopify", { ids: [row?.id ?? ""] })).toBe(0);
  expect(await retryItems(others, "toShopify", { ids: [row?.id ?? ""] })).toBe(0);
  expect(await rowOf("toShopify", number)).toMatchObject({ state: "ready", wanted: false });
});
