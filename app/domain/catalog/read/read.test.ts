import { describe, expect, it } from "vitest";
import { offersOf } from "../offers-of.ts";
import { createRemarks } from "../remarks.ts";
import { kilograms } from "./kilograms.ts";
import { BrokenResult, linesOf } from "./lines.ts";
import { productsIn } from "./products.ts";

const PRODUCT = {
  id: "gid://shopify/Product/7",
  title: "Sweater",
  vendor: "Harbour Goods",
  status: "ACTIVE",
  publishedAt: "2026-01-01T00:00:00Z",
  onlineStoreUrl: "https://shop.example/products/sweater",
  featuredMedia: { preview: { image: { url: "https://cdn.example/p.jpg" } } },
};
const variant = (number: number, of: object = {}) => ({
  id: `gid://shopify/ProductVariant/${number}`,
  __parentId: PRODUCT.id,
  sku: `SKU-${number}`,
  barcode: null,
  price: "89.00",
  inventoryQuantity: 3,
  selectedOptions: [{ name: "Color", value: "Navy" }],
  image: null,
  inventoryItem: { tracked: true, measurement: { weight: null } },
  ...of,
});
const COLLECTION = {
  id: "gid://shopify/Collection/9",
  title: "Clothing",
  __parentId: PRODUCT.id,
};

async function* pieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text, "utf8");
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  await Promise.resolve();
}
async function read(rows: readonly unknown[], { size = 7, cut = 0 } = {}) {
  const text = rows.map((row) => `${JSON.stringify(row)}\n`).join("");
  const remarks = createRemarks();
  const offers = [];
  let lines = 0;
  const whole = text.slice(0, text.length - cut);
  for await (const product of productsIn(linesOf(pieces(whole, size)), () => (lines += 1)))
    offers.push(...offersOf(product, remarks));
  return { offers, lines, remarks: remarks.list() };
}

describe("a result", () => {
  it("is read in pieces of any size, each product with what stands under it", async () => {
    const rows = [PRODUCT, COLLECTION, variant(1), variant(2)];
    for (const size of [1, 3, 64, 10_000]) {
      const { offers, lines } = await read(rows, { size });
      expect(lines).toBe(4);
      expect(offers.map(({ name, url, groups }) => ({ name, url, groups }))).toEqual(
        [1, 2].map((number) => ({
          name: "Sweater - Navy",
          url: `https://shop.example/products/sweater?variant=${number}`,
          groups: [{ id: "9", name: "Clothing" }],
        })),
      );
      expect(offers[0]).toMatchObject({
        image: "https://cdn.example/p.jpg",
        quantity: 3,
        active: true,
      });
    }
  });

  it("that is cut, in another order, or not as it was asked for is broken", async () => {
    const other = { ...COLLECTION, __parentId: "gid://shopify/Product/8" };
    for (const rows of [
      [PRODUCT, other],
      [variant(1)],
      [{ id: "x" }],
      [null],
      [{ ...PRODUCT, title: 7 }],
    ])
      await expect(read(rows)).rejects.toThrow(BrokenResult);
    await expect(read([PRODUCT, variant(1)], { cut: 20 })).rejects.toThrow(BrokenResult);
    // Without its last line end a line is whole.
    expect((await read([PRODUCT, variant(1)], { cut: 1 })).lines).toBe(2);
  });

  it("says what is left out or changed: no price, one SKU on two variants, none, characters that no file holds", async () => {
    const { offers, remarks } = await read([
      { ...PRODUCT, title: "Jack\u0001et\ud800" },
      variant(1, { price: null }),
      variant(2, { price: "free" }),
      variant(3, { sku: "SAME" }),
      variant(4, { sku: "SAME" }),
      variant(5, { sku: "" }),
    ]);
    expect(offers.map(({ id }) => id)).toEqual(["3", "4", "5"]);
    expect(offers[0]?.productName).toBe("Jacket\ufffd");
    expect(remarks).toEqual([
      { reason: "noPrice", count: 2, examples: ["SKU-1", "SKU-2"] },
      { reason: "textChanged", count: 3, examples: ["SAME", "Jacket\ufffd - Navy"] },
      { reason: "sameSku", count: 1, examples: ["SAME"] },
      { reason: "noSku", count: 1, examples: ["Jacket\ufffd - Navy"] },
    ]);
  });

  it("is offered only while it is active and published; a draft has no page, an untracked item no stock", async () => {
    const hidden = { ...PRODUCT, publishedAt: null, onlineStoreUrl: null };
    const untracked = variant(1, {
      inventoryItem: { tracked: false, measurement: { weight: null } },
    });
    expect((await read([hidden, untracked])).offers).toMatchObject([
      { active: false, url: null, quantity: null },
    ]);
    expect((await read([{ ...PRODUCT, status: "DRAFT" }, variant(1)])).offers[0]?.active).toBe(
      false,
    );
    const only = variant(1, { selectedOptions: [{ name: "Title", value: "Default Title" }] });
    expect((await read([PRODUCT, only])).offers[0]).toMatchObject({
      name: "Sweater",
      options: [],
      url: PRODUCT.onlineStoreUrl,
    });
  });

  it("keeps names of 3,000 characters whole", async () => {
    const title = "ß".repeat(3_000);
    expect((await read([{ ...PRODUCT, title }, variant(1)])).offers[0]?.productName).toBe(title);
  });

  it("tells 100,000 SKUs apart", () => {
    const remarks = createRemarks();
    for (let at = 0; at < 100_000; at += 1) remarks.sku(`ITEM-${at}`);
    expect(remarks.list()).toEqual([]);
    remarks.sku("ITEM-77777");
    expect(remarks.list()).toEqual([{ reason: "sameSku", count: 1, examples: ["ITEM-77777"] }]);
  });
});

it("weights are in kilograms, exact", () => {
  expect(kilograms({ unit: "GRAMS", value: 850 })).toBe("0.85");
  expect(kilograms({ unit: "POUNDS", value: 1 })).toBe("0.453592");
  expect(kilograms({ unit: "OUNCES", value: 0.5 })).toBe("0.014175");
  expect(kilograms({ unit: "KILOGRAMS", value: 12.3 })).toBe("12.3");
  for (const none of [null, { unit: "STONES", value: 1 }, { unit: "GRAMS", value: 0 }])
    expect(kilograms(none)).toBeNull();
});
